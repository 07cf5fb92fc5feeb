"""One person's month as a page shows it: the calendar's weeks, what was said and by whom, how far the sheet is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, Stands
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.calendar.cells import Look, css, words
from zhucun.oversight.calendar.months import Asked
from zhucun.web.forms import ActForm

HIDDEN = ("cadre__person__phone", "cadre__person__id_number")


@dataclass(frozen=True)
class DayCell:
    day: date
    css: str
    words: str
    asks: bool


def cells_of(asked: Asked, letters: str, looks: dict[str, Look], not_there: Look) -> list[DayCell | None]:
    """Monday first; None before the month's first day."""
    before: list[DayCell | None] = [None] * asked.days[0].weekday()
    return before + [
        _cell(asked, day, letters[2 * at : 2 * at + 2], looks, not_there) for at, day in enumerate(asked.days)
    ]


def _cell(asked: Asked, day: date, pair: str, looks: dict[str, Look], not_there: Look) -> DayCell:
    am, pm = (looks.get(letter, not_there) for letter in pair.ljust(2))
    when = "t" if day == asked.today else "f" if day > asked.today else ""
    is_plain_to_come = when == "f" and am == pm and am.code in ("v", "w")
    said = "" if is_plain_to_come else words(am, pm)
    return DayCell(day, css(am, pm, when), said, "q" in (am.code, pm.code))


@dataclass(frozen=True)
class Said:
    """A statement as a row of the table."""

    in_words: str
    length: str
    label: str
    place: str
    side: str
    entered: str
    reason: str
    for_reason: str
    taken_back: str
    is_withdrawn: bool
    withdraw_url: str = ""
    asks_why: bool = False
    press: Any = None


def statements_of(posting: int, asked: Asked, actor: Actor) -> list[DayStatement]:
    """What was said of the month, the latest first, what was withdrawn too. A village, which reads nobody's reasons,
    sees what it said itself."""
    since, until = halves.half_of(asked.span.since), halves.half_of(asked.span.until)
    seen = DayStatement.objects.visible_to(actor)
    if not actor.may(rules.SEE_REASONS):
        seen = DayStatement.objects.visible_to(actor, rules.OTHERWISE).filter(side=Side.VILLAGE)
    seen = seen.filter(posting=posting).touching(since, until)
    loaded = seen.select_related("cadre__person", "posting__team").defer(*HIDDEN)
    return list(loaded.order_by("-since_half", "-pk"))


def said_of(row: DayStatement, terms: Terms, year: int, url: str, *, asks_why: bool) -> Said:
    label = terms.by_key[row.category].label if row.category in terms.by_key else row.category
    return Said(
        halves.in_words(*row.span, year=year),
        halves.length_in_words(row.until_half - row.since_half),
        label,
        row.place_text,
        Side(row.side).label,
        f"{row.entered_by} {row.entered_on.month}月{row.entered_on.day}日记",
        row.reason or ("假条批准" if row.source else ""),
        row.entered_for_reason,
        row.taken_back,
        row.state == Stands.WITHDRAWN,
        url,
        asks_why and bool(url),
        ActForm(seen=row) if url else None,
    )


@dataclass(frozen=True)
class Step:
    label: str
    when: str
    who: str

    @property
    def is_done(self) -> bool:
        return bool(self.when)


def steps_of(line: MonthLine) -> list[Step]:
    paper = "纸质已签，" if line.on_paper else ""
    proxy = f"（代为确认：{line.stated_for_reason}）" if line.stated_for_reason else ""
    return [
        _step("本人属实", line.stated_on, line.stated_by + proxy),
        _step("村里核对", line.confirmed_on, paper + line.confirmed_by),
        _step("乡镇核定、锁定", line.verified_on, line.verified_by),
        _step("县里复核", line.reviewed_on, line.reviewed_by),
    ]


def _step(label: str, on: date | None, who: str) -> Step:
    return Step(label, f"{on.month}月{on.day}日" if on else "", who if on else "")


def sums_of(totals: dict[str, int], terms: Terms) -> list[tuple[str, str]]:
    """Every category that occurs, those that count first."""
    found = [one for one in terms.by_key.values() if totals.get(one.key)]
    found.sort(key=lambda one: not terms.counts(one))
    return [
        (one.label, halves.length_in_words(totals[one.key]) + ("" if terms.counts(one) else "，不计入"))
        for one in found
    ]


def offered(terms: Terms, *, who: Sequence[str], but: Iterable[str] = ()) -> list[Any]:
    """The categories that this side may state."""
    return [one for one in terms.categories if one.who in who and one.key not in set(but)]
