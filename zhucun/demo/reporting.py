"""Early summer 2022: month reports confirmed and checked, records that speak for promises, a flood watch."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands, grouped
from zhucun.demo.people_of import PeopleOf
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import TaskPromise
from zhucun.records.monthly import acts as reports
from zhucun.records.monthly.models import MonthReport
from zhucun.records.notes.models import WorkRecord

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
CONFIRMED = {date(2022, 6, 3): MAY, date(2022, 7, 4): JUNE}
CHECKED = {date(2022, 6, 7): MAY, date(2022, 7, 7): JUNE}
BACKED_ON, EVERY = date(2022, 7, 3), 2  # of every second team one promise has its record
NOT_YET, NOT_CHECKED = 9, 7  # one report in so many is not confirmed, not looked at yet: of the last month
PROBLEMS = {4: "入村路有一段塌了边，大车进不来。", 11: "两户监测户的房子要赶在雨季前修。", 17: "合作社的冷库还没通电。"}
WATCHED, FLOOD_FROM, FLOOD_DAYS = "990126101", date(2022, 6, 21), 3
FLOOD = {"title": "防汛Ⅳ级应急响应期间值守", "document_number": "青汛〔2022〕9号", "level": "4"}
NEEDS = {5: "村口有小塌方，要一台铲车。"}
MOVED = {date(2022, 6, 21): (6, 19), date(2022, 6, 22): (14, 47), date(2022, 6, 23): (2, 5)}


class Reporting:
    """`on(day)` does what was reported and watched on it; nothing in a county without a year's story."""

    def __init__(self, county: invented.County, hands: Hands, people: PeopleOf, places: Mapping[str, Place]) -> None:
        self._code, self._hands, self._people, self._places = county.code, hands, people, places
        self._is_told = county.tells_months

    @property
    def days(self) -> set[date]:
        return {*CONFIRMED, *CHECKED, *MOVED, BACKED_ON} if self._is_told else set()

    def on(self, day: date, teams: Mapping[invented.Team, Team]) -> None:
        if day not in self.days:
            return
        if day in CONFIRMED:
            self._confirm(day, CONFIRMED[day], teams)
        if day in CHECKED:
            self._check(day, CHECKED[day])
        if day == BACKED_ON:
            self._back_up(day, teams)
        if day in MOVED:
            self._watch(day, teams)

    def _confirm(self, day: date, month: date, teams: Mapping[invented.Team, Team]) -> None:
        led = [(team, leader) for team in teams if (leader := self._leader(team, day))]
        ready = [one for at, one in enumerate(led, start=1) if month == MAY or at % NOT_YET]
        calls = [
            (teams[team], {"month": month, "problems": PROBLEMS.get(at, "")}, leader)
            for at, (team, leader) in enumerate(ready)
        ]
        self._hands.carry(reports.confirm, calls, by=self._hands.house(self._code, day))

    def _leader(self, team: invented.Team, day: date) -> Actor | None:
        there = self._people.of_team(team.seat, day) if team.since <= day else []
        leads = next((one for one in there if "leader" in one.roles), None)
        return self._people.member(leads.person.name, day) if leads else None

    def _check(self, day: date, month: date) -> None:
        rows = MonthReport.objects.filter(month=month, checked_at__isnull=True).order_by("pk")
        kept = [row for at, row in enumerate(rows, start=1) if month == MAY or at % NOT_CHECKED]
        calls: list[tuple[MonthReport, dict[str, Any], Actor]] = [
            (row, {}, self._people.of_place("township_organiser", row.place_code, day)) for row in kept
        ]
        self._hands.carry(reports.check, calls, by=self._hands.house(self._code, day))

    def _back_up(self, day: date, teams: Mapping[invented.Team, Team]) -> None:
        chosen = [team for at, team in enumerate(teams) if at % EVERY == 0]
        for township, own in grouped(chosen, lambda team: team.seat[:9]).items():
            by = self._hands.of("township_organiser", township, day)
            calls = list(self._fitting([teams[team] for team in own]))
            self._hands.do(promises.back_up, calls, by=by)

    def _fitting(self, teams: list[Team]) -> Iterator[tuple[TaskPromise, dict[str, Any]]]:
        """What was done first, and what the team wrote of good deeds until then."""
        done = TaskPromise.objects.filter(of_list__team__in=teams, of_list__state="agreed", done_on__isnull=False)
        first = {row.of_list.team_id: row for row in done.select_related("of_list").order_by("-done_on", "-pk")}
        wrote = WorkRecord.objects.standing().filter(team__in=first, kind="practical", side="team")
        records: dict[int, WorkRecord] = {}
        for record in wrote.order_by("pk"):
            if record.happened_on <= first[record.team_id].done_on:
                records[record.team_id] = record
        for team, promise in sorted(first.items()):
            if team in records:
                yield promise, {"record": records[team]}

    def _watch(self, day: date, teams: Mapping[invented.Team, Team]) -> None:
        """The county's flood control asked for it; leaders report for their teams, the clerk counts who was moved."""
        if day == FLOOD_FROM:
            told = {**FLOOD, "since": day, "days": FLOOD_DAYS, "basis": "县气象台暴雨橙色预警"}
            place = Place.objects.get(pk=self._places[WATCHED].pk)
            duty = emergency.propose(place, **told, by=self._hands.of("county_officer", self._code, day))
            emergency.approve(duty, by=self._hands.of("county_leader", self._code, day))
        own = [team for team in teams if team.seat.startswith(WATCHED)]
        there = [(one, leader) for team in own if (leader := self._leader(team, day)) for one in self._in(team, day)]
        for at, (one, leader) in enumerate(there):
            need = NEEDS.get(at, "") if day == FLOOD_FROM + timedelta(days=1) else ""
            emergency.report(self._people.posting(one.person.name), need=need, by=leader)
        households, persons = MOVED[day]
        duty = EmergencyDuty.objects.get(place_code=WATCHED)
        moved = {"place_code": WATCHED, "day": day, "households": households, "persons": persons}
        emergency.count(duty, **moved, by=self._hands.of("attendance_clerk", WATCHED, day))

    def _in(self, team: invented.Team, day: date) -> list[invented.Posting]:
        return self._people.of_team(team.seat, day)
