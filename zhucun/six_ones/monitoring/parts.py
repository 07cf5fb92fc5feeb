"""What monitoring adds to pages below for the few who read it: how many are watched there, which clues are open."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Aggregate, Count, Q, Sum
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
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import SEE, State

CARD = "six_ones/monitoring/pages/_card.html"


def _of_households(today: date) -> dict[str, Aggregate]:
    month = today.replace(day=1)
    return {
        "households": Count("pk", filter=Q(removed_on__isnull=True, entered_on__lte=today)),
        "people": Sum("person_count", filter=Q(removed_on__isnull=True, entered_on__lte=today)),
        "changed": Count("pk", filter=Q(entered_on__gte=month) | Q(removed_on__gte=month)),
        "to_visit": Count("pk", filter=Q(removed_on__isnull=True, next_visit__lte=today)),
    }


def _card(codes: list[str], actor: Actor, narrowed: dict[str, Any], *, order: int) -> Iterator[Part]:
    """Nothing where there is none."""
    if not actor.may(SEE) or not codes:
        return
    here = within_prefixes("place_code", codes)
    watched = MonitoredHousehold.objects.visible_to(actor).filter(here)
    open_clues = MonitoringClue.objects.visible_to(actor).filter(here).with_township()
    counted, clues = aggregated_together((watched, _of_households(actor.today)), (open_clues, {"clues": Count("pk")}))
    counted |= clues
    if not (counted["households"] or counted["changed"] or counted["clues"]):
        return
    query = f"?{urlencode(narrowed)}" if narrowed else ""
    addresses = {
        "url": f"{reverse('six_ones:monitoring.households')}{query}",
        "clues_url": f"{reverse('six_ones:monitoring')}{query}{'&' if query else '?'}view={State.WITH_TOWNSHIP}",
    }
    yield Part(CARD, {**counted, **addresses}, order=order, is_aside=True)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if shown.actor.may(SEE):
        codes = sorted({served.place.code for served in shown.served if served.holds(shown.actor.today)})
        yield from _card(codes, shown.actor, {"place": codes[0]} if len(codes) == 1 else {}, order=37)


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    yield from _card([place.code], actor, {"place": place.code}, order=37)


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    yield from _card([township.code], actor, {"township": township.code}, order=47)
