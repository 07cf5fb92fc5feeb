"""The days of a year, month by month, from what was locked or carried in; what is asked of each (R-ATT-02)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.lib import halves
from zhucun.lib.periods import Span
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import month_key
from zhucun.oversight.attendance.truth import Terms, required
from zhucun.oversight.attendance.year import OPENING, minimum_of, working_days
from zhucun.oversight.calendar.people import OnTeam

MONTHS = 12
Months = list[int | None]


@dataclass(frozen=True)
class YearRow:
    """A person's year in half-days; a month that was neither locked nor carried in is None."""

    person: OnTeam
    months: Sequence[int | None]
    asked: int

    @property
    def total(self) -> int:
        return sum(one or 0 for one in self.months)


def rows_of(actor: Actor, year: Span, people: Sequence[OnTeam], terms: Terms) -> list[YearRow]:
    """In two queries more: only what was frozen is read."""
    found = _locked(actor, year)
    _carry_in(found, year, people)
    asked = _Asked(year, terms)
    return [YearRow(one, found[one.posting], asked.of(one)) for one in people]


def _locked(actor: Actor, year: Span) -> dict[int, Months]:
    first, last = month_key(year.since), month_key(year.last_day)
    seen = MonthLine.objects.visible_to(actor).locked().filter(month__gte=first, month__lte=last)
    found: dict[int, Months] = defaultdict(lambda: [None] * MONTHS)
    for posting, month, counted in seen.order_by().values_list("posting", "month", "counted_halfdays"):
        found[posting][int(month[5:]) - 1] = counted
    return found


def _carry_in(found: dict[int, Months], year: Span, people: Iterable[OnTeam]) -> None:
    """What was counted before the county began stands in the row of whoever was there then, and nobody counts twice."""
    postings: dict[int, list[OnTeam]] = defaultdict(list)
    for one in people:
        postings[one.cadre].append(one)
    brought = OpeningBalance.objects.filter(kind=OPENING, month__gte=year.since, month__lt=year.until)
    for cadre, month, amount in brought.order_by().values_list("cadre", "month", "amount"):
        if cadre in postings:
            held = [one for one in postings[cadre] if one.since <= month and (one.until is None or month < one.until)]
            months = found[(held or postings[cadre])[0].posting]
            months[month.month - 1] = (months[month.month - 1] or 0) + amount


class _Asked:
    """What a year asks of somebody, in proportion to the working days of their stay."""

    def __init__(self, year: Span, terms: Terms) -> None:
        self._minimum, self._working = minimum_of(year, terms), working_days(year, terms)

    def of(self, one: OnTeam) -> int:
        until = len(self._working) if one.until is None else bisect_left(self._working, one.until)
        there = max(0, until - bisect_left(self._working, one.since))
        return required(self._minimum, working=len(self._working) * halves.PER_DAY, there=there * halves.PER_DAY)
