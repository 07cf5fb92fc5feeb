"""What projects add to pages below: of a team, a village, a township, a unit, how they stand (P3, P12, H2)."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.dispatch.roster.parts import (
    Part,
    place_page_parts_come_from,
    team_page_parts_come_from,
    township_page_parts_come_from,
    unit_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.org.places.models import Place
from zhucun.six_ones.counted import counted_with_first
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import SEE, State
from zhucun.six_ones.village_products.models import VillageSpeciality

CARD = "six_ones/developing/pages/_card.html"
SHOWN = 4


def _card(
    rows: QuerySet, actor: Actor, narrowed: dict[str, Any], *, order: int, products: str = "", named: bool = True
) -> Part | None:
    """How many stand where, which are under way; one query. Nothing where there is none."""
    how_many = {
        "finished": Count("pk", filter=Q(state=State.FINISHED)),
        "started": Count("pk", filter=Q(state=State.STARTED)),
        "planned": Count("pk", filter=Q(state=State.PLANNED)),
        "late": Count("pk", filter=Q(state=State.PLANNED, planned_start__lt=actor.today)),
    }
    under_way = Q(state__in=(State.PLANNED, State.STARTED))
    if named:
        latest = rows.select_related("place").order_by("planned_start", "pk")
        counted, first = counted_with_first(latest, how_many, under_way, SHOWN)
    else:
        counted, first = rows.aggregate(**how_many), []
    if not (any(counted.values()) or products):
        return None
    address = f"{reverse('six_ones:projects')}?{urlencode(narrowed)}"
    context = {**counted, "url": address, "products": products, "named": first}
    return Part(CARD, context, order=order, is_aside=True)


def _only(part: Part | None) -> Iterator[Part]:
    if part is not None:
        yield part


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        rows = IndustryProject.objects.visible_to(shown.actor).filter(team=shown.team)
        yield from _only(_card(rows, shown.actor, {"team": shown.team.pk}, order=36))


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        within = within_prefixes("place_code", [place.code])
        rows = IndustryProject.objects.visible_to(actor).filter(within)
        named = VillageSpeciality.objects.visible_to(actor).filter(within, place=place).current().order_by("pk")
        products = "、".join(named.values_list("product", flat=True))
        yield from _only(_card(rows, actor, {"place": place.code}, order=36, products=products))


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        rows = IndustryProject.objects.visible_to(actor).filter(within_prefixes("place_code", [township.code]))
        yield from _only(_card(rows, actor, {"township": township.code}, order=46, named=False))


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """Of the teams they stand behind."""
    if actor.may(SEE) and units:
        backed = TeamBacking.objects.as_of(actor.today).filter(unit__in=list(units)).values("team")
        rows = IndustryProject.objects.visible_to(actor).filter(team__in=backed)
        yield from _only(_card(rows, actor, {}, order=46, named=False))
