"""What matters add to pages below: of a team, a village, a township, a unit, how they stand (P3, P12, H2)."""

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.parts import (
    Part,
    place_page_parts_come_from,
    team_page_parts_come_from,
    township_page_parts_come_from,
    unit_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib.periods import year_of
from zhucun.org.places.models import Place
from zhucun.six_ones.counted import counted_with_first
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE, UNDER_WAY, Owner, State

CARD = "six_ones/handling/pages/_card.html"
SHOWN = 4


def _card(rows: QuerySet, actor: Actor, narrowed: dict[str, Any], *, order: int, named: bool = True) -> Part | None:
    """How many were done this year and are under way, and, where they are named, which: one query. Nothing
    where there is none."""
    span, today = year_of(actor.today), actor.today
    done = Q(state=State.DONE, done_on__gte=span.since)
    late = Q(state__in=UNDER_WAY, promised_on__lt=today)
    under_way = Q(state__in=UNDER_WAY)
    how_many = {
        "done": Count("pk", filter=done),
        "open": Count("pk", filter=under_way),
        "late": Count("pk", filter=late),
        "handed_up": Count("pk", filter=Q(state=State.HANDED_UP)),
    }
    if named:
        latest = rows.select_related("place", "team", "unit").order_by("promised_on", "raised_on", "pk")
        counted, first = counted_with_first(latest, how_many, under_way, SHOWN)
    else:
        counted, first = rows.aggregate(**how_many), []
    if not any(counted.values()):
        return None
    address = f"{reverse('six_ones:matters')}?{urlencode(narrowed)}"
    context = {**counted, "year": today.year, "under_way": first, "url": address}
    return Part(CARD, context, order=order, is_aside=True)


def _only(part: Part | None) -> Iterator[Part]:
    if part is not None:
        yield part


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        rows = UrgentMatter.objects.visible_to(shown.actor).filter(team=shown.team)
        yield from _only(_card(rows, shown.actor, {"team": shown.team.pk}, order=35))


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        rows = UrgentMatter.objects.visible_to(actor).filter(within_prefixes("place_code", [place.code]))
        yield from _only(_card(rows, actor, {"place": place.code}, order=35))


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    if actor.may(SEE):
        rows = UrgentMatter.objects.visible_to(actor).filter(within_prefixes("place_code", [township.code]))
        yield from _only(_card(rows, actor, {"township": township.code}, order=45, named=False))


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """What was handed to them."""
    if actor.may(SEE) and units:
        rows = UrgentMatter.objects.visible_to(actor).filter(owner=Owner.UNIT, unit__in=list(units))
        yield from _only(_card(rows, actor, {"owner": Owner.UNIT.value}, order=45, named=False))
