"""Enters the households of the villages with a team, and later who keeps in touch with which."""

from collections.abc import Mapping
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.invented_links import LINKED_ON, MOVED_EVERY, MOVED_ON, Told, invent_links
from zhucun.demo.village_books import ENTERED_ON
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household, Place, VillageGroup
from zhucun.policy.network_values import EX_POOR
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.visiting import acts as visiting

VILLAGE_DIGITS = 12


class Linking:
    days = frozenset({ENTERED_ON, LINKED_ON, MOVED_ON})

    def __init__(self, county: invented.County, rows: Mapping[str, Place], hands: Hands) -> None:
        self._county, self._places, self._hands = county, rows, hands
        self._homes: list[Household] = []
        self._groups: dict[tuple[str, int], VillageGroup] = {}
        self._told: Told | None = None

    def on(self, day: date) -> None:
        if not self._county.tells_months or day not in self.days:
            return
        by = self._hands.of("county_officer", self._county.code, day)
        {ENTERED_ON: self._enter, LINKED_ON: self._link, MOVED_ON: self._move}[day](day, by)

    @property
    def told(self) -> Told:
        """Of the villages that a team serves, a site's among them."""
        if self._told is None:
            served = {code[:VILLAGE_DIGITS] for team in self._county.teams for code in (team.seat, *team.also)}
            self._told = invent_links(sorted(served), self._county.groups)
        return self._told

    def _enter(self, day: date, by: Actor) -> None:
        """After the books of the villages that are told of, whose groups there are already."""
        there = VillageGroup.objects.select_related("village")
        self._groups = {(one.village.code, int(one.name.removesuffix("组"))): one for one in there}
        numbered = ((code, n) for code, count in self.told.groups.items() for n in range(1, count + 1))
        new = [key for key in numbered if key not in self._groups]
        calls = [(self._places[code], {"name": f"{n}组", "since": day}) for code, n in new]
        self._groups.update(zip(new, self._hands.do(places.add_group, calls, by=by), strict=True))
        calls = [
            (
                self._places[one.village],
                {
                    "head_name": one.head,
                    "since": day,
                    "group": self._groups[one.village, one.group],
                    "person_count": one.persons,
                },
            )
            for one in self.told.homes
        ]
        self._homes = list(self._hands.do(places.add_household, calls, by=by))
        poor = [row for row, one in zip(self._homes, self.told.homes, strict=True) if one.is_ex_poor]
        self._hands.do(visiting.set_kind, [(row, {"kind": EX_POOR, "since": day}) for row in poor], by=by)

    def _link(self, day: date, by: Actor) -> None:
        calls = [
            (
                self._places[one.village],
                {
                    "name": one.name,
                    "kind": one.kind,
                    "age": one.age,
                    "group": self._groups[one.village, one.group],
                    "since": day,
                },
            )
            for one in self.told.keepers
        ]
        rows = self._hands.do(network.add, calls, by=by)
        pairs = [
            (row, {"household": self._homes[at], "since": day})
            for row, one in zip(rows, self.told.keepers, strict=True)
            for at in one.homes
        ]
        self._hands.do(linking.add, pairs, by=by)

    def _move(self, day: date, by: Actor) -> None:
        """Some changed hands within their village; each keeps at least one."""
        there = HouseholdLink.objects.filter(until__isnull=True).order_by("pk")
        links = list(there.values_list("pk", "linker", "village"))
        pairs = []
        for at in range(MOVED_EVERY, len(links) - 1, MOVED_EVERY):
            (key, of, village), (_, to, beside), (_, before, _) = links[at], links[at + 1], links[at - 1]
            if of == before != to and village == beside:
                pairs.append((key, to))
        rows, linkers = (
            HouseholdLink.objects.in_bulk([key for key, _ in pairs]),
            Linker.objects.in_bulk([to for _, to in pairs]),
        )
        self._hands.do(linking.move, [(rows[key], {"linker": linkers[to], "since": day}) for key, to in pairs], by=by)
