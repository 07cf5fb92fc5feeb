"""Addresses of the places and units a page names, for whoever may open them: no link leads to nothing."""

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.people.models import Unit
from zhucun.org.people.rules import SEE_UNITS
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE as SEE_PLACES


def place_url(place: Place, actor: Actor) -> str:
    may_open = actor.scope(SEE_PLACES).covers_place(place.code)
    return reverse("dispatch:villages.one", args=[place.code]) if may_open else ""


def unit_url(unit: Unit, actor: Actor) -> str:
    """A unit hangs on its county: whoever reaches only a township of it does not open it."""
    reach = actor.scope(SEE_UNITS)
    may_open = reach.covers_place(unit.county_code) or unit.pk in reach.sender | reach.backer
    return reverse("dispatch:units.one", args=[unit.pk]) if may_open else ""
