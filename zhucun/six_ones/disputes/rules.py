"""Permissions, states and pure decisions of disputes."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("dispute.see", "看矛盾纠纷台账")
KEEP = permission("dispute.keep", "登记、调解矛盾纠纷")


class Kind(TextChoices):
    NEIGHBOURS = "neighbours", "邻里"
    FAMILY = "family", "婚姻家庭"
    LAND = "land", "土地山林"
    MONEY = "money", "合同债务"
    PROJECT = "project", "项目用地用工"
    OTHER = "other", "其他"


class Level(TextChoices):
    VILLAGE = "village", "村里"
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县里"


class State(TextChoices):
    """小事不出村、大事不出镇."""

    OPEN = "open", "在调解"
    SOLVED_IN_VILLAGE = "solved_in_village", "村里解决"
    SOLVED_IN_TOWNSHIP = "solved_in_township", "镇里解决"
    REFERRED = "referred", "转出去了"
    WITHDRAWN = "withdrawn", "撤回"


SOLVED = (State.SOLVED_IN_VILLAGE, State.SOLVED_IN_TOWNSHIP)
CLOSED = (*SOLVED, State.REFERRED)
FLOW = Flow(
    "dispute",
    {
        "settle": move(State.OPEN, to=SOLVED, needs=KEEP, duty=False),
        "hand_up": move(State.OPEN, to=State.OPEN, needs=KEEP, duty=False),
        "refer": move(State.OPEN, to=State.REFERRED, needs=KEEP, duty=False),
        "reopen": move(CLOSED, to=State.OPEN, needs=KEEP, duty=False),
        "withdraw": move((State.OPEN, *CLOSED), to=State.WITHDRAWN, needs=KEEP, duty=False),
        "restore": move(State.WITHDRAWN, to=(State.OPEN, *CLOSED), needs=KEEP, duty=False),
    },
)


def must_have_arisen(raised_on: date, today: date) -> None:
    if raised_on > today:
        raise Refused(
            f"{raised_on.year}年{raised_on.month}月{raised_on.day}日还没到。写闹起来的那天。", field="raised_on"
        )


def must_follow(on: date, raised_on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。写调解好的那天。", field="on")
    if on < raised_on:
        raise Refused(f"{raised_on:%Y-%m-%d} 才闹起来，不能在那以前调解好。", field="on")


def solved_at(level: str) -> State:
    """By whom it was solved says where: what the township had taken up did not stay in the village."""
    return State.SOLVED_IN_VILLAGE if level == Level.VILLAGE else State.SOLVED_IN_TOWNSHIP
