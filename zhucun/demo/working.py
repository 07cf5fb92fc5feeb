"""The year's records are written: by members, by townships, by units, each under their own name, month by month."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
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

HOUSES_EVERY = 2


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
        self._homes: dict[str, list[Household]] = {}

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
        written = self._hands.carry(records.write, [self._note(one, n) for n, one in enumerate(notes)], by=house)
        self._hands.carry(records.write_at, [self._held(one) for one in held], by=house)
        self._hands.carry(records.write_for_unit, [self._of_unit(one) for one in of_units], by=house)
        self._solving.opened(list(zip(notes, written, strict=True)))
        self._solving.on(day)

    def _note(self, one: Note, number: int) -> tuple[Team, dict[str, Any], Actor]:
        posting = self._people.told(one.who)
        told = {"kind": one.kind, "text": one.text, "happened_on": one.on, "next_step": one.next_step}
        if one.names_households and (homes := self._homes_of(posting.team.seat)):
            told["households"] = [homes[number % len(homes)]]
        if one.kind == "practical":
            told["answers"] = self._solving.answers(one)
        if one.purposes:
            there = [self._people.cadre(mate) for mate in self._people.of_team(posting.team.seat, one.on)]
            told["answers"] = _answers(one.purposes, there, one.others)
        return self._teams[posting.team], told, self._people.member(one.who, one.on)

    def _homes_of(self, seat: str) -> list[Household]:
        if not self._homes:
            self._homes = defaultdict(list)
            for row in Household.objects.select_related("village").order_by("pk"):
                self._homes[row.village.code].append(row)
        return self._homes.get(seat[:12], [])

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


def _answers(purposes: tuple[str, ...], cadres: list[Any], others: str) -> list[dict[str, str]]:
    present = [{"name": "present", "value": str(cadre.pk)} for cadre in cadres]
    said = [{"name": "others", "value": others}] if others else []
    return [*({"name": "purposes", "value": one} for one in purposes), *present, *said]
