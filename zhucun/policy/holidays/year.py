"""A year's days off as they hold in a county: the library's periods, and over them the county's own days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import Holiday

from zhucun.lib.workdays import knows_year
from zhucun.policy.holidays.models import HolidayDay


@dataclass(frozen=True)
class Period:
    """国庆节: its days off, and the weekend days worked in their place."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...]

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def periods(year: int) -> list[Period]:
    """What the library says; empty for a year it does not hold."""
    if not knows_year(year):
        return []
    named = list(_named_days(year))
    names = list(dict.fromkeys(name for name, _, _ in named))
    return sorted((_period(name, named) for name in names), key=lambda one: one.first)


def _named_days(year: int) -> Iterator[tuple[str, date, bool]]:
    day = date(year, 1, 1)
    labels = {holiday.value: holiday.chinese for holiday in Holiday}
    while day.year == year:
        is_off, name = chinese_calendar.get_holiday_detail(day)
        if name:
            yield labels.get(name, name), day, is_off
        day += timedelta(days=1)


def _period(name: str, named: Sequence[tuple[str, date, bool]]) -> Period:
    off = [day for called, day, is_off in named if called == name and is_off]
    worked = tuple(day for called, day, is_off in named if called == name and not is_off)
    return Period(name, min(off, default=worked[0] if worked else date.min), max(off, default=date.min), worked)


@dataclass(frozen=True)
class Own:
    """A day of the county's own table."""

    row: HolidayDay

    @property
    def word(self) -> str:
        return "上班" if self.row.is_working else "休息"

    @property
    def weekday(self) -> str:
        return f"周{'一二三四五六日'[self.row.day.weekday()]}"
