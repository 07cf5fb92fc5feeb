"""What posts add to pages below while an emergency lasts: of a team, a village, a township (P3, P12, H2)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

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
from zhucun.org.places.models import Place
from zhucun.six_ones.duty_rota.models import RotaPost
from zhucun.six_ones.duty_rota.rules import SEE

CARD = "six_ones/duty_rota/pages/_card.html"
SHOWN = 4


def _card(rows: QuerySet, actor: Actor, narrowed: dict[str, Any], *, named: bool = True) -> Iterator[Part]:
    """Posts open today: one query; nothing where there is none, as on most days."""
    posts = list(rows.standing().as_of(actor.today).with_day(actor.today).select_related("place"))
    if not posts:
        return
    context = {
        "posts": len(posts),
        "people": sum(one.people for one in posts),
        "empty": [one for one in posts if not one.people][:SHOWN] if named else [],
        "empty_count": sum(1 for one in posts if not one.people),
        "url": f"{reverse('six_ones:rota')}?{urlencode(narrowed)}",
    }
    yield Part(CARD, context, order=30, is_aside=True)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        served = TeamPlace.objects.as_of(shown.actor.today).filter(team=shown.team).values("place")
        yield from _card(RotaPost.objects.visible_to(shown.actor).filter(place__in=served), shown.actor, {})


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        rows = RotaPost.objects.visible_to(actor).filter(within_prefixes("place_code", [place.code]))
        yield from _card(rows, actor, {"place": place.code})


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        rows = RotaPost.objects.visible_to(actor).filter(within_prefixes("place_code", [township.code]))
        yield from _card(rows, actor, {"township": township.code}, named=False)
