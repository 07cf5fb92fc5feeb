"""Proposing, approving, declining and withdrawing a version of the county's numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy.profile import about, declared
from zhucun.policy.versions import rules
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import FLOW, State


@act("policy.propose", "提出新版参数", needs=rules.PROPOSE)
def propose(
    level: Place, *, title: str, since: date, values: Mapping[str, Any], basis: str = "", by: Actor
) -> PolicyVersion:
    """Values are given whole: `{"selection.min_members": 3}`."""
    if not values:
        raise Refused("没有改动任何一项参数。", field="values")
    for key, new in values.items():
        _judge(key, new)
    return PolicyVersion.objects.create(
        place_code=level.code,
        title=title,
        since=since,
        values=dict(values),
        basis=basis,
        proposed_by=by.name,
        proposed_by_person=by.person_id,
        proposed_at=by.now,
    )


@act("policy.approve", "批准新版参数", needs=rules.APPROVE)
def approve(version: PolicyVersion, *, by: Actor) -> PolicyVersion:
    """Not by the person who proposed it (R-SEC-14)."""
    if version.proposed_by_person is not None and version.proposed_by_person in by.persons:
        raise Refused("自己提出的参数要由另一个人批准。", rule="R-SEC-14")
    return _decide(version, "approve", by)


@act("policy.decline", "不同意新版参数", needs=rules.APPROVE)
def decline(version: PolicyVersion, *, reason: str, by: Actor) -> PolicyVersion:
    return _decide(version, "decline", by)


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


def _judge(key: str, new: Any) -> None:
    """A value has the shape of its default: a whole number not below zero, or some of the listed choices."""
    try:
        declared(key)
    except KeyError:
        raise Refused(f"没有“{key}”这一项参数。", field=key) from None
    entry = about(key)
    if isinstance(entry.default, int) and not (isinstance(new, int) and not isinstance(new, bool) and new >= 0):
        raise Refused(f"“{entry.label}”要填不小于 0 的整数。", field=key, rule=entry.rule)
    if isinstance(entry.default, tuple):
        _judge_list(entry.label, entry.choices, new, key)


def _judge_list(label: str, choices: Mapping[str, str] | None, new: Any, key: str) -> None:
    if not isinstance(new, (list, tuple)):
        raise Refused(f"“{label}”要填一列。", field=key)
    if choices and (strange := [item for item in new if item not in choices]):
        raise Refused(f"“{label}”里没有“{strange[0]}”这一类。", field=key)
    if not choices and any(not isinstance(item, int) or item < 0 for item in new):
        raise Refused(f"“{label}”要填不小于 0 的整数，用逗号隔开。", field=key)
