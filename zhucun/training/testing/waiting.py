"""What waits for who holds a test: papers to draw before the day, printed ones to enter, short answers to judge."""

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import HOLD, SeatState, TestState, Way

SOON = timedelta(days=3)


def _held(actor: Actor) -> QuerySet | None:
    """By days: what waits never follows the clock."""
    if not actor.may(HOLD):
        return None
    days = {"opens_on": TruncDate("opens_at"), "closes_on": TruncDate("closes_at")}
    return KnowledgeTest.objects.visible_to(actor, HOLD).annotate(**days)


def undrawn(actor: Actor) -> QuerySet | None:
    rows = _held(actor)
    return None if rows is None else rows.filter(state=TestState.PLANNED, opens_on__lte=actor.today + SOON)


def unmarked(actor: Actor) -> QuerySet | None:
    rows = _held(actor)
    if rows is None:
        return None
    on_paper = Seat.objects.filter(way=Way.PAPER, state=SeatState.WAITING).values("test")
    to_judge = Seat.objects.filter(state=SeatState.HANDED_IN).values("test")
    running = rows.filter(state=TestState.READY)
    return running.filter(pk__in=on_paper, closes_on__lte=actor.today) | running.filter(pk__in=to_judge)


def _address(found: Waited) -> str:
    return reverse("training:tests.one", args=[found.key]) if found.count == 1 else reverse("training:tests")


@waits(undrawn, day="opens_on", name="title")
def to_draw(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="训",
        sentence=f"“{found.name}”还没有出卷" if found.count == 1 else "快到日子的测验还没有出卷",
        note="看看名单，再出卷",
        url=_address(found),
        verb="去出卷",
        count=found.count,
        unit="场",
    )


@waits(unmarked, day="closes_on", name="title")
def to_mark(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="训",
        sentence=f"“{found.name}”还有卷子没评" if found.count == 1 else "考完的测验还有卷子没评",
        note="纸卷录字母，简答题给分，没来的记一下",
        url=_address(found),
        verb="去评",
        count=found.count,
        unit="场",
    )
