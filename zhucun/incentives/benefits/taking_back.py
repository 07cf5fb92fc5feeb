"""What was entered by mistake is taken back: it counts no more and stays readable."""

from typing import TypeVar

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.incentives.benefits import rules
from zhucun.incentives.benefits.acts import must_be_theirs
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, Given, HealthCheck

G = TypeVar("G", bound=Given)
BY_MISTAKE = "登错了"


def _taken_back(row: G, reason: str, by: Actor) -> G:
    must_be_theirs(row.posting, by)
    if row.withdrawn_on:
        raise Refused("已经撤回了。")
    if not reason.strip():
        raise Refused("写一句为什么撤回。", field="reason")
    row.withdrawn_on, row.withdrawn_because = by.today, reason.strip()
    row.save()
    return row


@act("benefit.withdraw_payment", "撤回一笔补助", needs=rules.RECORD, remote=True)
def withdraw_payment(row: BenefitPayment, *, reason: str = BY_MISTAKE, by: Actor) -> BenefitPayment:
    return _taken_back(row, reason, by)


@act("benefit.withdraw_insurance", "撤回一份保险", needs=rules.RECORD, remote=True)
def withdraw_insurance(row: AccidentInsurance, *, reason: str = BY_MISTAKE, by: Actor) -> AccidentInsurance:
    return _taken_back(row, reason, by)


@act("benefit.withdraw_check", "撤回一次体检", needs=rules.RECORD, remote=True)
def withdraw_check(row: HealthCheck, *, reason: str = BY_MISTAKE, by: Actor) -> HealthCheck:
    return _taken_back(row, reason, by)


@act("benefit.withdraw_visit", "撤回一次看望", needs=rules.RECORD, remote=True)
def withdraw_visit(row: CareVisit, *, reason: str = BY_MISTAKE, by: Actor) -> CareVisit:
    return _taken_back(row, reason, by)
