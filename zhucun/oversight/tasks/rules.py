"""Permissions, owners, states and pure decisions of a review's tasks (R-LOG-08)."""

from collections.abc import Collection
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.oversight.review.rules import HOLD

SEE_TASKS = permission("review.see_tasks", "看调度任务")
DO = permission("review.do", "办调度任务")


class Owner(TextChoices):
    """Whose task it is."""

    OFFICE = "office", "县驻村办"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "单位"
    TEAM = "team", "工作队"


class TaskState(TextChoices):
    OPEN = "open", "在办"
    REPORTED = "reported", "报了办结，等认可"
    ACCEPTED = "accepted", "办结"
    DROPPED = "dropped", "不办了"


TASKS = Flow(
    "review task",
    {
        "report": move(TaskState.OPEN, to=TaskState.REPORTED, needs=DO),
        "take_back": move(TaskState.REPORTED, to=TaskState.OPEN, needs=DO, duty=False),
        "accept": move(TaskState.REPORTED, to=TaskState.ACCEPTED, needs=HOLD),
        "send_back": move(TaskState.REPORTED, to=TaskState.OPEN, needs=HOLD, duty=False),
        "drop": move((TaskState.OPEN, TaskState.REPORTED), to=TaskState.DROPPED, needs=HOLD, duty=False),
    },
)


def must_be_another(reporter: int | None, persons: Collection[int]) -> None:
    """Nobody accepts what they reported done, neither through a second role nor for whom they stand in (R-SEC-14)."""
    if reporter is not None and reporter in persons:
        raise Refused("自己报的办结，要由另一个人认可。", rule="R-SEC-14")


def must_follow(due_on: date, today: date) -> None:
    if due_on < today:
        raise Refused("期限要在今天或者今天以后。", field="due_on")
