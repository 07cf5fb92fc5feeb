"""Permissions, states and pure decisions of 一约四会 and 月列会."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("customs.see", "看一约四会和月列会")
KEEP = permission("customs.keep", "登记一约四会、月列会的议题")

MONTHLY = "village_monthly"  # what a meeting is for, as records know it
TOWNSHIP_DIGITS, VILLAGE_DIGITS = 9, 12
MOST_MEMBERS = 99
MOST_ITEMS = 20


class Owner(TextChoices):
    """Who sees to what was decided."""

    VILLAGE = "village", "村“两委”"
    TEAM = "team", "工作队"
    TOWNSHIP = "township", "乡镇"


class State(TextChoices):
    OPEN = "open", "在办"
    DONE = "done", "办结"
    DROPPED = "dropped", "不办了"
    WITHDRAWN = "withdrawn", "撤回"


FLOW = Flow(
    "monthly_item",
    {
        "finish": move(State.OPEN, to=State.DONE, needs=KEEP, duty=False),
        "drop": move(State.OPEN, to=State.DROPPED, needs=KEEP, duty=False),
        "reopen": move((State.DONE, State.DROPPED), to=State.OPEN, needs=KEEP, duty=False),
        "withdraw": move(State.OPEN, to=State.WITHDRAWN, needs=KEEP, duty=False),
        "restore": move(State.WITHDRAWN, to=State.OPEN, needs=KEEP, duty=False),
    },
)


def must_have_been(on: date, today: date, *, field: str) -> None:
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。写已经到了的日子。", field=field)


def must_be_members(count: int, *, has_members: bool) -> None:
    if has_members and not 1 <= count <= MOST_MEMBERS:
        raise Refused(f"“会”写有几个人，1 到 {MOST_MEMBERS}。", field="member_count")


def must_follow(on: date, held_on: date, today: date, *, field: str = "on") -> None:
    must_have_been(on, today, field=field)
    if on < held_on:
        raise Refused(f"{held_on:%Y-%m-%d} 会上才定的，不能在那以前办结。", field=field)
