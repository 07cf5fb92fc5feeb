"""Working days: the holiday library's table, the county's own over it, and Monday to Friday where neither knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar


@dataclass(frozen=True)
class Calendar:
    """`own` are the county's entries, day → is it a working day; they win over the library."""

    own: Mapping[date, bool] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        if day in self.own:
            return self.own[day]
        return _is_by_law(day)

    def after(self, day: date, working_days: int) -> date:
        """The working day that many working days later."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.is_working_day(day)
        return day


@lru_cache(maxsize=5_000)  # the library looks through its tables anew for every day it is asked
def _is_by_law(day: date) -> bool:
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:  # a year whose holidays the library does not hold yet
        return day.weekday() < 5


def knows_year(year: int) -> bool:
    """Whether the library holds the year's holidays; where not, pages and `doctor` say so."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
