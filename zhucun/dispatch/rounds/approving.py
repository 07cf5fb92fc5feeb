"""Reporting a plan upwards, agreeing to it step by step, sending it back, filing it (R-SEL-14)."""

from datetime import date, timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.lacking import lacks_of
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import ROUND, State
from zhucun.org.people.rules import SendingLevel


@act("round.submit", "把拟派名单报批", needs=rules.MANAGE, remote=True, undo="round.take_back")
def submit(round_: SelectionRound, *, reason: str = "", by: Actor) -> SelectionRound:
    """A plan that leaves a team short, or without a first secretary, is reported with a reason only (R-SEL-11)."""
    levels = set(ProposedSeat.objects.filter(round=round_).values_list("sending_level", flat=True))
    if not levels:
        raise Refused("拟派名单还是空的，先组队。")
    lacks = lacks_of(round_, by.today)
    if lacks and not reason.strip():
        raise Refused(f"{lacks.sentence}确要这样报的，写明理由。", field="reason", rule="R-SEL-11")
    ROUND.step(round_, "submit")
    round_.turn += 1
    round_.submitted_on, round_.submitted_by, round_.submitted_person = by.today, by.name, by.person_id
    steps = _steps_of(round_, [level for level in SendingLevel.values if level in levels], by.today)
    round_.approve_due_on = max(round_.approve_due_on, *(step.due_on for step in steps))
    round_.save()
    insert_many(steps)
    return round_


def _steps_of(round_: SelectionRound, levels: list[str], day: date) -> list[ApprovalStep]:
    limits = policy_of(round_, day).rounds
    found = [
        ApprovalStep(
            round=round_,
            turn=round_.turn,
            level=one.level,
            rank=one.rank,
            role=one.role,
            due_on=day + timedelta(days=limits.approve_days * one.rank),
        )
        for one in rules.chain(levels, limits.approvers)
    ]
    if {step.level for step in found} != set(levels):
        raise Refused("有的派出层级没有设审批人，先在“办法参数”里设好。")
    return found


@act("round.take_back", "收回报批", needs=rules.MANAGE, remote=True)
def take_back(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """Before anybody has decided."""
    steps = ApprovalStep.objects.filter(round=round_, turn=round_.turn)
    if steps.filter(agreed__isnull=False).exists():
        raise Refused("已经有人批过，不能收回；请还没批的人退回。")
    ROUND.step(round_, "take_back")
    steps.delete()
    round_.turn -= 1
    round_.submitted_on, round_.submitted_by, round_.submitted_person = None, "", None
    round_.save()
    return round_


@act("approval.agree", "同意选派方案", needs=rules.APPROVE, remote=True, undo="approval.retract")
def agree(step: ApprovalStep, *, opinion: str = "", document_number: str = "", by: Actor) -> ApprovalStep:
    """By the step's office; when it is late, by the office above as well."""
    _must_be_theirs(step, by)
    if rules.needs_document(step.level, step.role) and not document_number.strip():
        raise Refused("上级派的，写上级组织部答复的文号。", field="document_number", rule="R-SEL-14")
    _decide(step, agreed=True, opinion=opinion, by=by)
    step.document_number = document_number.strip()
    step.save()
    round_ = step.round
    is_last = not ApprovalStep.objects.filter(round=round_, turn=step.turn, agreed__isnull=True).exists()
    ROUND.step(round_, "agree", to=State.FILING if is_last else State.APPROVING)
    round_.approved_on = by.today if is_last else None
    round_.save()
    return step


def _must_be_theirs(step: ApprovalStep, by: Actor) -> None:
    if not ApprovalStep.objects.open().filter(pk=step.pk).exists():
        raise Refused("这一环还没轮到，或者已经批过了。")
    if not rules.may_decide(step.role, by.roles, is_late=step.due_on < by.today):
        raise Refused("这一环不由你批。")
    if step.round.submitted_person is not None and step.round.submitted_person in by.persons:
        raise Refused("这一稿是你报的，要由另一个人批。", rule="R-SEC-14")
    own = ProposedSeat.objects.filter(round=step.round, nomination__cadre__person__in=by.persons)
    if own.exists():
        raise Refused("名单里有你自己，要由另一个人批。", rule="R-SEC-14")


def _decide(step: ApprovalStep, *, agreed: bool, opinion: str, by: Actor) -> None:
    step.agreed, step.opinion = agreed, opinion.strip()
    step.decided_by, step.decided_at = by.name, by.now


@act("approval.retract", "撤回同意", needs=rules.APPROVE, remote=True)
def retract(step: ApprovalStep, *, by: Actor) -> ApprovalStep:
    """While nobody after it has decided and nothing is filed."""
    later = ApprovalStep.objects.filter(round=step.round, turn=step.turn, level=step.level, rank__gt=step.rank)
    if not step.agreed or step.turn != step.round.turn or later.filter(agreed__isnull=False).exists():
        raise Refused("后面的人已经批过，不能撤回。")
    if not rules.may_decide(step.role, by.roles, is_late=True):
        raise Refused("这一环不是你批的。")
    ROUND.step(step.round, "retract")
    step.round.approved_on = None
    step.round.save()
    step.agreed, step.opinion, step.document_number = None, "", ""
    step.decided_by, step.decided_at = "", None
    step.save()
    return step


@act("approval.send_back", "退回选派方案", needs=rules.APPROVE, remote=True)
def send_back(step: ApprovalStep, *, opinion: str, by: Actor) -> ApprovalStep:
    """The seats stay as they are, to be changed and reported once more."""
    _must_be_theirs(step, by)
    if not opinion.strip():
        raise Refused("写一句退回改什么。", field="opinion")
    _decide(step, agreed=False, opinion=opinion, by=by)
    step.save()
    ROUND.step(step.round, "send_back")
    step.round.submitted_on = None
    step.round.save()
    return step


@act("round.file", "登记备案", needs=rules.MANAGE, remote=True, undo="round.unfile")
def file(round_: SelectionRound, *, filing_number: str, basis: str, since: date, by: Actor) -> SelectionRound:
    """With the document by which they are sent and the day from which it holds: the term runs from there (R-SEL-22)."""
    if not filing_number.strip():
        raise Refused("写备案号。", field="filing_number")
    if not basis.strip():
        raise Refused("写派出文号。", field="basis", rule="R-SEL-20")
    ROUND.step(round_, "file")
    round_.filing_number, round_.basis, round_.since = filing_number.strip(), basis.strip(), since
    round_.filed_on = by.today
    round_.save()
    return round_


@act("round.unfile", "撤回备案登记", needs=rules.MANAGE, remote=True)
def unfile(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    ROUND.step(round_, "unfile")
    round_.filing_number, round_.basis, round_.filed_on = "", "", None
    round_.save()
    return round_
