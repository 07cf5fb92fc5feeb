"""Permissions, kinds, closed lists of grounds, the chain of who decides, and the table of moves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import add_months
from zhucun.policy.profile import Changes, Recall

SEE = permission("change.see", "看调整与召回")
PROPOSE = permission("change.propose", "提出人员变动")
GIVE_OPINION = permission("change.opinion", "对人员变动说意见")
DECIDE = permission("change.decide", "定人员变动")
APPROVE = permission("change.approve", "审批人员变动")
SIGN = permission("change.sign", "签批人员变动")
CARRY_OUT = permission("change.carry_out", "办理人员变动")
CONFIRM = permission("change.confirm", "确认接替人选")

MONTHS_OF_A_YEAR = 12


class CaseKind(TextChoices):
    """Kept apart, since their statistics and consequences differ (R-SEL-16)."""

    ROTATION = "rotation", "轮换"
    ADJUSTMENT = "adjustment", "调整"
    REMOVAL = "removal", "撤换"
    RECALL = "recall", "召回"
    REINFORCEMENT = "reinforcement", "增派"


MEANT = {
    CaseKind.ROTATION: "任期满了换人",
    CaseKind.ADJUSTMENT: "工作需要、岗位变动、本人原因，不算过错",
    CaseKind.REMOVAL: "履职不到位，换人",
    CaseKind.RECALL: "按召回程序办，要县领导签批",
    CaseKind.REINFORCEMENT: "给队里加人，不接替谁",
}
BLAMELESS = (CaseKind.ROTATION, CaseKind.ADJUSTMENT)


class Ground(TextChoices):
    """Closed lists: a ground belongs to one kind. What has to do with health or family is 本人原因, and no more is kept
    (R-SEL-08)."""

    TERM_OVER = "term_over", "任期已满"
    WHOLE_ROUND = "whole_round", "整批轮换"
    UNIT_NEEDS = "unit_needs", "单位工作需要"
    POST_MOVED = "post_moved", "岗位变动"
    AGE = "age", "年龄到限、退休"
    OWN_REASONS = "own_reasons", "本人原因（身体、家庭都选这一项，不写是什么）"
    BALANCE = "balance", "队与队之间调配"
    NOT_RELEASED = "not_released", "原单位工作没有脱开"
    WORK_UNDONE = "work_undone", "该做的事没有做好"
    UNQUALIFIED = "unqualified", "不再符合选派条件"
    TIME_NOT_KEPT = "time_not_kept", "不能保证驻村时间，没有与原单位脱钩"
    NOT_COMPETENT = "not_competent", "不胜任驻村工作"
    POOR_STYLE = "poor_style", "作风不实，群众不认可"
    ABSENT = "absent", "无故不在岗，提醒后仍不改"
    BROKE_RULES = "broke_rules", "违纪违法"
    FOUND_UNFIT = "found_unfit", "乡镇党委认为不适合继续驻村"
    OTHER_TRIGGER = "other_trigger", "其他（要写明）"
    MORE_WORK = "more_work", "村里任务加重"
    MORE_NEEDS = "more_needs", "村里提出新的需要"
    WEAK_BRANCH = "weak_branch", "列入软弱涣散村"


GROUNDS: dict[str, tuple[Ground, ...]] = {
    CaseKind.ROTATION: (Ground.TERM_OVER, Ground.WHOLE_ROUND),
    CaseKind.ADJUSTMENT: (Ground.UNIT_NEEDS, Ground.POST_MOVED, Ground.AGE, Ground.OWN_REASONS, Ground.BALANCE),
    CaseKind.REMOVAL: (Ground.NOT_RELEASED, Ground.WORK_UNDONE, Ground.UNQUALIFIED),
    CaseKind.RECALL: (  # R-TLK-04
        Ground.TIME_NOT_KEPT,
        Ground.NOT_COMPETENT,
        Ground.POOR_STYLE,
        Ground.ABSENT,
        Ground.BROKE_RULES,
        Ground.FOUND_UNFIT,
        Ground.OTHER_TRIGGER,
    ),
    CaseKind.REINFORCEMENT: (Ground.MORE_WORK, Ground.MORE_NEEDS, Ground.WEAK_BRANCH),
}


class State(TextChoices):
    OPINIONS = "opinions", "征求意见"
    OFFICE = "office", "待驻村办定"
    ORGANISATION = "organisation", "待组织部审"
    LEADER = "leader", "待县领导签"
    ABOVE = "above", "待上级批复"
    DECIDED = "decided", "待发文"
    VACANT = "vacant", "待补人"
    CLOSED = "closed", "已办结"
    REFUSED = "refused", "没有同意"
    WITHDRAWN = "withdrawn", "已撤回"


class Part(TextChoices):
    """Who has a say: the first two give opinions, the others decide in this order."""

    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "派出单位"
    OFFICE = "office", "县驻村办"
    ORGANISATION = "organisation", "县委组织部"
    LEADER = "leader", "县领导"
    ABOVE = "above", "上级组织部门"


OPINIONS = (Part.TOWNSHIP, Part.UNIT)
DECIDING = (Part.OFFICE, Part.ORGANISATION, Part.LEADER, Part.ABOVE)
STATE_OF = {
    Part.OFFICE: State.OFFICE,
    Part.ORGANISATION: State.ORGANISATION,
    Part.LEADER: State.LEADER,
    Part.ABOVE: State.ABOVE,
}
TO_BE_DECIDED = (State.OPINIONS, *STATE_OF.values())
DECIDED_OR_BEFORE = (*TO_BE_DECIDED, State.DECIDED)
RUNNING = (*TO_BE_DECIDED, State.DECIDED, State.VACANT)
LATER = (*STATE_OF.values(), State.DECIDED, State.REFUSED)

FLOW = Flow(
    "change",
    {
        "opinion": move(State.OPINIONS, to=(State.OPINIONS, State.OFFICE), needs=GIVE_OPINION, duty=False),
        "decide": move((State.OPINIONS, State.OFFICE), to=LATER, needs=DECIDE),
        "approve": move((State.ORGANISATION, State.ABOVE), to=LATER, needs=APPROVE),
        "sign": move(State.LEADER, to=LATER, needs=SIGN),
        "carry_out": move(State.DECIDED, to=State.VACANT, needs=CARRY_OUT),
        "close": move(State.VACANT, to=State.CLOSED, needs=CARRY_OUT),
        "drop": move(RUNNING, to=State.WITHDRAWN, duty=False),
        "withdraw": move((State.OPINIONS, State.OFFICE), to=State.WITHDRAWN, needs=PROPOSE, duty=False),
    },
)


class Effect(TextChoices):
    """What a recall brings with it, chosen when it is decided (R-TLK-06). Only the first has an end by policy; what
    others decide is kept by its document alone (R-TLK-08)."""

    NO_PROMOTION = "no_promotion", "不得提拔使用、晋升职级"
    CIRCULAR = "circular", "通报批评"
    ADMONISHED = "admonished", "诫勉"
    HANDED_OVER = "handed_over", "交有关机关另行处理"


def chain(level: str, kind: str, policy: Changes) -> list[Part]:
    """Who decides, one after another, by the level that sent the member (R-SEL-15). A recall is always signed."""
    by_level = {"prefecture": policy.prefecture_chain, "province": policy.province_chain}
    named = {*by_level.get(level, policy.county_chain), Part.OFFICE.value}
    if kind == CaseKind.RECALL:
        named.add(Part.LEADER.value)
    return [part for part in DECIDING if part.value in named]


@dataclass(frozen=True)
class Said:
    """What a step says so far: whose it is, and yes, no or nothing yet."""

    part: str
    agrees: bool | None


def state_after(steps: Iterable[Said]) -> State:
    """Opinions bind nobody; the first who decides and says no ends it."""
    said = list(steps)
    deciding = [step for step in said if step.part in DECIDING]
    if any(step.agrees is False for step in deciding):
        return State.REFUSED
    if all(step.agrees is None for step in deciding) and any(
        step.agrees is None for step in said if step.part in OPINIONS
    ):
        return State.OPINIONS
    return next((STATE_OF[Part(step.part)] for step in deciding if step.agrees is None), State.DECIDED)


def must_fit(kind: str, ground: str, reason: str) -> None:
    """The list is closed; words are for 其他 only, so that nothing about a person is written freely (R-TLK-04)."""
    if ground not in GROUNDS[kind]:
        raise Refused("选一条这一类的事由。", field="ground", rule="R-SEL-16")
    if ground == Ground.OTHER_TRIGGER and not reason.strip():
        raise Refused("选了“其他”，要写明是什么。", field="reason", rule="R-TLK-04")
    if kind == CaseKind.RECALL and ground != Ground.OTHER_TRIGGER and reason.strip():
        raise Refused("召回的事由从清单里选；只有“其他”才写文字，经过用佐证说。", field="reason", rule="R-TLK-04")


def spoken(ground: str) -> str:
    """Without what is explained to whoever chooses it."""
    return str(Ground(ground).label).split("（")[0]


def why(ground: str, reason: str) -> str:
    """As it stands in the posting's history: 岗位变动，回原单位工作。"""
    words = reason if ground == Ground.OTHER_TRIGGER else "，".join(filter(None, (spoken(ground), reason)))
    return f"{words.rstrip('。')}。"


