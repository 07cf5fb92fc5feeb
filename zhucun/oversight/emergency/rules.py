"""Permissions, states, levels of an emergency duty; how long it may last, and which day may still be reported."""

from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("emergency.see", "看应急值守")
PROPOSE = permission("emergency.propose", "提出应急值守")
APPROVE = permission("emergency.approve", "批准应急值守")
REPORT = permission("emergency.report", "报平安")
COUNT = permission("emergency.count", "报转移人数")

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9
A_DAY = timedelta(days=1)
MOST_DAYS_MOVED = 30


class State(TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"
    ENDED = "ended", "提前结束"


class Level(TextChoices):
    """Of the emergency response the duty rests on."""

    FIRST = "1", "Ⅰ级"
    SECOND = "2", "Ⅱ级"
    THIRD = "3", "Ⅲ级"
    FOURTH = "4", "Ⅳ级"


class How(TextChoices):
    SELF = "self", "本人报"
    LEADER = "leader", "队长代报"
    TELEPHONE = "telephone", "电话报，乡镇代记"


class MoveState(TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "顺延了"
    DECLINED = "declined", "未同意"


MOVE = Flow(
    "deadline move",
    {
        "approve": move(MoveState.PROPOSED, to=MoveState.APPROVED, needs=APPROVE),
        "decline": move(MoveState.PROPOSED, to=MoveState.DECLINED, needs=APPROVE, duty=False),
    },
)
FLOW = Flow(
    "emergency duty",
    {
        "approve": move(State.PROPOSED, to=State.APPROVED, needs=APPROVE),
        "decline": move(State.PROPOSED, to=State.DECLINED, needs=APPROVE, duty=False),
        "withdraw": move(State.PROPOSED, to=State.WITHDRAWN, needs=PROPOSE, duty=False),
        "end": move(State.APPROVED, to=State.ENDED, needs=APPROVE, duty=False),
    },
)


def must_be_founded(*, title: str, document_number: str, level: str) -> None:
    """Opened only with the emergency response's document number and level."""
    if not title.strip():
        raise Refused("写上是什么值守，比如“防汛值守”。", field="title")
    if not document_number.strip():
        raise Refused("写上启动应急响应的文号，没有文号不能开。", field="document_number", rule="R-ATT-16")
    if level not in Level.values:
        raise Refused("选应急响应的级别。", field="level", rule="R-ATT-16")


def must_be_short(days: int, most: int) -> None:
    if not 0 < days <= most:
        raise Refused(f"一次最长 {most} 天。还要值守的，到时重新报批。", field="days", rule="R-ATT-16")


def must_be_moved_a_little(days: int) -> None:
    if not 0 < days <= MOST_DAYS_MOVED:
        raise Refused(f"顺延 1 到 {MOST_DAYS_MOVED} 天。", field="days", rule="R-ATT-16")


def may_be_reported(day: date, today: date) -> None:
    """A past day may be entered late, which is no fault (R-ATT-15); a coming one may not."""
    if day > today:
        raise Refused("还没到的日子不能先报。", field="day", rule="R-ATT-07")


def codes_over(code: str) -> list[str]:
    """The territories a place lies in, its own among them: the county's, the township's."""
    return [code[:digits] for digits in (COUNTY_DIGITS, TOWNSHIP_DIGITS) if len(code) >= digits]
