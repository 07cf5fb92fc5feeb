"""How far a circular and a check are, in a mark and a few words."""

from datetime import date

from zhucun.oversight.circulars.models import FactCheck, InspectionCircular
from zhucun.oversight.circulars.rules import Answer, State

MARKS = {
    State.DRAFTING: "todo",
    State.CONFIRMING: "running",
    State.READY: "waits",
    State.ISSUED: "done",
    State.DROPPED: "todo",
}


def mark_of(row: InspectionCircular) -> tuple[str, str]:
    return MARKS[State(row.state)], row.get_state_display()


def mark_of_check(check: FactCheck, today: date) -> tuple[str, str]:
    if check.is_past(today):
        return "done", "过期没说，按没有异议算"
    if check.state == Answer.WAITING:
        left = (check.due_on - today).days
        return "waits", f"等核实，剩 {left} 天" if left else "等核实，今天到期"
    return ("done" if check.state == Answer.AGREES else "overdue"), check.get_state_display()
