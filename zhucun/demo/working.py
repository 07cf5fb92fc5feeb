"""The year's records are written: by members, by townships, by units, each under their own name, month by month."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import cycle
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.invented_year import Held, Note, OfUnit, Work
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.solving import Solving
from zhucun.dispatch.roster.models import Team
from zhucun.lib.periods import month_of
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place
from zhucun.records.notes import acts as records
from zhucun.six_ones.visiting.models import HouseholdKind

FEW, NEIGHBOURS, VILLAGE = 20, 4, 12
AND_OTHERS = "顺路走了旁边几家。"
TIMES_A_ROUND = 4  # a 脱贫户 is visited while the others are once


class Working:
    """`on(day)` writes the month's records on its last day, those of July on the county's own."""

    def __init__(
        self,
        county: invented.County,
        hands: Hands,
        people: PeopleOf,
        places: Mapping[str, Place],
        teams: Mapping[invented.Team, Team],
        units: Mapping[invented.Unit, Unit],
        solving: Solving,
    ) -> None:
        self._county, self._hands, self._people, self._solving = county, hands, people, solving
        self._work = county.work or Work()
        self._places, self._teams, self._units = places, teams, units
        self._seats = {team.seat: team for team in county.teams}
        self._unit_names = {unit.name: unit for unit in county.units}

    @cached_property
    def days(self) -> set[date]:
        told = {one.on for one in (*self._work.notes, *self._work.held, *self._work.of_units)}
        return {min(month_of(day).last_day, self._people.stands_on) for day in told}

    def on(self, day: date) -> None:
        if day not in self.days:
            return
        first = day.replace(day=1)
        house = self._hands.house(self._county.code, day)
        notes = [one for one in self._work.notes if first <= one.on <= day]
        held = [one for one in self._work.held if first <= one.on <= day]
        of_units = [one for one in self._work.of_units if first <= one.on <= day]
        written = self._hands.carry(records.write, [self._note(one) for one in notes], by=house)
        self._hands.carry(records.write_at, [self._held(one) for one in held], by=house)
        self._hands.carry(records.write_for_unit, [self._of_unit(one) for one in of_units], by=house)
        self._solving.opened(list(zip(notes, written, strict=True)))
        self._solving.on(day)

    def _note(self, one: Note) -> tuple[Team, dict[str, Any], Actor]:
        posting = self._people.told(one.who)
        told = {"kind": one.kind, "text": one.text, "happened_on": one.on, "next_step": one.next_step}
        if one.names_households and (homes := self._next_homes(posting.team, one.kind)):
            told["households"] = homes
            told["place"] = homes[0].village if len(homes[0].village.code) == len(posting.team.seat) else None
            told["text"] = f"{one.text}{AND_OTHERS if len(homes) > 1 else ''}"
        if one.kind == "practical":
            told["answers"] = self._solving.answers(one)
        if one.purposes:
            there = [self._people.cadre(mate) for mate in self._people.of_team(posting.team.seat, one.on)]
            told["answers"] = _answers(one.purposes, there, one.others)
        return self._teams[posting.team], told, self._people.member(one.who, one.on)

    def _next_homes(self, team: invented.Team, kind: str) -> list[Household]:
        """Whose turn it is in the village, of a team with two in the one and then in the other: on a visit the
        neighbours too where there are many, 脱贫户 oftener."""
        code = next(self._villages[team.seat])
        homes = self._homes.get(code, [])
        count = NEIGHBOURS if kind == "visit" and len(homes) > FEW else 1
        return list(dict.fromkeys(next(self._turns[code]) for _ in range(count))) if homes else []

    @cached_property
    def _homes(self) -> dict[str, list[Household]]:
        found = defaultdict(list)
        for row in Household.objects.select_related("village").order_by("pk"):
            found[row.village.code].append(row)
        return found

    @cached_property
    def _turns(self) -> dict[str, Iterator[Household]]:
        poor = set(HouseholdKind.objects.values_list("household", flat=True))
        return {code: cycle(_in_turn(rows, poor)) for code, rows in self._homes.items()}

    @cached_property
    def _villages(self) -> dict[str, Iterator[str]]:
        teams = self._county.teams
        return {one.seat: cycle(dict.fromkeys(code[:VILLAGE] for code in (one.seat, *one.also))) for one in teams}

    def _held(self, one: Held) -> tuple[Place, dict[str, Any], Actor]:
        told: dict[str, Any] = {"kind": one.kind, "text": one.text, "happened_on": one.on}
        if one.whom:
            told["cadres"] = [self._people.cadre(self._people.told(one.whom))]
        if one.purposes:
            seats = [seat for seat in self._seats if seat.startswith(one.township)]
            there = [self._people.cadre(mate) for seat in seats for mate in self._people.of_team(seat, one.on)]
            told["answers"] = _answers(one.purposes, there, "")
        by = self._people.secretary(one.township, one.on)
        return Place.objects.get(pk=self._places[one.township].pk), told, by

    def _of_unit(self, one: OfUnit) -> tuple[Unit, dict[str, Any], Actor]:
        unit, team = self._unit_names[one.unit], self._seats[one.seat]
        told: dict[str, Any] = {"kind": one.kind, "text": one.text, "happened_on": one.on}
        if one.kind == "unit_visit":
            told["team"] = self._teams[team]
        return self._units[unit], told, self._people.head_of(unit, one.on)


def _in_turn(rows: list[Household], poor: set[int]) -> list[Household]:
    often = [row for row in rows if row.pk in poor]
    others = [row for row in rows if row.pk not in poor]
    return [row for part in range(TIMES_A_ROUND) for row in (*others[part::TIMES_A_ROUND], *often)]


def _answers(purposes: tuple[str, ...], cadres: list[Any], others: str) -> list[dict[str, str]]:
    present = [{"name": "present", "value": str(cadre.pk)} for cadre in cadres]
    said = [{"name": "others", "value": others}] if others else []
    return [*({"name": "purposes", "value": one} for one in purposes), *present, *said]
