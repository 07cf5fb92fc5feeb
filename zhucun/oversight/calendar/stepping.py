"""The steps of a month sheet as the desk offers them: one for all who are ticked, at once or as a job (R-ATT-04)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.acts import jobs
from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import Context
from zhucun.acts.permissions import Permission
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.oversight.attendance import monthly, rules
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State

MOST_AT_ONCE = 150  # lines done within the request; more is a job
JOB = "attendance.sheets"
NAMED = 3  # of those whom a refusal concerns


@dataclass(frozen=True)
class Step:
    """One of the steps as a page offers it: from which state, by which act, in which words."""

    name: str
    act: Act
    start: State
    label: str
    verb: str
    sentence: str
    needs: Permission
    needs_reason: bool = False
    waits_for_answers: bool = False


STEPS = (
    Step(
        "verify",
        monthly.verify,
        State.CONFIRMED,
        "乡镇核定",
        "核定并锁定",
        "锁定以后每天和合计就定了，改要走更正。",
        rules.VERIFY,
        waits_for_answers=True,
    ),
    Step(
        "confirm", monthly.confirm, State.STATED, "村里核对", "都对，核对", "不对的点名字，说哪天不对。", rules.CONFIRM
    ),
    Step(
        "confirm_on_paper",
        monthly.confirm_on_paper,
        State.STATED,
        "村里纸质已签",
        "纸质已签",
        "村里没有账号的，纸表签好了在这里记；核定要换一个人。",
        rules.VERIFY,
    ),
    Step("review", monthly.review, State.VERIFIED, "县里复核", "复核", "复核以后发通报、算补助都用它。", rules.REVIEW),
    Step(
        "state_true",
        monthly.state_true,
        State.OPEN,
        "代为属实",
        "代为属实",
        "本人已在纸上签字或电话说过属实的，记在你自己名下。",
        rules.ENTER_FOR,
        needs_reason=True,
    ),
)
BY_NAME: Mapping[str, Step] = {step.name: step for step in STEPS}


def offered_to(actor: Actor) -> list[Step]:
    return [step for step in STEPS if actor.may(step.needs)]


def lines_to_do(step: Step, keys: Sequence[int], by: Actor) -> list[MonthLine]:
    """Those of the ticked that still wait for this step; another may have done some meanwhile."""
    seen = MonthLine.objects.visible_to(by, step.act.needs).filter(pk__in=keys, state=step.start)
    return list(seen.select_related("posting", "cadre__person").order_by("place_code", "pk"))


def do(step: Step, lines: Sequence[MonthLine], *, reason: str, by: Actor) -> int:
    """All or none. A refusal says whose line it is about."""
    given = {"entered_for_reason": reason} if step.needs_reason else {}
    try:
        step.act.many([Told(line, dict(given)) for line in lines], by=by)
    except SomeRefused as refusal:
        raise Refused(_in_words(refusal, lines)) from refusal
    return len(lines)


def _in_words(refusal: SomeRefused, lines: Sequence[MonthLine]) -> str:
    """The first sentence, and whom it concerns."""
    first = refusal.lines[0][1].sentence
    names = "、".join(lines[at].cadre.person.name for at, one in refusal.lines[:NAMED] if one.sentence == first)
    more = f"等 {len(refusal.lines)} 人" if len(refusal.lines) > NAMED else ""
    return f"{names}{more}：{first}没有一行被改动，去掉这几个人的勾再办。"


@jobs.job(JOB, "月表一次办很多人")
def do_many(context: Context) -> dict[str, Any]:
    """Begun again it does what is left."""
    told = context.arguments
    step = BY_NAME[told["step"]]
    lines = lines_to_do(step, told["lines"], context.by)
    return {"done": do(step, lines, reason=told["reason"], by=context.by) if lines else 0}
