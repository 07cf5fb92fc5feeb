"""Proposing, approving, declining and withdrawing a version of the county's numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy.versions import overlay, rules
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import FLOW, State


@act("policy.propose", "提出新版参数", needs=rules.PROPOSE, undo="policy.withdraw")
def propose(
    level: Place, *, title: str, since: date, values: Mapping[str, Any], basis: str = "", by: Actor
) -> PolicyVersion:
    """Values are given whole: `{"selection.min_members": 3}`."""
    if not title.strip():
        raise Refused("写上名称，比如“2022年县驻村办法”。", field="title")
    rules.must_make_sense(values)
    rules.must_agree(overlay.on(since, level.code).overlaid(values, title))
    return PolicyVersion.objects.create(
        place_code=level.code,
        title=title.strip(),
        since=since,
        values=dict(values),
        basis=basis.strip(),
        proposed_by=by.name,
        proposed_by_person=by.person_id,
        proposed_at=by.now,
    )


@act("policy.approve", "批准新版参数", needs=rules.APPROVE, undo="policy.take_back")
def approve(version: PolicyVersion, *, by: Actor) -> PolicyVersion:
    """Not by the person who proposed it (R-SEC-14)."""
    if version.proposed_by_person is not None and version.proposed_by_person in by.persons:
        raise Refused("自己提出的参数要由另一个人批准。", rule="R-SEC-14")
    return _decide(version, "approve", by)


@act("policy.decline", "不同意新版参数", needs=rules.APPROVE)
def decline(version: PolicyVersion, *, reason: str, by: Actor) -> PolicyVersion:
    if not reason.strip():
        raise Refused("写一句为什么不同意，提的人要看。", field="reason")
    return _decide(version, "decline", by)


@act("policy.take_back", "收回对参数的批准", needs=rules.APPROVE)
def take_back(version: PolicyVersion, *, by: Actor) -> PolicyVersion:
    """It waits to be decided again. Once it has held for a day, only another version changes it."""
    decided_on = timezone.localtime(version.decided_at).date() if version.decided_at else by.today
    if not rules.may_be_taken_back(version.since, decided_on, by.today):
        raise Refused("这一版已经在用了，不能收回。要改，再提一版。", rule="R-SEL-21")
    FLOW.step(version, "take_back")
    version.decided_by, version.decided_at = "", None
    version.save()
    return version


@act("policy.withdraw", "撤回新版参数", needs=rules.PROPOSE)
def withdraw(version: PolicyVersion, *, reason: str = "", by: Actor) -> PolicyVersion:
    FLOW.step(version, "withdraw", to=State.WITHDRAWN)
    version.save()
    return version


def _decide(version: PolicyVersion, verb: str, by: Actor) -> PolicyVersion:
    FLOW.step(version, verb)
    version.decided_by, version.decided_at = by.name, by.now
    version.save()
    return version