def must_wait_for_opinions(missing: Sequence[str], due_on: date, today: date, not_waiting: str) -> str:
    """What is added to the decision: why an opinion was not waited for. After its day nothing need be said."""
    if not missing or today > due_on:
        return ""
    names = "、".join(missing)
    if not not_waiting.strip():
        sentence = f"{names}还没说意见，等到 {due_on:%Y-%m-%d}；不等的，写明为什么。"
        raise Refused(sentence, field="not_waiting", rule="R-SEL-15")
    return f"没等{names}说意见：{not_waiting.strip()}"


def must_follow_signature(last_day: date | None, signed_on: date | None, today: date) -> None:
    """Nobody is recalled before it is signed, which at the earliest is today where it has not been (R-TLK-05)."""
    if last_day is None or last_day >= (signed_on or today):
        return
    first = f"县领导 {signed_on:%Y-%m-%d} 签批的" if signed_on else f"县领导还没有签批，今天是 {today:%Y-%m-%d}"
    raise Refused(f"{first}，召回的最后一天不能早于这一天。", field="last_day", rule="R-TLK-05")


def effect_until(effect: str, last_day: date, policy: Recall) -> date | None:
    """The first day on which it is over; None of what has no end of its own."""
    if effect != Effect.NO_PROMOTION:
        return None
    return add_months(last_day + timedelta(days=1), policy.no_promotion_years * MONTHS_OF_A_YEAR)


def may_close(headcount: int, before: int, size: int) -> bool:
    """只增不减: filled to no fewer than before, or to what was approved (R-SEL-11)."""
    return headcount >= min(before, size) if size else headcount >= before
