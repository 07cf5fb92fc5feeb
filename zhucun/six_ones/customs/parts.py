"""What 新风 adds to pages below: of a team's places, a village, a township (P3, P12, H2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.dispatch.roster.parts import (
    Part,
    place_page_parts_come_from,
    team_page_parts_come_from,
    township_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.customs.reading import with_customs
from zhucun.six_ones.customs.rules import SEE

CARD = "six_ones/customs/pages/_card.html"


def _card(places: QuerySet[Place], actor: Actor, url: str) -> Iterator[Part]:
    """How many have all five, met this month, have something late: one query."""
    bodies, this_month = policy.of(actor).customs.bodies, month_of(actor.today).since
    rows = list(with_customs(places.as_of(actor.today).filter(kind__in=SERVED), bodies, actor.today).order_by("code"))
    if not rows or not any(row.held or row.met_on for row in rows):
        return
    context: dict[str, Any] = {
        "count": len(rows),
        "complete": sum(1 for row in rows if row.held == len(bodies)),
        "all_of_them": len(bodies),
        "met": sum(1 for row in rows if row.met_on and row.met_on >= this_month),
        "open_items": sum(row.open_items for row in rows),
        "late_items": sum(row.late_items for row in rows),
        "villages": rows if len(rows) <= 2 else [],
        "url": url,
    }
    yield Part(CARD, context, order=46, is_aside=True)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        served = TeamPlace.objects.as_of(shown.actor.today).filter(team=shown.team).values("place")
        yield from _card(Place.objects.filter(pk__in=served), shown.actor, reverse("six_ones:customs"))


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE) and place.kind in SERVED:
        url = reverse("six_ones:customs.village", args=[place.code])
        yield from _card(Place.objects.filter(pk=place.pk), actor, url)


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        url = f"{reverse('six_ones:customs')}?township={township.code}"
        yield from _card(Place.objects.filter(within_prefixes("code", [township.code])), actor, url)
