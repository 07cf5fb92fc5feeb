"""知会: offices that do not decide are told of a granted leave, and that they have read it stands there (R-LEA-03)."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.models import LeaveNotice, LeaveRequest


def tell(granted: Sequence[LeaveRequest]) -> None:
    insert_many(
        LeaveNotice(
            request_id=leave.pk,
            role=role,
            place_code=leave.place_code,
            team_id=leave.team_id,
            unit_id=leave.sending_unit_id,
            told_on=leave.granted_on,
        )
        for leave in granted
        for role in leave.informed
        if role in rules.HEARS
    )


def has_been_seen(leave: LeaveRequest, by: Actor) -> None:
    """To be called by the page of one leave: whoever has it open has been told. An office has it once one of it has."""
    if rules.may_hear(leave.informed, by.roles) and leave.notices.unread_by(by).exists():
        read_notice(leave, by=by)


@act("leave.read_notice", "看过知会的请假", needs=rules.SEE)
def read_notice(leave: LeaveRequest, *, by: Actor) -> LeaveRequest:
    leave.notices.unread_by(by).update(read_on=by.today, read_by=by.name)
    return leave
