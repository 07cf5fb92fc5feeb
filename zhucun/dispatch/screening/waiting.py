"""What waits: doubts for whoever is asked, by their side, and for the office once they were heard.

Sentences name nobody: each can be copied into a chat group (X1).
"""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.screening.models import Doubt
from zhucun.dispatch.screening.rules import ANSWER, DECIDE, Side

LIST = "?view=open"


def _asked(actor: Actor, side: Side) -> QuerySet:
    return Doubt.objects.visible_to(actor, ANSWER).unanswered_by(side)


def of_the_unit(actor: Actor) -> QuerySet | None:
    units = actor.scope(ANSWER).sender
    return _asked(actor, Side.UNIT) if units and not actor.may(DECIDE) else None


def of_the_township(actor: Actor) -> QuerySet | None:
    return _asked(actor, Side.TOWNSHIP) if actor.scope(ANSWER).place and not actor.may(DECIDE) else None


def of_oneself(actor: Actor) -> QuerySet | None:
    own = actor.scope(ANSWER).cadre
    return _asked(actor, Side.PERSON).filter(posting__cadre__in=own) if own else None


def _answer(actor: Actor, found: Waited, whose: str) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence=f"过筛子：{whose}等你说明",
        note="县里先听单位、乡镇和本人说，再定",
        url=reverse("dispatch:doubt", args=[found.key]) if one else reverse("dispatch:doubts") + LIST,
        verb="去说明",
        count=found.count,
        unit="条",
        due_on=found.first_on,
    )


@waits(of_the_unit, day="due_on")
def unit_to_answer(actor: Actor, found: Waited) -> Waiting:
    return _answer(actor, found, "本单位派出的人和后盾的队有疑问，")


@waits(of_the_township, day="due_on")
def township_to_answer(actor: Actor, found: Waited) -> Waiting:
    return _answer(actor, found, "本乡镇的队员和队有疑问，")


@waits(of_oneself, day="due_on")
def person_to_answer(actor: Actor, found: Waited) -> Waiting:
    return _answer(actor, found, "有一条要核实，")


def heard(actor: Actor) -> QuerySet | None:
    return Doubt.objects.visible_to(actor, DECIDE).ready(actor.today) if actor.may(DECIDE) else None


@waits(heard)
def to_decide(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="派",
        sentence="过筛子：疑问已经听过说明，等定处理",
        note="逐条定，也可以打勾一起定",
        url=reverse("dispatch:doubt", args=[found.key]) if one else reverse("dispatch:doubts") + LIST,
        verb="定处理",
        count=found.count,
        unit="条",
    )
