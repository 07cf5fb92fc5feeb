"""Stationed days of longer than a month: from what was locked and carried in, and what is asked (R-ATT-02)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.lib import halves
from zhucun.lib.periods import Span
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED, Stay, month_key
from zhucun.oversight.attendance.truth import Terms, required

OPENING = "attendance_month"  # kind of opening balance: half-days that counted in a month before the county began


@dataclass
class Total:
    """Of one person. `carried_halfdays` came in as opening balances and are part of `counted_halfdays`."""

    counted_halfdays: int = 0
    working_halfdays: int = 0
    carried_halfdays: int = 0
    months: int = 0
    open_months: int = 0
    by_category: Counter[str] = field(default_factory=Counter)

    def add(self, counted: int, working: int, totals: Mapping[str, int]) -> None:
        self.counted_halfdays += counted
        self.working_halfdays += working
        self.months += 1
        self.by_category.update(totals)

    def carry(self, amount: int) -> None:
        self.counted_halfdays += amount
        self.carried_halfdays += amount
        self.months += 1


def totals(lines: QuerySet[MonthLine], carried: QuerySet[OpeningBalance], span: Span) -> dict[int, Total]:
    """Cadre → total of the months of the span, two queries. `lines` and `carried` are those within reach."""
    first, last = month_key(span.since), month_key(span.last_day)
    found: dict[int, Total] = {}
    rows = lines.filter(month__gte=first, month__lte=last).order_by()
    columns = ("cadre", "state", "counted_halfdays", "working_halfdays", "totals")
    for cadre, state, counted, working, by_category in rows.values_list(*columns):
        total = found.setdefault(cadre, Total())
        if state in LOCKED:
            total.add(counted, working, by_category)
        else:
            total.open_months += 1
    brought = carried.filter(kind=OPENING, month__gte=span.since, month__lt=span.until, cadre__isnull=False)
    for cadre, amount in brought.order_by().values_list("cadre", "amount"):
        found.setdefault(cadre, Total()).carry(amount)
    return found


def total_of(lines: Iterable[MonthLine], carried: Iterable[OpeningBalance], span: Span) -> Total:
    """The same of one person whose lines were read already."""
    first, last = month_key(span.since), month_key(span.last_day)
    total = Total()
    for line in lines:
        if first <= line.month <= last:
            if line.is_locked:
                total.add(line.counted_halfdays, line.working_halfdays, line.totals)
            else:
                total.open_months += 1
    for brought in carried:
        if span.since <= brought.month < span.until:
            total.carry(brought.amount)
    return total


def minimum_of(span: Span, terms: Terms) -> int:
    """Days that the county asks of a whole month, quarter or year; 0 of a period for which it asks none."""
    months = (span.until.year - span.since.year) * 12 + span.until.month - span.since.month
    asked = {1: terms.min_days_per_month, 3: terms.min_days_per_quarter, 12: terms.min_days_per_year}
    return asked.get(months, 0)


def required_of(span: Span, stays: Iterable[Stay | None], terms: Terms) -> list[int]:
    """Half-days asked of each of these people for the period."""
    minimum, working = minimum_of(span, terms), working_days(span, terms)
    halfdays = len(working) * halves.PER_DAY
    return [required(minimum, working=halfdays, there=_there(stay, working)) for stay in stays]


def working_days(span: Span, terms: Terms) -> list[date]:
    days = (date.fromordinal(number) for number in range(span.since.toordinal(), span.until.toordinal()))
    return [day for day in days if terms.calendar.is_working_day(day)]


def _there(stay: Stay | None, working: list[date]) -> int:
    return 0 if stay is None else sum(2 * stay.holds(halves.half_of(day)) for day in working)
