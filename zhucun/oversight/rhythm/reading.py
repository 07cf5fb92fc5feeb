"""A year of the county's work in order of its days, and the four rings: how much of it is done, not how much time is
gone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.periods import Span, month_of, quarter_of, year_of
from zhucun.oversight.rhythm.county import calendar_of, numbers_of
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.periods import Period, due_in, open_on, period_of
from zhucun.oversight.rhythm.rules import SEE, WORK, Cycle, State

Says = Callable[[str, Actor], str]
_says: dict[Cycle, list[Says]] = {cycle: [] for cycle in Cycle}


def ring_says(cycle: Cycle) -> Callable[[Says], Says]:
    """Register what a topic above tells under a ring: how far the month's materials are; empty says nothing."""

    def register(function: Says) -> Says:
        _says[cycle].append(function)
        return function

    return register


@dataclass(frozen=True)
class Beat:
    """The work of one period: with its row once it has come due, before that only as planned."""

    period: Period
    due_on: date
    row: CadenceItem | None
    today: date

    @property
    def state(self) -> str:
        """As the tag `stage` draws it."""
        if self.row is None:
            return "todo"
        if self.row.state == State.DONE:
            return "done"
        if self.row.state == State.NOT_NEEDED:
            return "none"
        return "overdue" if self.row.is_late(self.today) else "running"

    @property
    def word(self) -> str:
        if self.row is None:
            return "没到时候" if self.period.opens_on > self.today else "没有列出"
        if self.state == "overdue":
            return f"过了 {(self.today - self.due_on).days} 天"
        return self.row.get_state_display()

    @property
    def url(self) -> str:
        return reverse("oversight:rhythm.item", args=[self.row.pk]) if self.row else ""

    @property
    def counts(self) -> bool:
        return self.state != "none"


def year_of_work(county_code: str, year: int, by: Actor) -> list[Beat]:
    """All that comes due in a year. Rows keep the day they were made with; what is to come follows today's numbers."""
    whole = year_of(date(year, 1, 1))
    seen = CadenceItem.objects.visible_to(by, SEE).filter(county_code=county_code)
    rows = {(row.cycle, row.period): row for row in seen.due_within(whole.since, whole.until)}
    planned = due_in(year, numbers_of(county_code, by), calendar_of(county_code, by))
    beats = [Beat(period, due_on, rows.pop((period.cycle, period.key), None), by.today) for period, due_on in planned]
    beats += [Beat(row.when, row.due_on, row, by.today) for row in rows.values()]
    beats = [Beat(one.period, one.row.due_on if one.row else one.due_on, one.row, by.today) for one in beats]
    return sorted(beats, key=lambda one: (one.due_on, list(Cycle).index(one.period.cycle)))


def rings(county_code: str, by: Actor) -> list[dict[str, Any]]:
    """As _rhythm.html draws them. A ring has in it the work of the shorter cycles that is due in its span."""
    beats = year_of_work(county_code, by.today.year, by)
    return [_ring(cycle, beats, county_code, by) for cycle in Cycle]


def _ring(cycle: Cycle, beats: Sequence[Beat], county_code: str, by: Actor) -> dict[str, Any]:
    within = [beat for beat in _parts(cycle, beats, by.today) if beat.counts]
    done = sum(beat.state == "done" for beat in within)
    own = next((beat for beat in beats if beat.period == open_on(cycle, by.today)), None)
    said = [text for say in _says[cycle] if (text := say(county_code, by))]
    return {
        "character": cycle.label,
        "span": cycle.value,
        "done": done * 100 // len(within) if within else 0,
        "label": WORK[cycle],
        "url": (own and own.url) or reverse("oversight:rhythm.calendar"),
        "sentence": f"今年到期 {len(within)} 期，办了 {done} 期" if cycle == Cycle.YEAR else _sentence(own),
        "detail": " · ".join(said or [_detail(cycle, own, within)]),
    }


def _parts(cycle: Cycle, beats: Sequence[Beat], today: date) -> list[Beat]:
    shorter = list(Cycle)[: list(Cycle).index(cycle) + 1]
    span = _span(cycle, today)
    return [beat for beat in beats if beat.period.cycle in shorter and span.holds(beat.due_on)]


def _span(cycle: Cycle, today: date) -> Span:
    if cycle == Cycle.WEEK:
        week = period_of(cycle, today)
        return Span(week.since, week.until)
    return {Cycle.MONTH: month_of, Cycle.QUARTER: quarter_of, Cycle.YEAR: year_of}[cycle](today)


def _sentence(own: Beat | None) -> str:
    if own is None:
        return "这一期不用办"
    if own.row is not None and own.row.state == State.DONE:
        return f"{own.period.title}，{_day(own.row.done_on)}办了"
    if own.row is not None and own.row.state == State.NOT_NEEDED:
        return f"{own.period.title}，这次不办"
    late = "，还没登记" if own.due_on < own.today else ""
    return f"{own.period.title}，{_day(own.due_on)}{'' if own.period.cycle == Cycle.WEEK else '前'}{late}"


def _detail(cycle: Cycle, own: Beat | None, within: Sequence[Beat]) -> str:
    """Of a week its document; of the longer ones how much of the shorter ones is done."""
    if cycle == Cycle.WEEK:
        return (own.row.evidence or own.row.reason or "还没登记") if own and own.row else "还没登记"
    told = [(part, [beat for beat in within if beat.period.cycle == part]) for part in Cycle]
    return "，".join(_share(part, of) for part, of in told if of)


def _share(part: Cycle, of: Sequence[Beat]) -> str:
    """The account that falls due this year is the last year's: it is named, not counted."""
    done = [beat for beat in of if beat.state == "done"]
    if part == Cycle.YEAR:
        return "、".join(f"{beat.period.key}年{WORK[part]}{'已定' if beat in done else '未定'}" for beat in of)
    return f"{WORK[part]} {len(done)}/{len(of)}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
