"""A line that the member said was true opens anew when something else is said of it."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.rows import update_many
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import FLOW

CLEARED = {
    "stated_on": None,
    "stated_by": "",
    "stated_for_reason": "",
    "stated_marks": "",
    "confirmed_on": None,
    "confirmed_by": "",
    "on_paper": False,
}


@act("attendance.reopen", "重新开表", needs=rules.STATE)
def reopen(line: MonthLine, *, by: Actor) -> MonthLine:
    return _reopen_many([Told(line, {})], by=by)[0]


@reopen.as_many
def _reopen_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    lines = [call.row for call in calls]
    for line in lines:
        FLOW.step(line, "reopen")
        line.confirmed_persons = []
        for name, value in CLEARED.items():
            setattr(line, name, value)
    update_many(lines, ["state", "confirmed_persons", *CLEARED])
    return lines
