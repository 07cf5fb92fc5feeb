"""Enters what the villages' own books say: whom to ring, which unit stands by, groups, households and their helpers."""

from collections.abc import Mapping
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.invented_teams import ROUND_BASIS, ROUND_ON
from zhucun.org.aid import acts as aid
from zhucun.org.people import acts as people
from zhucun.org.people.models import Unit
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place, VillageGroup

ENTERED_ON = date(2021, 7, 12)
SECRETARY = "village_secretary"


class VillageBooks:
    """Entered by the county's officer two months after the round of 2021."""

    def __init__(
        self,
        county: invented.County,
        rows: Mapping[str, Place],
        units: Mapping[invented.Unit, Unit],
        hands: Hands,
    ) -> None:
        self._county, self._places, self._units, self._hands = county, rows, units, hands

    def enter(self, by: Actor) -> None:
        self._contacts(by)
        self._aid_units(by)
        self._households(self._groups(by), by)

    def _contacts(self, by: Actor) -> None:
        calls = [
            (
                self._places[office.place_code],
                {"name": office.name, "since": ENTERED_ON, "phone": office.phone, "post": "村书记"},
            )
            for office in self._county.offices
            if office.role == SECRETARY
        ]
        self._hands.do(people.add_contact, calls, by=by)

    def _aid_units(self, by: Actor) -> None:
        """The backing unit stands by every place its team serves; of what it is another ledger knows (R-ORG-12)."""
        calls = [
            (
                self._places[code],
                {"unit": self._units[team.backing_unit], "since": max(team.since, ROUND_ON), "basis": ROUND_BASIS},
            )
            for team in self._county.teams
            if team.since <= ENTERED_ON
            for code in (team.seat, *team.also)
        ]
        self._hands.do(aid.pair_unit, calls, by=by)

    def _groups(self, by: Actor) -> dict[tuple[str, int], VillageGroup]:
        keys = [(code, n) for code, count in self._county.groups.items() for n in range(1, count + 1)]
        calls = [(self._places[code], {"name": f"{n}组", "since": ENTERED_ON}) for code, n in keys]
        return dict(zip(keys, self._hands.do(places.add_group, calls, by=by), strict=True))

    def _households(self, groups: Mapping[tuple[str, int], VillageGroup], by: Actor) -> None:
        held = self._county.households
        calls = [
            (
                self._places[one.village],
                {
                    "head_name": one.head,
                    "since": ENTERED_ON,
                    "group": groups[one.village, one.group],
                    "person_count": one.persons,
                },
            )
            for one in held
        ]
        rows = self._hands.do(places.add_household, calls, by=by)
        helped = [
            (
                self._places[one.village],
                {
                    "household": row,
                    "helper_name": one.helper.person.name,
                    "unit": self._units[one.helper.person.unit],
                    "since": max(one.helper.reported_on, ENTERED_ON),
                },
            )
            for one, row in zip(held, rows, strict=True)
        ]
        self._hands.do(aid.pair_household, helped, by=by)
