"""How days and the states of a sheet are said where there is little room."""

from datetime import date

from zhucun.lib import halves
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import State

STATES = {
    State.OPEN: "等本人",
    State.STATED: "等村里",
    State.CONFIRMED: "等乡镇",
    State.VERIFIED: "已锁定",
    State.REVIEWED: "已复核",
}
STATE_CSS = {State.OPEN: "todo", State.VERIFIED: "done", State.REVIEWED: "done"}


def counted_to(month: Month, today: date) -> int:
    """Half-days that count up to and with today: of a month that runs, what is to come is not said to have been."""
    return sum(mark in month.terms.counted_marks for mark in month.marks[: past_halves(month, today)])


def past_halves(month: Month, today: date) -> int:
    return max(0, (today - month.first_day).days + 1) * halves.PER_DAY


def days_of(halfdays: int) -> str:
    """19.5; 20. The unit stands in the column's head."""
    whole, rest = divmod(halfdays, halves.PER_DAY)
    return f"{whole}.5" if rest else str(whole)
