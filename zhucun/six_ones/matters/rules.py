"""Permissions, states and pure decisions of practical matters."""

from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("matter.see", "看实事台账")
KEEP = permission("matter.keep", "登记、办理实事")
RECHECK = permission("matter.recheck", "回访办结的实事")

TOWNSHIP_DIGITS = 9
OTHER = "other"


class State(TextChoices):
    OPEN = "open", "在办"
    HANDED_UP = "handed_up", "交上去了"
    DONE = "done", "办结"
    CANNOT = "cannot", "办不成"
    WITHDRAWN = "withdrawn", "撤回"


UNDER_WAY = (State.OPEN, State.HANDED_UP)


class Owner(TextChoices):
    TEAM = "team", "工作队"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "部门单位"


class Duty(TextChoices):
    """R-TASK-01: every matter carries exactly one of the four."""

    PARTY = "party", "建强村党组织"
    PROSPERITY = "prosperity", "推进强村富民"
    GOVERNANCE = "governance", "提升治理水平"
    SERVICE = "service", "为民办事服务"


class Raised(TextChoices):
    VISIT = "visit", "走访听到"
    CAME = "came", "上门来说"
    TELEPHONE = "telephone", "打电话"
    MEETING = "meeting", "会上提的"
    HOTLINE = "hotline", "热线转来"
    OTHER = "other", "别的"


class Rating(TextChoices):
    SATISFIED = "satisfied", "满意"
    FAIR = "fair", "一般"
    NOT = "not", "不满意"


class Outcome(TextChoices):
    HOLDS = "holds", "还好着"
    CAME_BACK = "came_back", "又坏了"


class Step(TextChoices):
    RAISED = "raised", "提出"
    PROMISED = "promised", "答应了日子"
    WORKED = "worked", "办了一步"
    HANDED_UP = "handed_up", "交上去"
    HANDED_BACK = "handed_back", "交回来"
    DONE = "done", "办结"
    RATED = "rated", "群众评价"
    CANNOT = "cannot", "办不成"
    REOPENED = "reopened", "重新办"
    RECHECKED = "rechecked", "回访"
    WITHDRAWN = "withdrawn", "撤回"
    RESTORED = "restored", "恢复"
    CHANGED = "changed", "改了登记"


FLOW = Flow(
    "matter",
    {
        "finish": move(UNDER_WAY, to=State.DONE, needs=KEEP, duty=False),
        "hand_up": move(UNDER_WAY, to=State.HANDED_UP, needs=KEEP, duty=False),
        "hand_back": move(State.HANDED_UP, to=State.OPEN, needs=KEEP, duty=False),
        "cannot": move(UNDER_WAY, to=State.CANNOT, needs=KEEP, duty=False),
        "reopen": move((State.DONE, State.CANNOT), to=UNDER_WAY, needs=KEEP, duty=False),
        "withdraw": move((*UNDER_WAY, State.DONE, State.CANNOT), to=State.WITHDRAWN, needs=KEEP, duty=False),
        "restore": move(State.WITHDRAWN, to=(*UNDER_WAY, State.DONE, State.CANNOT), needs=KEEP, duty=False),
        "recheck": move(State.DONE, to=(State.DONE, State.OPEN), needs=RECHECK, duty=False),
    },
)


def must_have_been_raised(raised_on: date, today: date) -> None:
    if raised_on > today:
        raise Refused(
            f"{raised_on.year}年{raised_on.month}月{raised_on.day}日还没到。写提出来的那天。", field="raised_on"
        )


def must_be_ahead(promised_on: date | None, raised_on: date) -> None:
    if promised_on is not None and promised_on < raised_on:
        raise Refused("答应的日子在提出以前。改一下其中一个。", field="promised_on")


def must_follow(on: date, raised_on: date, today: date) -> None:
    """Done no earlier than asked for, and not ahead."""
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。写办好的那天。", field="on")
    if on < raised_on:
        raise Refused(f"这件事 {raised_on:%Y-%m-%d} 才提出来，不能在那以前办结。", field="on")


def recheck_day(key: int, done_on: date, days: int, every: int) -> date | None:
    """R-TASK-04: which of those done are looked at again is decided by their number alone, and by nobody."""
    return done_on + timedelta(days=days) if every and key % every == 0 else None
