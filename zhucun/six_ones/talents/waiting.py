"""What waits: opinions at their owner; whether somebody who came back a year ago is still here."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.talents.rules import KEEP, TOWNSHIP_DIGITS, Owner


def _townships(actor: Actor) -> list[str]:
    return [code for code in actor.scope(KEEP).place if len(code) == TOWNSHIP_DIGITS]


def owned(actor: Actor) -> QuerySet | None:
    """By one's team, one's township, one's unit."""
    if not actor.may(KEEP):
        return None
    reach, mine = actor.scope(KEEP), Q()
    if reach.team:
        mine |= Q(owner=Owner.TEAM, team__in=reach.team)
    if codes := _townships(actor):
        mine |= Q(owner=Owner.TOWNSHIP) & within_prefixes("place_code", codes)
    if units := reach.sender | reach.backer:
        mine |= Q(owner=Owner.UNIT, unit__in=units)
    return ForumOpinion.objects.open().filter(mine) if mine else None


@waits(owned, day="held_on", name="text")
def to_reply(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="一条座谈会意见等答复" if found.count == 1 else "座谈会意见等答复",
        note="能办的办了答复；办不了的，说明白为什么",
        url=f"{reverse('six_ones:talents.opinions')}?view=open",
        verb="去答复",
        count=found.count,
        unit="条",
    )


def due(actor: Actor) -> QuerySet | None:
    if not actor.may(KEEP):
        return None
    reach, mine = actor.scope(KEEP), Q()
    if reach.team:
        mine |= Q(brought_by__in=reach.team)
    if codes := _townships(actor):
        mine |= Q(brought_by__isnull=True) & within_prefixes("place_code", codes)
    return ReturnedTalent.objects.to_ask(actor.today).filter(mine) if mine else None


@waits(due, day="ask_on", name="name")
def to_ask(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence=f"{found.name}回来满一年了，还在不在" if found.count == 1 else "引回的能人满一年了，还在不在",
        note="问一问，点一下",
        url=_address(found),
        verb="去问",
        count=found.count,
        unit="人",
        due_on=found.first_on,
    )


def _address(found: Waited) -> str:
    if found.count == 1:
        return reverse("six_ones:talents.one", args=[found.key])
    return f"{reverse('six_ones:talents.returned')}?view=ask"
