"""What forums, opinions and returned people add to the pages of a team, a village, a township (P3, P12, H2)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.counting import aggregated_together
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.parts import (
    Part,
    place_page_parts_come_from,
    team_page_parts_come_from,
    township_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.org.places.models import Place
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.six_ones.talents.rules import SEE

CARD = "six_ones/talents/pages/_card.html"
OF_OPINIONS = {
    "forums": Count("meeting", distinct=True),
    "said": Count("pk"),
    "waits": Count("pk", filter=Q(replied_on__isnull=True)),
}
OF_TALENTS = {
    "talents": Count("pk"),
    "brought": Count("pk", filter=Q(brought_by__isnull=False)),
    "left": Count("pk", filter=Q(left_on__isnull=False)),
}


def _card(opinions: QuerySet, talents: QuerySet, narrowed: dict[str, Any], *, order: int) -> Iterator[Part]:
    """Nothing where there is neither."""
    said, came = aggregated_together((opinions, OF_OPINIONS), (talents, OF_TALENTS))
    counted = said | came
    if counted["said"] or counted["talents"]:
        query = urlencode(narrowed)
        urls = {
            "opinions_url": f"{reverse('six_ones:talents.opinions')}?{query}",
            "talents_url": f"{reverse('six_ones:talents.returned')}?{query}",
        }
        yield Part(CARD, {**counted, **urls}, order=order, is_aside=True)


def _opinions(actor: Actor) -> QuerySet:
    return ForumOpinion.objects.visible_to(actor).standing()


def _talents(actor: Actor) -> QuerySet:
    return ReturnedTalent.objects.visible_to(actor).standing()


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        opinions, talents = _opinions(shown.actor), _talents(shown.actor)
        yield from _card(
            opinions.filter(team=shown.team),
            talents.filter(brought_by=shown.team),
            {"team": shown.team.pk},
            order=37,
        )


def _at(actor: Actor, place: Place, name: str, *, order: int) -> Iterator[Part]:
    there = within_prefixes("place_code", [place.code])
    yield from _card(_opinions(actor).filter(there), _talents(actor).filter(there), {name: place.code}, order=order)


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        yield from _at(actor, place, "place", order=37)


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        yield from _at(actor, township, "township", order=47)
