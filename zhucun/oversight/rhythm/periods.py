"""Weeks, months, quarters and years as periods with a key, and the day on which the work of each is due. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.lib.periods import Span, month_of, quarter_of, year_of
from zhucun.lib.workdays import Calendar
from zhucun.oversight.rhythm.rules import WORK, Cycle
from zhucun.policy.oversight_values import WEEKDAYS, Rhythm

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LONGEST_HOLIDAY = timedelta(days=12)  # within it there is a working day
JUDGED_AFTERWARDS = (Cycle.QUARTER, Cycle.YEAR)
QUARTERS = ("一", "二", "三", "四")
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, order=True)
class Period:
    """`key` sorts in the order of time: 2022-W09, 2022-07, 2022-Q2, 2022."""

    cycle: Cycle
    key: str
    since: date
    until: date  # not included

    @property
    def opens_on(self) -> date:
        """From when the work is waited for; quarters and years are judged once they are over."""
        return self.until if self.cycle in JUDGED_AFTERWARDS else self.since

    @property
    def title(self) -> str:
        """第28周督查、7月调度、二季度考核、2022年终总账."""
        return f"{self.name}{'终' if self.cycle == Cycle.YEAR else ''}{WORK[self.cycle]}"

    @property
    def name(self) -> str:
        if self.cycle == Cycle.WEEK:
            return f"第{int(self.key[-2:])}周"
        if self.cycle == Cycle.MONTH:
            return f"{self.since.month}月"
        if self.cycle == Cycle.QUARTER:
            return f"{QUARTERS[int(self.key[-1]) - 1]}季度"
        return f"{self.since.year}年"

    def following(self) -> "Period":
        return period_of(self.cycle, self.until)

    def due_on(self, numbers: Rhythm, calendar: Calendar) -> date | None:
        """The day the county set, moved to a working day of the same span; None of a week that is all holidays."""
        if self.cycle == Cycle.WEEK:
            weekday = list(WEEKDAYS).index(numbers.inspection_weekday)
            return _working_day(self.since + timedelta(days=weekday), Span(self.since, self.until), calendar)
        if self.cycle == Cycle.MONTH:
            return _working_day(_day_in(self.since, numbers.review_day), Span(self.since, self.until), calendar)
        days = numbers.assessment_days if self.cycle == Cycle.QUARTER else numbers.year_account_days
        last = self.until + timedelta(days=days - 1)
        return _working_day(last, Span(self.until, last + LONGEST_HOLIDAY), calendar)


def _day_in(first: date, number: int) -> date:
    """The month's day of that number, or its last."""
    return min(first + timedelta(days=number - 1), month_of(first).last_day)


def _working_day(wished: date, within: Span, calendar: Calendar) -> date | None:
    """The wished day or the next working one; where the span has none left, the last before it."""
    after = (wished + timedelta(days=n) for n in range((within.until - wished).days))
    before = (wished - timedelta(days=n) for n in range(1, (wished - within.since).days + 1))
    return next((day for day in (*after, *before) if calendar.is_working_day(day)), None)


def period_of(cycle: Cycle, day: date) -> Period:
    if cycle == Cycle.WEEK:
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Period(cycle, f"{year}-W{week:02}", monday, monday + WEEK)
    if cycle == Cycle.MONTH:
        return _spanned(cycle, f"{day:%Y-%m}", month_of(day))
    if cycle == Cycle.QUARTER:
        span = quarter_of(day)
        return _spanned(cycle, f"{day.year}-Q{(span.since.month - 1) // MONTHS_OF_A_QUARTER + 1}", span)
    return _spanned(cycle, f"{day.year}", year_of(day))


def _spanned(cycle: Cycle, key: str, span: Span) -> Period:
    return Period(cycle, key, span.since, span.until)


def of_key(cycle: Cycle, key: str) -> Period:
    """Raises ValueError for a key that names no such period."""
    if cycle == Cycle.WEEK:
        first = date.fromisocalendar(int(key[:4]), int(key[6:]), 1)
    elif cycle == Cycle.MONTH:
        first = date.fromisoformat(f"{key}-01")
    elif cycle == Cycle.QUARTER:
        first = date(int(key[:4]), int(key[6:]) * MONTHS_OF_A_QUARTER - 2, 1)
    else:
        first = date(int(key), 1, 1)
    found = period_of(cycle, first)
    if found.key != key:
        raise ValueError(key)
    return found


def open_on(cycle: Cycle, day: date) -> Period:
    """The latest period whose work is waited for on the day."""
    now = period_of(cycle, day)
    return period_of(cycle, now.since - DAY) if cycle in JUDGED_AFTERWARDS else now


def from_to(first: Period, last: Period) -> Iterator[Period]:
    """Both included."""
    period = first
    while period.since <= last.since:
        yield period
        period = period.following()


def due_in(year: int, numbers: Rhythm, calendar: Calendar) -> list[tuple[Period, date]]:
    """All that comes due in a year, in order; a week that is all holidays has nothing."""
    whole = year_of(date(year, 1, 1))
    firsts = {
        Cycle.WEEK: period_of(Cycle.WEEK, whole.since),
        Cycle.MONTH: period_of(Cycle.MONTH, whole.since),
        Cycle.QUARTER: period_of(Cycle.QUARTER, whole.since - DAY),
        Cycle.YEAR: period_of(Cycle.YEAR, whole.since - DAY),
    }
    found = [
        (period, due)
        for cycle, first in firsts.items()
        for period in from_to(first, period_of(cycle, whole.last_day))
        if (due := period.due_on(numbers, calendar)) and whole.holds(due)
    ]
    return sorted(found, key=lambda one: (one[1], list(Cycle).index(one[0].cycle)))
