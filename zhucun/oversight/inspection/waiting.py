"""A half that is wanted, a number that is due, a week that is walked, a group that goes today."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup, InspectionRound
from zhucun.oversight.inspection.rules import PLAN, SECRET, VISIT, Seen, State


def without_my_half(actor: Actor) -> QuerySet | None:
    if not actor.may(SECRET):
        return None
    open_ = InspectionRound.objects.visible_to(actor, SECRET).filter(state=State.DRAFT)
    return open_.exclude(halves__position=2).exclude(halves__given_by_person__in=actor.persons)


@waits(without_my_half)
def to_give(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="督查抽签请您放一半密码",
        note="两个人各放一半，谁也定不了抽到哪个村",
        url=reverse("oversight:inspection.half", args=[found.key]),
        verb="去放",
        count=found.count,
        unit="轮",
    )


def sealed(actor: Actor) -> QuerySet | None:
    if not actor.may(PLAN):
        return None
    return InspectionRound.objects.visible_to(actor, PLAN).filter(state=State.SEALED)


@waits(sealed)
def to_draw(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="督查封好了，公布数出来就录进去抽签",
        url=reverse("oversight:inspection.one", args=[found.key]),
        verb="去抽",
        count=found.count,
        unit="轮",
    )


def walked(actor: Actor) -> QuerySet | None:
    if not actor.may(PLAN):
        return None
    left = DrawnTeam.objects.filter(round=OuterRef("pk"), state=Seen.WAITING)
    seen = DrawnTeam.objects.filter(round=OuterRef("pk"), state=Seen.VISITED)
    drawn = InspectionRound.objects.visible_to(actor, PLAN).filter(state=State.DRAWN)
    return drawn.filter(~Exists(left), Exists(seen))


@waits(walked)
def to_finish(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="这一周督查的记录都交回了",
        note="登记走完，密码公开，谁都能复核",
        url=reverse("oversight:inspection.one", args=[found.key]),
        verb="登记走完",
        count=found.count,
        unit="轮",
    )


def today(actor: Actor) -> QuerySet | None:
    if actor.person_id is None or not actor.may(VISIT):
        return None
    mine = Q(round__state=State.DRAWN, members__inspector__person=actor.person_id, day__lte=actor.today)
    left = DrawnTeam.objects.filter(group=OuterRef("pk"), state=Seen.WAITING)
    return InspectionGroup.objects.filter(mine).filter(Exists(left))


@waits(today, day="day")
def to_go(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="今天去督查，看去哪几个村",
        note="不发通知，不打招呼，直奔村里",
        url=reverse("oversight:inspection.group", args=[found.key]),
        verb="去看",
        count=found.count,
        unit="组",
        due_on=found.first_on,
    )
