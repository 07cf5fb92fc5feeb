"""Duties of a side: all holders × all kinds, and one holder in whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.attendance.terms import calendar_for
from zhucun.oversight.duties.registry import Asked, Duty, Holder, Kind, kinds_of
from zhucun.oversight.duties.rules import SEE, Capacity, Side
from zhucun.policy import in_force as policy

COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Line:
    """One duty of one holder."""

    kind: Kind
    duty: Duty


def townships(actor: Actor) -> list[Holder]:
    seen = Place.objects.visible_to(actor, SEE).filter(kind=PlaceKind.TOWNSHIP, until__isnull=True)
    return [Holder(one.code, one.name, one.code) for one in seen.order_by("position", "code")]


def units(actor: Actor) -> list[Holder]:
    """Those that send somebody or stand behind a team today, in their order."""
    day = actor.today
    sends = Posting.objects.as_of(day).values("sending_unit")
    backs = TeamBacking.objects.as_of(day).values("unit")
    reach = actor.scope(SEE)
    own = Q(pk__in=reach.sender | reach.backer)
    county = Q(county_code=actor.county_code) if any(len(code) <= COUNTY_DIGITS for code in reach.place) else Q()
    rows = Unit.objects.filter(own | county if county else own).filter(Q(pk__in=sends) | Q(pk__in=backs) | own)
    return [Holder(one.pk, one.name, one.county_code) for one in rows.order_by("position", "pk")]


def office(actor: Actor) -> list[Holder]:
    seen = Place.objects.visible_to(actor, SEE).filter(kind=PlaceKind.COUNTY, until__isnull=True)
    return [Holder(one.code, "县驻村办", one.code) for one in seen.filter(code=actor.county_code)]


HOLDERS = {Side.TOWNSHIP: townships, Side.UNIT: units, Side.OFFICE: office}


def asked_of(actor: Actor, holders: Sequence[Holder], *, whole: bool = False) -> Asked:
    county = actor.county_code
    numbers, calendar = policy.of(actor), calendar_for(actor, county)
    return Asked(actor, county, actor.today, numbers, calendar, tuple(holders), whole)


def all_of(side: Side, asked: Asked) -> dict[Any, list[Line]]:
    """Holder → its lines, in the order of the kinds; a holder without a duty of a kind has no line of it."""
    found: dict[Any, list[Line]] = {key: [] for key in asked.keys}
    for kind in kinds_of(side):
        said: Mapping[Any, Duty] = kind.says(asked)
        for key, one in said.items():
            if one.of or one.is_late:
                found[key].append(Line(kind, one))
    return found


def lines_of(side: Side, holder: Holder, actor: Actor) -> list[Line]:
    return all_of(side, asked_of(actor, [holder], whole=True))[holder.key]


def by_capacity(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """What a unit owes as sender and as backer under headings of their own (R-ORG-12)."""
    order = list(Capacity)
    ranked = sorted(lines, key=lambda line: (order.index(line.kind.capacity), line.kind.order))
    return [(capacity.label, list(found)) for capacity, found in groupby(ranked, key=lambda line: line.kind.capacity)]


def most_urgent_first(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (not line.duty.is_late, line.duty.is_done, line.kind.order))
