"""Who can stand where, one for one: finds what stays empty, and the smallest set of places that has too few people."""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True)
class Shortage(Generic[Place]):
    """These places together have only these people, who are fewer: one reason why some stay empty."""

    places: Sequence[Place]
    people: Sequence[str]
    without: Sequence[Place] = ()  # those that found nobody when the places were filled in their order

    @property
    def missing(self) -> int:
        return len(self.places) - len(self.people)


def shortages(options: Mapping[Place, Set[str]]) -> list[Shortage[Place]]:
    """All separate shortages, each made as small as it gets by leaving places out; none where everybody finds a
    place.
    """
    return [_smallest(shortage, options) for shortage in _Matching(options).shortages()]


class _Matching(Generic[Place]):
    """Grows by alternating paths. Whatever a failed search has seen can never help a later one, so nothing is seen
    twice.
    """

    def __init__(self, options: Mapping[Place, Set[str]]) -> None:
        self.options = {place: sorted(people) for place, people in options.items()}
        self.place_of: dict[str, Place] = {}
        self.dead: set[str] = set()

    def shortages(self) -> Iterator[Shortage[Place]]:
        found: list[tuple[set[Place], set[str]]] = []
        without = []
        for place in self.options:
            seen = self._search(place)
            if seen is not None:
                found.append(seen)
                without.append(place)
        order = list(self.options)
        for places, people in _merged(found):
            yield Shortage([p for p in order if p in places], sorted(people), [p for p in without if p in places])

    def _search(self, start: Place) -> tuple[set[Place], set[str]] | None:
        """None when a place was found for everybody so far, else the places and people that were reached."""
        came_by: dict[str, Place] = {}
        queue, places = [start], {start}
        for place in queue:
            for person in self.options[place]:
                if person in came_by:
                    continue
                came_by[person] = place
                holder = self.place_of.get(person)
                if holder is None:
                    self._turn(person, came_by)
                    return None
                if person not in self.dead and holder not in places:
                    places.add(holder)
                    queue.append(holder)
        self.dead |= came_by.keys()
        return places, set(came_by)

    def _turn(self, person: str, came_by: Mapping[str, Place]) -> None:
        held = {place: one for one, place in self.place_of.items()}
        current: str | None = person
        while current is not None:
            place = came_by[current]
            before = held.get(place)
            self.place_of[current] = place
            current = before


def _merged(found: list[tuple[set[Place], set[str]]]) -> list[tuple[set[Place], set[str]]]:
    """Shortages that share people are one, and so are all that have nobody."""
    merged: list[tuple[set[Place], set[str]]] = []
    for places, people in found:
        for other in [one for one in merged if one[1] & people or not (one[1] or people)]:
            merged.remove(other)
            places, people = places | other[0], people | other[1]
        merged.append((places, people))
    return merged


def _smallest(shortage: Shortage[Place], options: Mapping[Place, Set[str]]) -> Shortage[Place]:
    """Places are left out while as many go on missing; a place that alone has nobody stands alone."""
    places = list(shortage.places)
    if shortage.missing != 1:
        return shortage
    for place in shortage.places:
        rest = [other for other in places if other != place]
        people = set().union(*(options[other] for other in rest)) if rest else set()
        if len(rest) > len(people):
            places = rest
    people = set().union(*(options[place] for place in places))
    return Shortage(places, sorted(people), [place for place in shortage.without if place in places] or places[-1:])
