"""Addresses of the places and units a page names, for whoever may open them: no link leads to nothing."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import SEE
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.people.rules import SEE_UNITS
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE as SEE_PLACES


def place_url(place: Place, actor: Actor) -> str:
    may_open = actor.scope(SEE_PLACES).covers_place(place.code)
    return reverse("dispatch:villages.one", args=[place.code]) if may_open else ""


def team_url(team: Team, actor: Actor) -> str:
    """By its seat: whether a team of elsewhere still serves here is not asked for a link."""
    return reverse("dispatch:teams.one", args=[team.pk]) if actor.scope(SEE).covers_place(team.place_code) else ""


def unit_url(unit: Unit, actor: Actor) -> str:
    """A unit hangs on its county: whoever reaches only a township of it does not open it."""
    reach = actor.scope(SEE_UNITS)
    may_open = reach.covers_place(unit.county_code) or unit.pk in reach.sender | reach.backer
    return reverse("dispatch:units.one", args=[unit.pk]) if may_open else ""


def files_open_to(actor: Actor, cadres: Iterable[int]) -> set[int]:
    """Whose files the actor may open, among some: a member opens their own, a township those on its roster today."""
    keys = set(cadres)
    if not keys or not actor.may(SEE_PEOPLE):
        return set()
    return set(Cadre.objects.visible_to(actor, SEE_PEOPLE).filter(pk__in=keys).values_list("pk", flat=True))


def member_url(posting: Posting, actor: Actor) -> str:
    """Of somebody who has left, the file is open to the county and no longer to the township."""
    reach = actor.scope(SEE_PEOPLE)
    is_there = posting.until is None and reach.covers_place(posting.place_code)
    may_open = is_there or reach.covers_place(posting.team.county_code)
    return reverse("dispatch:members.one", args=[posting.cadre_id]) if may_open else ""
