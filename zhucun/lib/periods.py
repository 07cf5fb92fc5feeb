"""Months, quarters, years as half-open spans, and full years between a birth month and a day."""

from dataclasses import dataclass
from datetime import date, timedelta

# Only the birth month is known. The month itself counts as reached: a person of March 1984 is 38 from 1 March 2022 on.
AGE_RULE = "按出生年月计算周岁，到生日所在月的 1 日即满岁"


@dataclass(frozen=True)
class Span:
    """From `since` to before `until`."""

    since: date
    until: date

    def holds(self, day: date) -> bool:
        return self.since <= day < self.until

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def holds(since: date, until: date | None, day: date) -> bool:
    """Whether what runs from `since` to before `until`, or without an end, runs on the day."""
    return since <= day and (until is None or day < until)


def month_of(day: date) -> Span:
    first = day.replace(day=1)
    return Span(first, add_months(first, 1))


def quarter_of(day: date) -> Span:
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Span(first, add_months(first, 3))


def year_of(day: date) -> Span:
    return Span(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    beyond = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), beyond - timedelta(days=1))


def full_years(birth_month: date, day: date) -> int:
    """周岁 on the day, by AGE_RULE."""
    return day.year - birth_month.year - (day.month < birth_month.month)


def full_months(since: date, day: date) -> int:
    """Whole months from one day to another; none before it."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return max(0, months - (add_months(since, months) > day)) if months > 0 else 0


def latest_birth_month(years: int, day: date) -> date:
    """The latest birth month whose bearer has reached these full years on the day.

    `birth_month <= latest_birth_month(40, day)` holds exactly for those of 40 or more, so a query can count by age.
    """
    return date(day.year - years, day.month, 1)
