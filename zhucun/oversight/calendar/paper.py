"""考勤表 of a team and month as it is printed: names × days with marks, sums, blanks for wet signatures (R-DOC-02)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.changed import Changed, changed_after
from zhucun.oversight.attendance.corrected import Corrected, corrected_of
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.oversight.calendar.months import Asked
from zhucun.oversight.calendar.people import OnTeam, unseen_teams
from zhucun.oversight.calendar.rota import gaps_of
from zhucun.oversight.calendar.words import days_of
from zhucun.policy.attendance import REST, UNDECIDED, Category

HEAD = "oversight/calendar/pages/_paper_head.html"


@dataclass(frozen=True)
class PaperRow:
    name: str
    unit: str
    cells: SafeString
    sums: Sequence[str]
    counted: str
    asked: str
    stated: str
    corrected: Sequence[Corrected]
    changed: Sequence[Changed]


@dataclass(frozen=True)
class Signed:
    """A place to sign; what the system knows of it is printed small, the blank stays."""

    label: str
    known: str


@dataclass(frozen=True)
class PaperSheet:
    """One team's sheet."""

    team: int
    team_name: str
    township: str
    rows: Sequence[PaperRow]
    signed: Sequence[Signed]
    state: str
    rota: str
    is_part: bool


@dataclass(frozen=True)
class Paper:
    """The sheets of a month with what all of them share."""

    asked: Asked
    head: str
    legend: str
    sheets: Sequence[PaperSheet]
    least_on_duty: int

    @property
    def so_far(self) -> str:
        """To which day the sums are, of a month that is not over."""
        asked = self.asked
        if asked.is_over:
            return ""
        day = f"{asked.today.month}月{asked.today.day}日"
        return f"截至 {day}，以后的日子只写已报的，不计" if asked.is_begun else f"这个月还没开始（{day}打印）"


def paper_of(actor: Actor, asked: Asked, people: Sequence[OnTeam], townships: Mapping[str, str]) -> Paper:
    """Every team of these people; seven queries however many there are."""
    terms = terms_for(actor, actor.county_code or people[0].place_code, asked.span.since)
    keys = [one.posting for one in people]
    months = reading.month_of(keys, asked.span.since, terms)
    found = MonthLine.objects.visible_to(actor).filter(posting__in=keys, month=asked.key)
    lines = {line.posting_id: line for line in found}
    made = _Sheets(
        asked,
        terms,
        months,
        dict(Posting.objects.filter(pk__in=keys).values_list("pk", "sending_unit__name")),
        lines,
        corrected_of(actor, [line.pk for line in lines.values()], terms),
        changed_after(lines.values(), months),
        townships,
        {gap.team: gap.in_words for gap in gaps_of(actor, asked, people, months, terms)},
        unseen_teams(people, asked.span),
    )
    teams = groupby(people, key=lambda one: one.team)
    sheets = [made.sheet(list(members)) for _, members in teams]
    head = render_to_string(HEAD, {"heads": made.heads, "columns": made.columns})
    legend = "　".join(f"{one.mark} {one.label}{'' if one.counts else '（不计入）'}" for one in made.columns)
    return Paper(asked, head, f"{legend}　", sheets, terms.weekend_rota_min)


@dataclass
class _Sheets:
    asked: Asked
    terms: Terms
    months: Mapping[int, Month]
    units: Mapping[int, str]
    lines: Mapping[int, MonthLine]
    corrected: Mapping[int, Sequence[Corrected]]
    changed: Mapping[int, Sequence[Changed]]
    townships: Mapping[str, str]
    rota: Mapping[int, str]
    in_part: set[int]

    @cached_property
    def heads(self) -> list[tuple[date, bool]]:
        return [(day, not self.terms.calendar.is_working_day(day)) for day in self.asked.days]

    @cached_property
    def totals(self) -> dict[int, dict[str, int]]:
        """So far, as on every screen."""
        return {posting: month.totals_to(self.asked.today) for posting, month in self.months.items()}

    @cached_property
    def columns(self) -> list[Category]:
        """The sums: every category of the county but rest, and what is undecided only where it occurs."""
        occurs = {key for totals in self.totals.values() for key in totals}
        known = [one for one in self.terms.by_key.values() if one.key != REST]
        return [one for one in known if one.key in occurs or one.key != UNDECIDED]

    def sheet(self, members: list[OnTeam]) -> PaperSheet:
        first = members[0]
        lines = [line for one in members if (line := self.lines.get(one.posting))]
        return PaperSheet(
            first.team,
            first.team_name,
            self.townships.get(first.township_code, ""),
            [self._row(one) for one in members],
            _signed(lines),
            _state(lines, len(members)),
            self.rota.get(first.team, ""),
            first.team in self.in_part,
        )

    def _row(self, one: OnTeam) -> PaperRow:
        month, line, totals = self.months[one.posting], self.lines.get(one.posting), self.totals[one.posting]
        stated = f"{line.stated_on.month}月{line.stated_on.day}日" if line and line.stated_on else ""
        return PaperRow(
            one.name,
            self.units.get(one.posting, ""),
            mark_safe("".join(self._cell(month.marks, at) for at in range(len(self.asked.days)))),
            [days_of(totals[kind.key]) if kind.key in totals else "" for kind in self.columns],
            days_of(month.counted_to(self.asked.today)) if self.asked.is_begun else "",
            month.asked_in_words(self.asked.today),
            stated,
            self.corrected.get(line.pk, []) if line else [],
            self.changed.get(line.pk, []) if line else [],
        )

    def _cell(self, marks: str, at: int) -> str:
        """Both halves where they differ, one above the other; rest is the grey of its column."""
        day, is_off = self.heads[at]
        said = list(dict.fromkeys(marks[2 * at : 2 * at + 2]))
        shown = "<br>".join("" if mark == self.terms.mark(REST) else escape(mark) for mark in said)
        css = " class=off" if is_off else ""
        if NOT_THERE in said and len(said) == 1:
            return f"<td{css}>／"
        return f"<td{css}>{'' if self._is_to_come(day, said) else shown}"

    def _is_to_come(self, day: date, said: list[str]) -> bool:
        """A day to come is blank unless something was announced for it."""
        plain = {self.terms.mark(self.terms.default(day))}
        return day > self.asked.today and set(said) <= plain


def _signed(lines: Sequence[MonthLine]) -> list[Signed]:
    return [
        Signed("村党组织书记", _who(lines, "confirmed")),
        Signed("第二核对人", ""),
        Signed("乡镇核定人", _who(lines, "verified")),
        Signed("县驻村办", _who(lines, "reviewed")),
    ]


def _who(lines: Sequence[MonthLine], step: str) -> str:
    """By whom and when, where all of the sheet are so far."""
    done = {(getattr(line, f"{step}_by"), getattr(line, f"{step}_on")) for line in lines}
    if not done or any(on is None for _, on in done):
        return ""
    last = max(on for _, on in done)
    return f"{'、'.join(sorted({who for who, _ in done}))} {last.month}月{last.day}日"


def _state(lines: Sequence[MonthLine], people: int) -> str:
    locked = sum(line.is_locked for line in lines)
    if people and locked == people:
        return "乡镇已锁定"
    return f"已锁定 {locked} 人，共 {people} 人" if locked else "还没锁定"
