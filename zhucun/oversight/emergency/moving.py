"""Moving deadlines while people stand by: proposed, approved by a leader, then each moved by its own act (R-ATT-16)."""

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.oversight.emergency import deadlines, rules
from zhucun.oversight.emergency.models import DeadlineMove, EmergencyDuty
from zhucun.oversight.emergency.rules import MOVE, MoveState, State


@act("emergency.move_deadlines", "提出期限顺延", needs=rules.PROPOSE)
def propose(duty: EmergencyDuty, *, kind: str, days: int, reason: str, by: Actor) -> DeadlineMove:
    if duty.state not in (State.APPROVED, State.ENDED):
        raise Refused("值守还没有批准，期限先不动。")
    if kind not in {one.key for one in deadlines.all_movables()}:
        raise Refused("选哪种期限。", field="kind")
    rules.must_be_moved_a_little(days)
    if not reason.strip():
        raise Refused("写一句为什么顺延。", field="reason")
    if duty.moves.filter(kind=kind).exclude(state=MoveState.DECLINED).exists():
        raise Refused("这一种已经报过了，一次值守只顺延一次。", field="kind")
    return DeadlineMove.objects.create(
        duty=duty,
        kind=kind,
        days=days,
        reason=reason.strip(),
        proposed_by=by.name,
        proposed_by_person=by.person_id,
    )


@act("emergency.approve_move", "批准期限顺延", needs=rules.APPROVE, remote=True)
def approve(move: DeadlineMove, *, by: Actor) -> DeadlineMove:
    """By another than who proposed it; what is due while the duty runs moves at once."""
    if move.proposed_by_person is not None and move.proposed_by_person in by.persons:
        raise Refused("自己提出的要由另一位领导批准。", rule="R-SEC-14")
    MOVE.step(move, "approve")
    move.decided_by, move.decided_at, move.moved = by.name, by.now, deadlines.carry_over(move, by)
    move.save()
    return move


@act("emergency.decline_move", "不同意期限顺延", needs=rules.APPROVE, remote=True)
def decline(move: DeadlineMove, *, by: Actor) -> DeadlineMove:
    MOVE.step(move, "decline")
    move.decided_by, move.decided_at = by.name, by.now
    move.save()
    return move
