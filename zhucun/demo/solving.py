"""实事 and 矛盾纠纷: what records open goes on month by month, and the townships add what came to them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo import invented_matters as told
from zhucun.demo.hands import Hands
from zhucun.demo.invented_matters import Fate
from zhucun.demo.invented_year import Note
from zhucun.demo.people_of import PeopleOf
from zhucun.dispatch.roster.models import Team
from zhucun.lib.periods import month_of
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.records.notes import acts as records
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import handing, rechecking
from zhucun.six_ones.matters.models import UrgentMatter

LAST_OF_YEAR = date(2022, 6, 30)
TOWNSHIP = 9
CAME_BACK_EVERY = 14
Carried = list[tuple[Any, dict[str, Any], Actor]]


class Solving:
    """`answers(note)` is what a record of 做实事 is answered; `on(day)` goes on with what was opened by then."""

    def __init__(
        self, county: invented.County, hands: Hands, people: PeopleOf, teams: Mapping[invented.Team, Team]
    ) -> None:
        self._county, self._hands, self._people, self._teams = county, hands, people, teams
        self._seats = {team.seat: team for team in county.teams}
        self._quarrels = told.quarrels(sorted(self._seats), self._who) if county.tells_months else []
        self._promised: dict[Note, Fate] = {}
        self._open: dict[int, tuple[Note, Fate]] = {}

    def answers(self, note: Note) -> list[dict[str, str]]:
        given = [{"name": "field", "value": told.field_of(note.text)}]
        if note.next_step in told.NOT_YET:
            fate = self._promised[note] = told.fate_of(note.text, note.on, len(self._promised))
            given.append({"name": "promised_on", "value": fate.promised_on.isoformat()})
        return given

    def opened(self, notes: list[tuple[Note, Any]]) -> None:
        """Which records they became."""
        self._open.update((record.pk, (note, self._promised[note])) for note, record in notes if note in self._promised)

    def on(self, day: date) -> None:
        if not self._county.tells_months:
            return
        house = self._hands.house(self._county.code, day)
        self._go_on(day, house)
        self._recheck(day, house)
        self._quarrel(day, house)
        self._at_the_desk(day, house)

    def _member(self, note: Note, day: date) -> Actor:
        return self._people.member(note.who, day)

    def _organiser(self, code: str, day: date) -> Actor:
        return self._hands.of("township_organiser", code[:TOWNSHIP], day)

    def _go_on(self, day: date, house: Actor) -> None:
        """Done by then, handed up, told to be impossible."""
        due = {key: one for key, one in self._open.items() if one[1].on <= day and one[1].kind != "open"}
        rows = {row.record_id: row for row in UrgentMatter.objects.filter(record__in=due)}
        done, up, cannot = [], [], []
        for key, (note, fate) in due.items():
            row, by = rows[key], self._member(note, day)
            if fate.kind == "done":
                done.append((row, {"on": fate.on, "result": fate.words, "rating": fate.rating}, by))
            elif fate.kind == "cannot":
                cannot.append((row, {"reason": fate.words}, by))
            else:
                up.append((row, {"reason": fate.words, "unit": self._unit_for(note.text, key)}, by))
            del self._open[key]
        self._hands.carry(matters.finish, done, by=house)
        self._hands.carry(handing.cannot, cannot, by=house)
        given = self._hands.carry(handing.hand_up, up, by=house)
        finished = [(row, fate) for row, fate in zip(given, self._up(due), strict=True) if fate.kind == "up_done"]
        calls: Carried = [
            (
                row,
                {"on": day, "result": told.AFTER[row.pk % len(told.AFTER)], "rating": fate.rating},
                self._organiser(row.place_code, day),
            )
            for row, fate in finished
        ]
        self._hands.carry(matters.finish, calls, by=house)

    @staticmethod
    def _up(due: Mapping[int, tuple[Note, Fate]]) -> list[Fate]:
        return [fate for _, fate in due.values() if fate.kind in ("up", "up_done")]

    def _unit_for(self, text: str, key: int) -> Unit | None:
        """Every second goes to the department that has to do with it, where the county has one."""
        name = next((name for part, name, _ in told.BEYOND if part in text), "")
        return None if key % 2 else next((unit for unit in self._units if name in unit.name), None)

    @cached_property
    def _units(self) -> list[Unit]:
        return list(Unit.objects.filter(county_code=self._county.code, until__isnull=True).order_by("pk"))

    def _recheck(self, day: date, house: Actor) -> None:
        """What fell due by the month before; the last month's still waits."""
        rows = UrgentMatter.objects.to_recheck(month_of(day).since).order_by("pk")
        if day > LAST_OF_YEAR:
            rows = rows.none()
        calls: Carried = []
        for number, row in enumerate(rows):
            came_back = number % CAME_BACK_EVERY == CAME_BACK_EVERY - 1
            outcome = {"outcome": "came_back", "note": "过了一阵又坏了。"} if came_back else {"outcome": "holds"}
            calls.append((row, outcome, self._secretary(row.place_code, day)))
        after = self._hands.carry(rechecking.recheck, calls, by=house)
        again = [row for row in after if row.state == "open"]
        more: Carried = [
            (row, {"on": day, "result": "又修了一回。"}, self._organiser(row.place_code, day)) for row in again
        ]
        self._hands.carry(matters.finish, more, by=house)

    def _secretary(self, code: str, day: date) -> Actor:
        return self._people.secretary(code[:TOWNSHIP], day)

    def _quarrel(self, day: date, house: Actor) -> None:
        """Noted by the team's people, restricted; what was not settled that day goes to the township."""
        month = month_of(day)
        happened = [one for one in self._quarrels if month.since <= one.on <= day]
        here = [(one, self._who(one.seat, one.on)) for one in happened]
        calls: Carried = [
            (self._teams[self._seats[one.seat]], _noted(one), self._people.member(who, day)) for one, who in here
        ]
        rows = self._hands.carry(records.write, calls, by=house)
        found = {row.record_id: row for row in Dispute.objects.filter(record__in=[row.pk for row in rows])}
        for (one, who), record in zip(here, rows, strict=True):
            if one.became != "village":
                self._settle(one, found[record.pk], self._people.member(who, day), day)

    def _who(self, seat: str, on: date) -> str:
        there = self._people.of_team(seat, on)
        return there[0].person.name if there else ""

    def _settle(self, one: told.Quarrel, row: Dispute, by: Actor, day: date) -> None:
        if one.became == "open":
            return
        row = disputes.hand_up(row, mediator="镇综治办", by=by)
        organiser, on = self._organiser(row.place_code, day), min(day, date.fromordinal(one.on.toordinal() + one.days))
        if one.became == "referred":
            disputes.refer(row, on=on, referred_to=told.REFERRED[row.pk % len(told.REFERRED)], by=organiser)
        else:
            disputes.settle(row, on=on, outcome=one.outcome, by=organiser)

    def _at_the_desk(self, day: date, house: Actor) -> None:
        """What came to the townships; in the year's last month as many as are still missing."""
        count = told.AT_THE_DESK
        if day == LAST_OF_YEAR:
            count = told.SOLVED - UrgentMatter.objects.done_in(told.SINCE, told.UNTIL).count()
        seats = sorted(seat for seat, team in self._seats.items() if team.since <= month_of(day).since)
        rows = told.desk_matters(seats, month_of(day).since, day, count) if seats else []
        places = {place.code: place for place in Place.objects.filter(code__in={one.seat for one in rows})}
        calls: Carried = [(places[one.seat], _registered(one), self._organiser(one.seat, day)) for one in rows]
        self._hands.carry(matters.register, calls, by=house)


def _registered(one: told.Desk) -> dict[str, Any]:
    what = {"text": one.text, "field": one.field, "raised_how": one.how, "raised_on": one.on}
    return {**what, "done_on": one.done_on, "result": one.result, "rating": one.rating}


def _noted(one: told.Quarrel) -> dict[str, Any]:
    answers = [{"name": "dispute_kind", "value": one.kind}]
    if one.became != "village":
        answers.append({"name": "settled", "value": "not_yet"})
    return {"kind": "dispute", "text": one.text, "happened_on": one.on, "answers": answers}
