"""Permissions, states and what a promise must say. Pure but for the refusal."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.burden.rules import must_be_light

SEE = permission("promise.see", "看任务单")
WRITE = permission("promise.write", "写任务单、说哪件办成了")
AGREE = permission("promise.agree", "定任务单")
ACCEPT = permission("promise.accept", "验收任务单上的事")

SHORTEST = 6
KIND = "promise"  # by which a record is held as evidence
NUMBERS = re.compile(r"1\d{2}[\s-]?\d{4}[\s-]?\d{4}|\d{14,17}[\dXx]")  # phones and ID numbers


class ListState(TextChoices):
    DRAFT = "draft", "在写"
    HANDED = "handed", "等乡镇定"
    AGREED = "agreed", "定了"


class State(TextChoices):
    OPEN = "open", "在办"
    DONE = "done", "等验收"
    ACCEPTED = "accepted", "验收了"
    DROPPED = "dropped", "不办了"


class AcceptedBy(TextChoices):
    """Whoever looks whether it is done; never one of the team."""

    VILLAGE = "village", "村“两委”"
    TOWNSHIP = "township", "乡镇"
    OFFICE = "office", "县驻村办"


LISTS = Flow(
    "promise_list",
    {
        "hand_in": move(ListState.DRAFT, to=ListState.HANDED, needs=WRITE, duty=False),
        "agree": move(ListState.HANDED, to=ListState.AGREED, needs=AGREE),
        "send_back": move(ListState.HANDED, to=ListState.DRAFT, needs=AGREE),
    },
)
FLOW = Flow(
    "promise",
    {
        "done": move(State.OPEN, to=State.DONE, needs=WRITE, duty=False),
        "not_yet": move(State.DONE, to=State.OPEN, needs=WRITE, duty=False),
        "accept": move(State.DONE, to=State.ACCEPTED, needs=ACCEPT),
        "return_for_more": move(State.DONE, to=State.OPEN, needs=ACCEPT),
        "drop": move(State.OPEN, to=State.DROPPED, needs=AGREE, duty=False),
    },
)


def must_be_concrete(texts: Sequence[str], days: Iterable[date], year: int, most: int) -> None:
    """Few, plain, each with a day of that year, and nothing that only burdens people."""
    if not texts:
        raise Refused("一件也没写。写清做什么、哪天办成、谁来验收。")
    if len(texts) > most:
        raise Refused(f"最多 {most} 件，现在是 {len(texts)} 件。留下要紧的。", rule="R-TASK-11")
    for text in texts:
        if len(text) < SHORTEST:
            raise Refused(f"“{text}”太笼统，写清做什么、做到什么样。")
    if len(set(texts)) < len(texts):
        raise Refused("有两件写得一样。")
    for day in days:
        if day.year != year:
            raise Refused(f"{day:%Y-%m-%d} 不在 {year} 年里。")
    must_be_light(*texts)


def without_numbers(text: str, names: Iterable[str] = ()) -> str:
    """As it may hang on the village board: no phone or ID number, of a household only its family name (R-DAT)."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, f"{name[0]}某")
    return NUMBERS.sub("……", text)
