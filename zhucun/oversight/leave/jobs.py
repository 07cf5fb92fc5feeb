"""What the clock does: requests that wait for a vacant office go on to the one above (R-ORG-13)."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.leave import passing
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
