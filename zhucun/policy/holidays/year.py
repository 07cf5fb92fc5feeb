"""A year's days off as they hold in a county: the library's periods, and over them the county's own days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import Holiday

from zhucun.lib.workdays import knows_year
from zhucun.policy.holidays.models import HolidayDay

APART = 60  # days: what lies further from each other is not one holiday


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
    found: list[Period] = []
    for name in dict.fromkeys(called for called, _, _ in _named_days(year)):
        days = [(day, is_off) for called, day, is_off in _named_days(year) if called == name]
        found += [_period(name, run) for run in _runs(days)]
    return sorted(found, key=lambda one: one.first)


def _runs(days: Sequence[tuple[date, bool]]) -> list[list[tuple[date, bool]]]:
    """New Year's days at both ends of a year are two."""
    runs: list[list[tuple[date, bool]]] = []
    for day, is_off in days:
        if runs and (day - runs[-1][-1][0]).days < APART:
            runs[-1].append((day, is_off))
        else:
            runs.append([(day, is_off)])
    return runs


def _named_days(year: int) -> Iterator[tuple[str, date, bool]]:
    day = date(year, 1, 1)
    labels = {holiday.value: holiday.chinese for holiday in Holiday}
    while day.year == year:
        is_off, name = chinese_calendar.get_holiday_detail(day)
        if name:
            yield labels.get(name, name), day, is_off
        day += timedelta(days=1)


def _period(name: str, days: Sequence[tuple[date, bool]]) -> Period:
    off = [day for day, is_off in days if is_off] or [day for day, _ in days]
    return Period(name, off[0], off[-1], tuple(day for day, is_off in days if not is_off))


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
