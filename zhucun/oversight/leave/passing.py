"""An office that falls vacant while a request waits for it: the one above decides instead (R-ORG-13)."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.offices import Offices
from zhucun.oversight.leave.rules import ABOVE, State


@act("leave.pass_up", "请上一级批假", needs=rules.OVERRIDE)
def pass_up(leave: LeaveRequest, *, by: Actor) -> LeaveRequest:
    """Done by the clock each night; the office may do it at once."""
    if leave.state != State.ASKED:
        raise Refused("已经批完了，不用往上转。")
    steps = list(leave.steps.all())
    vacant = vacant_steps(leave, steps, Offices([leave.posting], by.today))
    if not vacant:
        raise Refused("轮到批的人都在任，催一下就行。")
    for step in vacant:
        _move(step, steps, leave, Offices([leave.posting], by.today))
    leave.open_rank = min(step.rank for step in leave.steps.filter(agrees__isnull=True))
    leave.save()
    return leave


def vacant_steps(leave: LeaveRequest, steps: Sequence[LeaveStep], offices: Offices) -> list[LeaveStep]:
    """Whose turn it is, while nobody holds the office and somebody above it is there."""
    open_now = [step for step in steps if step.agrees is None and step.rank == leave.open_rank]
    return [
        step
        for step in open_now
        if not offices.is_held(step.role, leave.posting) and _next_above(step, steps, leave, offices)
    ]


def _next_above(step: LeaveStep, steps: Sequence[LeaveStep], leave: LeaveRequest, offices: Offices) -> str:
    """The nearest office above that is held and has not decided already; empty where there is none."""
    decided = {one.role for one in steps if one.agrees is not None}
    role = ABOVE.get(step.role, "")
    while role and (role in decided or not offices.is_held(role, leave.posting)):
        role = ABOVE.get(role, "")
    return role


def _move(step: LeaveStep, steps: Sequence[LeaveStep], leave: LeaveRequest, offices: Offices) -> None:
    role = _next_above(step, steps, leave, offices)
    if any(one.role == role and one.pk != step.pk for one in steps):
        step.delete()  # it stands further on anyway, and decides once
        return
    step.instead_of, step.role = step.instead_of or step.role, role
    step.save()
