"""Who keeps the days off, and what may be entered."""

from datetime import date

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.workdays import Calendar, knows_year

KEEP = permission("holiday.keep", "维护节假日")

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def must_make_sense(day: date, name: str) -> None:
    if not name.strip():
        raise Refused("写上是什么日子，比如“国庆节调休”。", field="name")
    if not EARLIEST <= day < LATEST:
        raise Refused(f"{day:%Y-%m-%d} 太远了，核对一下年份。", field="day")


def must_change_something(day: date, is_working: bool) -> None:
    """A year's notice is entered as it differs from what would hold anyway, so that the table stays short."""
    if Calendar().is_working_day(day) == is_working and knows_year(day.year):
        word = "上班" if is_working else "休息"
        raise Refused(f"{day:%Y-%m-%d} 按放假安排本来就{word}，不用填。", field="day")
