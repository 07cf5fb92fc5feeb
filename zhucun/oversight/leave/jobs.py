"""What the clock does: what waits for a vacant office goes up (R-ORG-13), overdue leave is asked about (R-LEA-04)."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.leave import ledger, passing
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.offices import Offices
from zhucun.oversight.leave.rules import State


def pass_up_what_waits_for_nobody(by: Actor) -> dict[str, Any]:
    waiting = LeaveRequest.objects.visible_to(by).filter(state=State.ASKED).prefetch_related("steps")
    rows = list(waiting.select_related("posting__cadre__person", "posting__sending_unit"))
    offices = Offices([row.posting for row in rows], by.today)
    vacant = [row for row in rows if passing.vacant_steps(row, list(row.steps.all()), offices)]
    for row in vacant:
        passing.pass_up(row, by=by)
    return {"passed_up": len(vacant)}


def ask_about_the_overdue(by: Actor) -> dict[str, Any]:
    """Each morning, whoever has an extension waiting left out: where they are is the approvers' to say."""
    overdue = LeaveRequest.objects.visible_to(by).overdue(by.today).exclude(extension__state=State.ASKED)
    rows = list(overdue.select_related("posting__cadre__person", "cadre__person").order_by("pk"))
    for row in rows:
        ledger.ask_about_overdue(row, by)
    return {"overdue": len(rows)}
