"""联审: what outside bodies say of those nominated, one line each, never its content (R-SEL-23)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import NOMINATION, ROUND, CheckOutcome, NominationState, State

AS_WEIGHED = (NominationState.ELIGIBLE, NominationState.CLEARED, NominationState.STOPPED)


def await_checks(round_: SelectionRound, day: date) -> None:
    """A line to come from every body of the policy on everybody who passes; without bodies they are through."""
    bodies = policy_of(round_, day).selection.joint_check
    passed = list(Nomination.objects.filter(round=round_, state=NominationState.ELIGIBLE))
    asked = set(JointCheck.objects.filter(nomination__in=passed).values_list("nomination", "body"))
    wanted = [(one, body) for one in passed for body in bodies if (one.pk, body) not in asked]
    insert_many([JointCheck(nomination=one, body=body) for one, body in wanted])
    if not bodies:
        _weigh(passed)


def _weigh(nominations: Sequence[Nomination]) -> None:
    """What the lines say of each, as their state."""
    said: dict[int, list[str]] = defaultdict(list)
    lines = JointCheck.objects.filter(nomination__in=nominations).values_list("nomination", "outcome")
    for nomination, outcome in lines:
        said[nomination].append(outcome)
    moved = [one for one in nominations if one.state != rules.after_checks(said[one.pk])]
    for nomination in moved:
        NOMINATION.step(nomination, "weigh", to=rules.after_checks(said[nomination.pk]))
    update_many(moved, ["state"])


@act("joint_check.record", "登记联审意见", needs=rules.CHECK, remote=True, undo="joint_check.clear")
def record(
    check: JointCheck, *, outcome: CheckOutcome, answered_on: date, document_number: str = "", by: Actor
) -> JointCheck:
    """No objection or not suitable, when, by which document. Nothing else is asked and nothing else is kept."""
    told = {"outcome": outcome, "answered_on": answered_on, "document_number": document_number}
    return _record_many([Told(check, told)], by=by)[0]


@record.as_many
def _record_many(calls: Sequence[Told], *, by: Actor) -> list[JointCheck]:
    prefetch_related_objects([call.row for call in calls], "nomination__round", "nomination__cadre")
    checks = each(calls, lambda call: _recorded(call, by))
    update_many(checks, ["outcome", "answered_on", "document_number"])
    _weigh(_of(checks))
    return checks


def _of(checks: Sequence[JointCheck]) -> list[Nomination]:
    """Those whose round is still in this step; a plan that rests on them is not moved from below."""
    found = Nomination.objects.filter(pk__in={check.nomination_id for check in checks}).select_related("round")
    nominations = list(found.order_by("pk"))
    if any(one.round.state != State.CHECKING for one in nominations):
        raise Refused("这一轮现在不在联审。要改的，先退回联审这一步。")
    if any(one.state not in AS_WEIGHED for one in nominations):
        raise Refused("有人已经撤回，重新打开这一页再登记。")
    return nominations


def _recorded(call: Told, by: Actor) -> JointCheck:
    check, given = call.row, call.given
    if given["answered_on"] > by.today:
        raise Refused("答复的日子还没到。", field="answered_on")
    if check.nomination.cadre.person_id in by.persons:
        raise Refused("不能登记自己的联审意见，请另一个人登记。", rule="R-SEC-14")
    check.outcome, check.answered_on = given["outcome"], given["answered_on"]
    check.document_number = given["document_number"].strip()
    return check


@act("joint_check.clear", "撤回联审意见", needs=rules.CHECK, remote=True)
def clear(check: JointCheck, *, by: Actor) -> JointCheck:
    check.outcome, check.answered_on, check.document_number = "", None, ""
    check.save()
    _weigh(_of([check]))
    return check


@act("round.close_checks", "结束联审，开始组队", needs=rules.MANAGE, remote=True, undo="round.step_back")
def close_checks(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """Whoever is still waited for is left out of the plan."""
    if not Nomination.objects.free_for_formation(round_).exists():
        raise Refused("还没有一个人联审都过了，不能组队。")
    ROUND.step(round_, "close_checks")
    round_.checked_on = by.today
    round_.save()
    return round_
