"""The days of a year, month by month, from what was locked or carried in; what is asked of each (R-ATT-02)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.lib import halves
from zhucun.lib.periods import Span, add_months, month_of, quarter_of
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import month_key
from zhucun.oversight.attendance.truth import Terms, required
from zhucun.oversight.attendance.year import OPENING, minimum_of, working_days
from zhucun.oversight.calendar.people import OnTeam

MONTHS = 12
PER_QUARTER = 3
QUARTER_NAMES = ("一季度", "二季度", "三季度", "四季度")
MONTH, QUARTER, YEAR = "month", "quarter", "year"
Months = list[int | None]


@dataclass
class Known:
    """One posting's year in half-days; a month that was neither locked nor carried in is None. Of a locked one what it
    asked was frozen with it."""

    counted: Months = field(default_factory=lambda: [None] * MONTHS)
    asked: Months = field(default_factory=lambda: [None] * MONTHS)


@dataclass(frozen=True)
class Short:
    """A period that is over, in which somebody was stationed for fewer half-days than the county asks."""

    period: str
    number: int
    lacking: int

    @property
    def label(self) -> str:
        if self.period == MONTH:
            return f"{self.number}月"
        return QUARTER_NAMES[self.number - 1] if self.period == QUARTER else "全年"


@dataclass(frozen=True)
class YearRow:
    """A person's year; a quarter of which a month is not known yet is None."""

    person: OnTeam
    months: Sequence[int | None]
    quarters: Sequence[int | None]
    asked: int
    short: Sequence[Short]

    @property
    def total(self) -> int:
        return sum(one or 0 for one in self.months)

    def is_short_in(self, period: str, number: int) -> bool:
        return any((one.period, one.number) == (period, number) for one in self.short)


def rows_of(actor: Actor, year: Span, people: Sequence[OnTeam], terms: Terms) -> list[YearRow]:
    """In two queries more: only what was frozen is read."""
    found = _locked(actor, year)
    _carry_in(found, year, people)
    asked = _AllAsked(year, terms, actor.today)
    return [asked.row(one, found[one.posting]) for one in people]


def active_minimums(terms: Terms) -> dict[str, int]:
    """Period → days that the county asks; those for which it asks none are left out."""
    asked = {
        MONTH: terms.min_days_per_month,
        QUARTER: terms.min_days_per_quarter,
        YEAR: terms.min_days_per_year,
    }
    return {period: days for period, days in asked.items() if days}


def _locked(actor: Actor, year: Span) -> dict[int, Known]:
    first, last = month_key(year.since), month_key(year.last_day)
    seen = MonthLine.objects.visible_to(actor).locked().filter(month__gte=first, month__lte=last)
    found: dict[int, Known] = defaultdict(Known)
    columns = ("posting", "month", "counted_halfdays", "required_halfdays")
    for posting, month, counted, asked in seen.order_by().values_list(*columns):
        known, at = found[posting], int(month[5:]) - 1
        known.counted[at], known.asked[at] = counted, asked
    return found


def _carry_in(found: dict[int, Known], year: Span, people: Iterable[OnTeam]) -> None:
    """What was counted before the county began stands in the row of whoever was there then, and nobody counts twice."""
    postings: dict[int, list[OnTeam]] = defaultdict(list)
    for one in people:
        postings[one.cadre].append(one)
    brought = OpeningBalance.objects.filter(kind=OPENING, month__gte=year.since, month__lt=year.until)
    for cadre, month, amount in brought.order_by().values_list("cadre", "month", "amount"):
        if cadre in postings:
            held = [one for one in postings[cadre] if one.since <= month and (one.until is None or month < one.until)]
            months = found[(held or postings[cadre])[0].posting].counted
            months[month.month - 1] = (months[month.month - 1] or 0) + amount


class _Asked:
    """What a period asks of somebody, in proportion to the working days of their stay."""

    def __init__(self, span: Span, terms: Terms) -> None:
        self.span, self.minimum = span, minimum_of(span, terms)
        self._working = working_days(span, terms)

    def of(self, one: OnTeam) -> int:
        working = len(self._working) * halves.PER_DAY
        return required(self.minimum, working=working, there=self.there(one) * halves.PER_DAY)

    def there(self, one: OnTeam) -> int:
        """Working days since they reported in."""
        if one.reported_on is None:
            return 0
        until = len(self._working) if one.until is None else bisect_left(self._working, one.until)
        return max(0, until - bisect_left(self._working, one.reported_on))


class _AllAsked:
    """The months, quarters and the year; only what is over and wholly known is held against its minimum."""

    def __init__(self, year: Span, terms: Terms, today: date) -> None:
        firsts = [add_months(year.since, at) for at in range(MONTHS)]
        self._months = [_Asked(month_of(first), terms) for first in firsts]
        self._quarters = [_Asked(quarter_of(first), terms) for first in firsts[::PER_QUARTER]]
        self._year, self._today = _Asked(year, terms), today

    def row(self, one: OnTeam, known: Known) -> YearRow:
        missing = [days is None and month.there(one) for days, month in zip(known.counted, self._months, strict=True)]
        quarters = [_sum(known, missing, at, PER_QUARTER) for at in range(0, MONTHS, PER_QUARTER)]
        whole, asked = _sum(known, missing, 0, MONTHS), self._year.of(one)
        short = [
            *self._short_months(one, known),
            *self._short_quarters(one, quarters),
            *_short(YEAR, 1, whole if self._is_over(self._year) else None, asked),
        ]
        return YearRow(one, known.counted, quarters, asked, short)

    def _short_months(self, one: OnTeam, known: Known) -> Iterable[Short]:
        for at, month in enumerate(self._months):
            frozen = known.asked[at]
            yield from _short(MONTH, at + 1, known.counted[at], month.of(one) if frozen is None else frozen)

    def _short_quarters(self, one: OnTeam, quarters: Sequence[int | None]) -> Iterable[Short]:
        for at, quarter in enumerate(self._quarters):
            if self._is_over(quarter):
                yield from _short(QUARTER, at + 1, quarters[at], quarter.of(one))

    def _is_over(self, asked: _Asked) -> bool:
        return asked.span.until <= self._today


def _sum(known: Known, missing: Sequence[bool | int], since: int, months: int) -> int | None:
    """Of the months in which somebody was there; None as long as one of them is not known."""
    span = slice(since, since + months)
    counted = [days for days in known.counted[span] if days is not None]
    return sum(counted) if counted and not any(missing[span]) else None


def _short(period: str, number: int, counted: int | None, asked: int) -> Iterable[Short]:
    if counted is not None and counted < asked:
        yield Short(period, number, asked - counted)


def counted_short(rows: Iterable[YearRow]) -> Mapping[str, int]:
    """Period → how many people fell short in one of that length."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for period in {one.period for one in row.short}:
            found[period] += 1
    return found
