"""How days and the states of a sheet are said where there is little room."""

from zhucun.lib import halves
from zhucun.oversight.attendance.rules import State

STATES = {
    State.OPEN: "等本人",
    State.STATED: "等村里",
    State.CONFIRMED: "等乡镇",
    State.VERIFIED: "已锁定",
    State.REVIEWED: "已复核",
}
STATE_CSS = {State.OPEN: "todo", State.VERIFIED: "done", State.REVIEWED: "done"}


def days_of(halfdays: int) -> str:
    """19.5; 20. The unit stands in the column's head."""
    whole, rest = divmod(halfdays, halves.PER_DAY)
    return f"{whole}.5" if rest else str(whole)
