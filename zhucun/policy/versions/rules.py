"""Permissions, states and moves of a policy version; what a value may be, and which values must agree."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy import rows
from zhucun.policy.declaring import Shape
from zhucun.policy.items import Item, problem_of
from zhucun.policy.profile import Declared, PolicyProfile, about, declared

SEE = permission("policy.see", "看办法参数")
PROPOSE = permission("policy.propose", "提出新版参数")
APPROVE = permission("policy.approve", "批准新版参数")

LONGEST_TEXT = 40
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
    """Every value has the shape of its default: whole numbers, listed choices, items that can be judged."""
    if not values:
        raise Refused("没有改动任何一项参数。", field="values")
    for key, new in values.items():
        try:
            declared(key)
        except KeyError:
            raise Refused(f"没有“{key}”这一项参数。", field=key) from None
        _judge(about(key), new)


def _judge(entry: Declared, new: Any) -> None:
    """Raises Refused where the value has not the shape of its default."""
    if problem := _PROBLEMS[entry.shape](entry, new):
        raise Refused(problem, field=entry.key, rule=entry.rule)


def _count_problem(entry: Declared, new: Any) -> str:
    return "" if _is_count(new) else f"“{entry.label}”要填不小于 0 的整数。"


def _choice_problem(entry: Declared, new: Any) -> str:
    return "" if new in (entry.choices or {}) else f"“{entry.label}”里没有“{new}”这一类。"


def _each(entry: Declared, new: Any, problem: Callable[[Any], str]) -> str:
    if not isinstance(new, (list, tuple)):
        return f"“{entry.label}”要填一列。"
    return next(filter(None, map(problem, new)), "")


def _counts_problem(entry: Declared, new: Any) -> str:
    sentence = f"“{entry.label}”要填不小于 0 的整数，用顿号隔开。"
    return _each(entry, new, lambda one: "" if _is_count(one) else sentence)


def _choices_problem(entry: Declared, new: Any) -> str:
    return _each(entry, new, lambda one: _choice_problem(entry, one))


def _texts_problem(entry: Declared, new: Any) -> str:
    sentence = f"“{entry.label}”每一项写 1 到 {LONGEST_TEXT} 个字，不重复。"
    problem = _each(entry, new, lambda one: "" if isinstance(one, str) and 0 < len(one) <= LONGEST_TEXT else sentence)
    return problem or ("" if len(set(new)) == len(new) else sentence)


def _text_problem(entry: Declared, new: Any) -> str:
    return "" if isinstance(new, str) and len(new) <= LONGEST_TEXT else f"“{entry.label}”最多写 {LONGEST_TEXT} 个字。"


def _items_problem(entry: Declared, new: Any) -> str:
    problem = _each(entry, new, problem_of)
    if problem:
        return problem
    keys = [Item.of_json(one).key for one in new]
    return "" if len(set(keys)) == len(keys) else f"“{entry.label}”有两条的标识一样。"


def _rows_problem(entry: Declared, new: Any) -> str:
    assert entry.rows_of is not None
    problem = rows.problem_of(entry.rows_of, new)
    return f"“{entry.label}”：{problem}" if problem else ""


_PROBLEMS: dict[Shape, Callable[[Declared, Any], str]] = {
    Shape.COUNT: _count_problem,
    Shape.COUNTS: _counts_problem,
    Shape.CHOICE: _choice_problem,
    Shape.CHOICES: _choices_problem,
    Shape.TEXT: _text_problem,
    Shape.TEXTS: _texts_problem,
    Shape.ITEMS: _items_problem,
    Shape.ROWS: _rows_problem,
}


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
