"""Permissions, states and moves of a policy version; what a value may be, and which values must agree."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.profile import Declared, PolicyProfile, about, declared

SEE = permission("policy.see", "看办法参数")
PROPOSE = permission("policy.propose", "提出新版参数")
APPROVE = permission("policy.approve", "批准新版参数")

CODE_LENGTHS = (2, 4, 6)  # of province, prefecture, county
NATION = "0"  # division codes have no code for the nation; a place code never begins with 0


class State(TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


FLOW = Flow(
    "policy version",
    {
        "approve": move(State.PROPOSED, to=State.APPROVED, needs=APPROVE),
        "decline": move(State.PROPOSED, to=State.DECLINED, needs=APPROVE, duty=False),
        "withdraw": move(State.PROPOSED, to=State.WITHDRAWN, needs=PROPOSE, duty=False),
        "take_back": move(State.APPROVED, to=State.PROPOSED, needs=APPROVE, duty=False),
    },
)


def levels_of(county_code: str) -> list[str]:
    """Whose versions hold in a county: nation, province, prefecture, county."""
    return [NATION, *(county_code[:length] for length in CODE_LENGTHS)]


def must_make_sense(values: Mapping[str, Any]) -> None:
    """Every value has the shape of its default: a whole number not below zero, or some of the listed choices."""
    if not values:
        raise Refused("没有改动任何一项参数。", field="values")
    for key, new in values.items():
        try:
            declared(key)
        except KeyError:
            raise Refused(f"没有“{key}”这一项参数。", field=key) from None
        _judge(about(key), new)


def _judge(entry: Declared, new: Any) -> None:
    if isinstance(entry.default, int) and not _is_count(new):
        raise Refused(f"“{entry.label}”要填不小于 0 的整数。", field=entry.key, rule=entry.rule)
    if isinstance(entry.default, tuple):
        _judge_list(entry, new)


def _judge_list(entry: Declared, new: Any) -> None:
    if not isinstance(new, (list, tuple)):
        raise Refused(f"“{entry.label}”要填一列。", field=entry.key)
    if entry.choices and (strange := [item for item in new if item not in entry.choices]):
        raise Refused(f"“{entry.label}”里没有“{strange[0]}”这一类。", field=entry.key)
    if not entry.choices and not all(_is_count(item) for item in new):
        raise Refused(f"“{entry.label}”要填不小于 0 的整数，用顿号隔开。", field=entry.key)


def _is_count(new: Any) -> bool:
    return isinstance(new, int) and not isinstance(new, bool) and new >= 0


def must_agree(profile: PolicyProfile) -> None:
    """Values that name two sides of one thing must not overlap (R-SEL-12)."""
    pairing = profile.pairing
    if pairing.young_age > pairing.old_age:
        raise Refused(
            f"“新”要小于 {pairing.young_age} 岁、“老”不小于 {pairing.old_age} 岁，同一个人会既新又老。",
            field="pairing.young_age",
            rule="R-SEL-12",
        )
    if pairing.shallow_years > pairing.deep_years:
        raise Refused(
            f"“浅”要少于 {pairing.shallow_years} 年、“深”不少于 {pairing.deep_years} 年，同一个人会既浅又深。",
            field="pairing.shallow_years",
            rule="R-SEL-12",
        )


def may_be_taken_back(since: date, decided_on: date, today: date) -> bool:
    """Before it holds, or on the day it was decided: what has been judged by it since stays judged."""
    return today < since or today == decided_on
