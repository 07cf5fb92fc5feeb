"""乡贤座谈会 and 引回的能人 of the demo county: held and noted by the teams, answered, asked after a year later."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo import invented_talents as told
from zhucun.demo.hands import Hands
from zhucun.demo.invented_talents import Back, Forum
from zhucun.demo.people_of import PeopleOf
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as records
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.talents.models import ReturnedTalent

ASKED_ON, LEFT_EVERY, NOT_ASKED_EVERY = date(2022, 6, 28), 9, 8


class Gathering:
    def __init__(
        self,
        county: invented.County,
        hands: Hands,
        people: PeopleOf,
        places: Mapping[str, Place],
        teams: Mapping[invented.Team, Team],
    ) -> None:
        self._county, self._hands, self._people, self._places = county, hands, people, places
        self._teams = {team.seat: row for team, row in teams.items()}
        self._since = {team.seat: team.since for team in county.teams}

    def bring_in(self) -> None:
        last = self._county.stands_at.date()
        house = self._hands.house(self._county.code, last)
        self._hold(told.forums(sorted(self._teams), self._somebody), house)
        self._return(house, last)

    def _somebody(self, seat: str, on: date) -> str:
        there = self._people.of_team(seat, on) if on >= self._since[seat] else []
        return there[0].person.name if there else ""

    def _member(self, seat: str, on: date) -> Actor:
        return self._people.member(self._somebody(seat, on), on)

    def _hold(self, forums: list[Forum], house: Actor) -> None:
        calls = [(self._teams[one.seat], _noted(one), self._member(one.seat, one.on)) for one in forums]
        rows = self._hands.carry(records.write, calls, by=house)
        meetings = {meeting.record_id: meeting for meeting in Meeting.objects.filter(record__in=rows)}
        said = [(one, what, meetings[row.pk]) for one, row in zip(forums, rows, strict=True) for what in one.said]
        opinions = self._hands.carry(
            talents.register,
            [
                (
                    meeting,
                    {"text": what.text, "said_by": what.said_by, "owner": what.owner},
                    self._member(one.seat, one.on),
                )
                for one, what, meeting in said
            ],
            by=house,
        )
        answers = [
            (row, {"reply": what.reply, "on": what.replied_on}, self._answerer(one, what))
            for (one, what, _), row in zip(said, opinions, strict=True)
            if what.replied_on
        ]
        self._hands.carry(talents.reply, answers, by=house)

    def _answerer(self, one: Forum, what: told.Said) -> Actor:
        on = what.replied_on or one.on
        if what.owner == "township" or not self._somebody(one.seat, on):
            return self._people.secretary(one.seat[:9], on)
        return self._member(one.seat, on)

    def _return(self, house: Actor, last: date) -> None:
        members = {
            (row.place_code, row.name): row
            for row in CommitteeMember.objects.as_of(last).filter(is_returned_talent=True).order_by("pk")
        }
        found = told.back(sorted(self._teams), list(members), self._since.__getitem__)
        calls = [
            (self._places[one.place], self._told(one, members), self._organiser(one.place, one.returned_on))
            for one in found
        ]
        self._hands.carry(talents.return_home, calls, by=house)
        due = ReturnedTalent.objects.to_ask(ASKED_ON).order_by("pk")
        asked = [row for number, row in enumerate(due) if number % NOT_ASKED_EVERY]
        answers = [
            (
                row,
                {"is_here": bool(number % LEFT_EVERY), "on": ASKED_ON, "note": told.STAYS[row.pk % len(told.STAYS)]},
                self._organiser(row.place_code, ASKED_ON),
            )
            for number, row in enumerate(asked)
        ]
        self._hands.carry(talents.ask_after, answers, by=house)

    def _organiser(self, code: str, on: date) -> Actor:
        return self._hands.of("township_organiser", code[:9], max(on, self._county.founded_on))

    def _told(self, one: Back, members: Mapping[tuple[str, str], CommitteeMember]) -> dict[str, Any]:
        who = {"name": one.name, "role": one.role, "doing": one.doing, "came_from": one.came_from}
        team = self._teams[one.place] if one.by_team else None
        member = members[one.place, one.name] if one.is_member else None
        return {**who, "returned_on": one.returned_on, "brought_by": team, "committee_member": member}


def _noted(one: Forum) -> dict[str, Any]:
    answers = [{"name": "purposes", "value": "talent_forum"}, {"name": "others", "value": one.others}]
    return {"kind": "meeting", "text": one.text, "happened_on": one.on, "answers": answers}
