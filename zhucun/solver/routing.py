"""A day's ways: which group goes to which places, in which order, back in time. The one module that knows PyVRP.

Choosing and ordering are one question (vehicle routing with time windows and prizes): where the day is too short for
all, what is worth least is left out and named. The same day and seed give the same ways, unless `seconds` run out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyvrp
from pyvrp.stop import MaxRuntime, MultipleCriteria, NoImprovement

END_OF_DAY = 24 * 60
# A day of a county is settled within hundreds of rounds; larger problems stop by their seconds.
ROUNDS_A_STOP = 200


@dataclass(frozen=True)
class Stop:
    """A place to be seen. `at` is its row in the table of ways; times are minutes of the day, or the table's unit."""

    key: str
    at: int
    takes: int = 0
    opens: int = 0
    closes: int = END_OF_DAY
    load: int = 0
    worth: int = 1


@dataclass(frozen=True)
class Group:
    """Who sets out from `start` at `leaves` or later and is there again by `back_by`; never to what is `barred`."""

    key: str
    start: int
    leaves: int = 0
    back_by: int = END_OF_DAY
    room: int = 0
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Day:
    """`ways[a][b]` is how long it takes from a to b, in the unit of all times, and what is kept least."""

    stops: tuple[Stop, ...]
    groups: tuple[Group, ...]
    ways: Sequence[Sequence[int]]

    @cached_property
    def longest(self) -> int:
        return max((max(row, default=0) for row in self.ways), default=0)


@dataclass(frozen=True)
class Call:
    stop: Stop
    since: int
    until: int


@dataclass(frozen=True)
class Route:
    group: Group
    calls: tuple[Call, ...]
    leaves: int
    back: int
    travelled: int


@dataclass(frozen=True)
class Ways:
    routes: tuple[Route, ...]
    left_out: tuple[Stop, ...]

    @property
    def travelled(self) -> int:
        return sum(route.travelled for route in self.routes)


def plan(day: Day, *, seconds: float = 2, seed: int = 1) -> Ways:
    """A group with nowhere to go has no route. Raises ValueError where there is no group or a stop is named twice."""
    if not day.groups:
        raise ValueError("there is no group to go anywhere")
    if len({stop.key for stop in day.stops}) < len(day.stops):
        raise ValueError("a stop is named twice")
    if not day.stops:
        return Ways((), ())
    until = MultipleCriteria([NoImprovement(ROUNDS_A_STOP * len(day.stops)), MaxRuntime(seconds)])
    best = _Modelled(day).model.solve(until, seed=seed, collect_stats=False, display=False).best
    routes = tuple(_read(day, route) for route in best.routes())
    called = {call.stop.key for route in routes for call in route.calls}
    return Ways(routes, tuple(stop for stop in day.stops if stop.key not in called))


class _Modelled:
    """The day in PyVRP's words. A place is a location for each stop at it and one for each start."""

    def __init__(self, day: Day) -> None:
        self.day, self.model = day, pyvrp.Model()
        self.starts = {at: self.model.add_location(0, 0) for at in sorted({group.start for group in day.groups})}
        self.places = [self.model.add_location(0, 0) for _ in day.stops]
        self._add_stops()
        self._add_groups()

    def _add_stops(self) -> None:
        # One more place seen outweighs any way round, so that nothing is left out to save a detour.
        worth = 2 * self.day.longest * (len(self.day.stops) + len(self.day.groups)) + 1
        for stop, place in zip(self.day.stops, self.places, strict=True):
            self.model.add_client(
                place,
                delivery=stop.load,
                service_duration=stop.takes,
                tw_early=stop.opens,
                tw_late=stop.closes,
                prize=worth * stop.worth,
                required=False,
            )

    def _add_groups(self) -> None:
        depots = {at: self.model.add_depot(place) for at, place in self.starts.items()}
        profiles: dict[frozenset[str], pyvrp.Profile] = {}
        for group in self.day.groups:
            if group.barred not in profiles:
                profiles[group.barred] = self._ways_around(group.barred)
            self.model.add_vehicle_type(
                capacity=group.room,
                start_depot=depots[group.start],
                end_depot=depots[group.start],
                tw_early=group.leaves,
                tw_late=group.back_by,
                profile=profiles[group.barred],
            )

    def _ways_around(self, barred: frozenset[str]) -> pyvrp.Profile:
        """PyVRP takes a way that is not named for one that nobody goes."""
        profile = self.model.add_profile()
        ends = [(at, place) for at, place in self.starts.items()]
        ends += [
            (stop.at, place) for stop, place in zip(self.day.stops, self.places, strict=True) if stop.key not in barred
        ]
        for start, since in ends:
            for end, until in ends:
                if since is not until:
                    way = self.day.ways[start][end]
                    self.model.add_edge(since, until, distance=way, duration=way, profile=profile)
        return profile


def _read(day: Day, route: pyvrp.Route) -> Route:
    calls = tuple(
        Call(day.stops[step.idx], step.start_time, step.end_time) for step in route.schedule() if step.is_client()
    )
    group = day.groups[route.vehicle_type()]
    return Route(group, calls, route.start_time(), route.end_time(), route.travel_duration())
