"""What was entered by mistake is taken back: it counts no more and stays readable."""

from collections.abc import Sequence
from typing import TypeVar

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits import rules
from zhucun.incentives.benefits.acts import must_be_theirs
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, Given, HealthCheck

G = TypeVar("G", bound=Given)
BY_MISTAKE = "登错了"


def _taken_back(calls: Sequence[Told], by: Actor) -> list[G]:
    """Whose rows they are is looked up once for all."""
    keys = {call.row.posting_id for call in calls}
    postings = Posting.objects.filter(pk__in=keys).select_related("cadre").in_bulk()
    rows = each(calls, lambda call: _one(call.row, postings[call.row.posting_id], call.given["reason"], call.hand(by)))
    update_many(rows, ["withdrawn_on", "withdrawn_because"])
    return rows


def _one(row: G, posting: Posting, reason: str, by: Actor) -> G:
    must_be_theirs(posting, by)
    if row.withdrawn_on:
        raise Refused("已经撤回了。")
    if not reason.strip():
        raise Refused("写一句为什么撤回。", field="reason")
    row.withdrawn_on, row.withdrawn_because = by.today, reason.strip()
    return row


@act("benefit.withdraw_payment", "撤回一笔补助", needs=rules.RECORD, remote=True)
def withdraw_payment(row: BenefitPayment, *, reason: str = BY_MISTAKE, by: Actor) -> BenefitPayment:
    return _payments([Told(row, {"reason": reason})], by=by)[0]


@withdraw_payment.as_many
def _payments(calls: Sequence[Told], *, by: Actor) -> list[BenefitPayment]:
    return _taken_back(calls, by)


@act("benefit.withdraw_insurance", "撤回一份保险", needs=rules.RECORD, remote=True)
def withdraw_insurance(row: AccidentInsurance, *, reason: str = BY_MISTAKE, by: Actor) -> AccidentInsurance:
    return _insurances([Told(row, {"reason": reason})], by=by)[0]


@withdraw_insurance.as_many
def _insurances(calls: Sequence[Told], *, by: Actor) -> list[AccidentInsurance]:
    return _taken_back(calls, by)


@act("benefit.withdraw_check", "撤回一次体检", needs=rules.RECORD, remote=True)
def withdraw_check(row: HealthCheck, *, reason: str = BY_MISTAKE, by: Actor) -> HealthCheck:
    return _checks([Told(row, {"reason": reason})], by=by)[0]


@withdraw_check.as_many
def _checks(calls: Sequence[Told], *, by: Actor) -> list[HealthCheck]:
    return _taken_back(calls, by)


@act("benefit.withdraw_visit", "撤回一次看望", needs=rules.RECORD, remote=True)
def withdraw_visit(row: CareVisit, *, reason: str = BY_MISTAKE, by: Actor) -> CareVisit:
    return _visits([Told(row, {"reason": reason})], by=by)[0]


@withdraw_visit.as_many
def _visits(calls: Sequence[Told], *, by: Actor) -> list[CareVisit]:
    return _taken_back(calls, by)
