"""From places of a county to the ways of a day: measured where the county measured, guessed and marked elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zhucun.lib.positions import metres_apart
from zhucun.org.places.points import Points
from zhucun.oversight.routes import rules
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.rules import HOUR, Source, Way
from zhucun.policy.route_values import Routes

if TYPE_CHECKING:
    from zhucun.solver import routing

ALL_DAYS = 31 * 24 * HOUR
HERE = Way(0, 0, Source.MEASURED)


class Ground:
    """A county's positions and measured ways, in two queries."""

    def __init__(self, county_code: str, day: date, numbers: Routes) -> None:
        self.county_code, self.numbers = county_code, numbers
        self.points = Points(county_code, day)
        rows = PlaceDistance.objects.filter(county_code=county_code)
        told = rows.values_list("one__code", "other__code", "minutes", "metres")
        self._measured = {(one, other): (minutes, metres) for one, other, minutes, metres in told}

    def way(self, one: str, other: str) -> Way:
        """From a place's code to another's; the county's own code stands for where the office is."""
        if one == other:
            return HERE
        if measured := self._measured.get((min(one, other), max(one, other))):
            return Way(*measured, Source.MEASURED)
        ends = self._seat(one), self._seat(other)
        if ends[0] is None or ends[1] is None:
            return rules.unknown(self.numbers)
        if ends[0] == ends[1]:
            return rules.within_a_township(self.numbers)
        by_seat = any(found not in ("", code) for (found, _), code in zip(ends, (one, other), strict=True))
        return rules.guessed(metres_apart(ends[0][1], ends[1][1]), self.numbers, by_seat=by_seat)

    def _seat(self, code: str) -> tuple[str, tuple[int, int]] | None:
        if code == self.county_code:
            return self.points.county
        return self.points.seat(code)


@dataclass(frozen=True)
class Site:
    """What is to be seen: `key` is the caller's own."""

    key: str
    code: str


@dataclass(frozen=True)
class Party:
    """Who goes, from where, between which minutes of the day and to how many sites; `barred` are keys of sites."""

    key: str
    start: str
    leaves: int
    back_by: int
    room: int
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Leg:
    site: Site
    way: Way
    arrives: int
    leaves: int


@dataclass(frozen=True)
class Trip:
    party: Party
    legs: tuple[Leg, ...]
    home: Way
    leaves: int
    back: int

    @property
    def minutes(self) -> int:
        return self.home.minutes + sum(leg.way.minutes for leg in self.legs)

    @property
    def metres(self) -> int:
        """Of the ways whose length is known."""
        return sum(way.metres or 0 for way in (self.home, *(leg.way for leg in self.legs)))


@dataclass(frozen=True)
class Planned:
    trips: tuple[Trip, ...]
    left_out: tuple[Site, ...]


def whole_day(key: str, start: str, room: int, barred: frozenset[str] = frozenset()) -> Party:
    """Somebody whose day is long enough for all they are given."""
    return Party(key, start, 0, ALL_DAYS, room, barred)


def plan(ground: Ground, sites: Sequence[Site], parties: Sequence[Party], *, minutes_on_site: int) -> Planned:
    """Who goes where in which order, least time on the road; sites for which the day is too short are left out."""
    from zhucun.solver import routing  # noqa: PLC0415  with PyVRP: most servers never plan a way

    codes = list(dict.fromkeys([*(one.start for one in parties), *(site.code for site in sites)]))
    at = {code: number for number, code in enumerate(codes)}
    day = routing.Day(
        tuple(routing.Stop(site.key, at[site.code], minutes_on_site, closes=ALL_DAYS, load=1) for site in sites),
        tuple(routing.Group(one.key, at[one.start], one.leaves, one.back_by, one.room, one.barred) for one in parties),
        [[ground.way(one, other).minutes for other in codes] for one in codes],
    )
    found = routing.plan(day)
    told = {one.key: one for one in parties}
    by_key = {site.key: site for site in sites}
    trips = tuple(_trip(ground, told[route.group.key], route, by_key) for route in found.routes)
    return Planned(trips, tuple(by_key[stop.key] for stop in found.left_out))


def _trip(ground: Ground, who: Party, route: "routing.Route", sites: dict[str, Site]) -> Trip:
    legs, here = [], who.start
    for call in route.calls:
        site = sites[call.stop.key]
        legs.append(Leg(site, ground.way(here, site.code), call.since, call.until))
        here = site.code
    return Trip(who, tuple(legs), ground.way(here, who.start), route.leaves, route.back)
