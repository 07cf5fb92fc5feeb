"""Ratings whose papers wait to be counted, and surveys that are over."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.rating.rules import HOLD, RatingKind, SessionState


def to_settle(actor: Actor) -> QuerySet | None:
    if not actor.may(HOLD):
        return None
    meeting = Q(kind=RatingKind.MEETING, state__in=[SessionState.OPEN, SessionState.GATHERED], held_on__lte=actor.today)
    survey = Q(kind=RatingKind.SURVEY, state=SessionState.OPEN, until_on__lt=actor.today)
    return RatingSession.objects.visible_to(actor, HOLD).filter(meeting | survey)


@waits(to_settle, day="until_on", name="team__name")
def settle(actor: Actor, found: Waited) -> Waiting:
    alone = found.count == 1
    return Waiting(
        tile="管",
        sentence=f"{found.name}的民主测评等着计票、了结" if alone else "民主测评等着计票、了结",
        note="数好每一组几张，合好再计；扫码评的到期了结",
        url=reverse("oversight:rating.one", args=[found.key]) if alone else f"{reverse('oversight:rating')}?view=open",
        verb="去办",
        count=found.count,
        unit="次",
    )
