"""Which team served a village on which day; for acts that write many days at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from zhucun.dispatch.roster.models import TeamPlace


class Serving:
    """One query for all the places that are told of."""

    def __init__(self, places: Iterable[int]) -> None:
        self._rows: dict[int, list[TeamPlace]] = defaultdict(list)
        for row in TeamPlace.objects.filter(place__in=set(places)).order_by("-is_main", "pk"):
            self._rows[row.place_id].append(row)

    def team_of(self, place: int, day: date) -> int | None:
        return next((row.team_id for row in self._rows[place] if row.holds(day)), None)
