"""A year is lived: leave is asked for and decided on, changes are entered, months stated, confirmed, locked, reviewed.

What many people did within some days is carried over at once, each under their own name and on their own day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands
from zhucun.demo.invented_year import Change, Fixed, LeaveTaken, Otherwise, Year
from zhucun.demo.people_of import PeopleOf
from zhucun.lib.periods import add_months, month_of
from zhucun.org.places.models import Place
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import correcting, monthly
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import State, month_key
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import returning
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep

ONE_DAY = timedelta(days=1)
STATED, CONFIRMED, VERIFIED, REVIEWED = 2, 4, 7, 8  # on which day of the next month
AGREED = "同意。"
OfSomebody = tuple[Any, dict[str, Any], Actor]  # a row, what is told, whose act it is


class Living:
    """`on(day)` carries over what was done since the day before of this kind, and moves the month sheets on."""

    def __init__(self, county: invented.County, home: Place, hands: Hands, people: PeopleOf) -> None:
        self._year = county.year or Year()
        self._home, self._hands, self._people = home, hands, people
        self._asked: dict[LeaveTaken, LeaveRequest] = {}
        self._statements: dict[Otherwise, DayStatement] = {}
        self._last = self._year.first_day
        self._ends = list(self._batch_ends(county.stands_at.date())) if county.year else []

    @property
    def days(self) -> set[date]:
        told = {one.said_on for one in self._year.otherwise} | {one.settled_on for one in self._year.otherwise}
        fixed = {day for one in self._year.fixed for day in (one.proposed_on, one.approved_on)}
        steps = {date(end.year, end.month, n) for end in self._ends for n in (STATED, CONFIRMED, VERIFIED, REVIEWED)}
        last = max(self._ends, default=self._year.first_day)
        return {day for day in {*self._ends, *told, *fixed, *steps} if day and self._year.first_day < day <= last}

    def _batch_ends(self, last: date) -> Iterator[date]:
        """Three times a month, the last on its last day; in the last month weekly, and on the county's own day."""
        day = self._year.first_day
        while day < last:
            is_sunday = day.weekday() == 6 and day >= last.replace(day=1)
            if day.day in (10, 20) or is_sunday or day == month_of(day).last_day:
                yield day
            day += ONE_DAY
        yield last

    def on(self, day: date) -> None:
        if day in self._ends:
            self._carry_over(self._last, day)
            self._last = day + ONE_DAY
        for one in self._year.otherwise:
            if one.said_on == day:
                self._say_otherwise(one, day)
            elif one.settled_on == day:
                self._settle(one, day)
        self._move_sheets(day)
        for one in self._year.fixed:
            self._fix(one, day)

    # ── some days at once ───────────────────────────────────────────────────────────────────────────────────────────

    def _carry_over(self, first: date, last: date) -> None:
        house = self._hands.house(self._home.code, first)
        self._ask([one for one in self._year.leaves if first <= one.asked_on <= last], house)
        calls = [
            (self._people.posting(one.who), _told(one), self._people.member(one.who, one.said_on))
            for one in self._year.changes
            if first <= one.said_on <= last
        ]
        self._hands.carry(days.enter, calls, by=house)
        back = [one for one in self._year.leaves if one.back_on and first <= one.back_on <= last]
        calls = [(self._asked[one], {"back_half": one.back}, self._people.member(one.who, one.back_on)) for one in back]
        self._hands.carry(returning.report_back, calls, by=house)

    def _ask(self, asked: Sequence[LeaveTaken], house: Actor) -> None:
        calls = [
            (self._people.posting(one.who), self._told_of(one), self._people.member(one.who, one.asked_on))
            for one in asked
        ]
        rows = self._hands.carry(leaves.ask, calls, by=house)
        self._asked.update(zip(asked, rows, strict=True))
        self._decide([one for one in asked if one.granted], house)

    def _told_of(self, one: LeaveTaken) -> dict[str, Any]:
        return {
            "kind": one.kind,
            "since_half": one.since,
            "until_half": one.until,
            "reason": one.reason,
            "going_to": one.going_to,
            "covered_by": self._people.posting(one.covered_by) if one.covered_by else None,
        }

    def _decide(self, asked: Sequence[LeaveTaken], house: Actor) -> None:
        """Step by step, on the day it was asked for."""
        ways: dict[int, list[LeaveStep]] = defaultdict(list)
        for step in LeaveStep.objects.filter(request__in=[self._asked[one].pk for one in asked]):
            ways[step.request_id].append(step)
        for number in range(max((len(way) for way in ways.values()), default=0)):
            of_step = [(one, way[number]) for one in asked if len(way := ways[self._asked[one].pk]) > number]
            calls = [
                (self._asked[one], {"opinion": AGREED}, self._people.who_decides(step, one.who, one.asked_on))
                for one, step in of_step
            ]
            rows = self._hands.carry(leaves.approve, calls, by=house)
            self._asked.update(zip((one for one, _ in of_step), rows, strict=True))

    # ── what others say ─────────────────────────────────────────────────────────────────────────────────────────────

    def _say_otherwise(self, one: Otherwise, day: date) -> None:
        posting = self._people.posting(one.who)
        told = {"category": one.category, "since_half": one.since, "until_half": one.until, "reason": one.reason}
        by = self._people.of_place(one.by, posting.place_code, day)
        self._statements[one] = days.state_otherwise(posting, **told, by=by)

    def _settle(self, one: Otherwise, day: date) -> None:
        row = self._statements[one]
        by = self._people.of_place("township_organiser", row.place_code, day)
        days.settle(DayStatement.objects.get(pk=row.pk), category=one.settled, reason=one.why, by=by)

    # ── month sheets ────────────────────────────────────────────────────────────────────────────────────────────────

    def _move_sheets(self, day: date) -> None:
        if day == month_of(day).last_day and day >= self._year.first_day and self._ends:
            monthly.open_month(self._home, month=month_key(day), by=self._hands.house(self._home.code, day))
        month = add_months(day.replace(day=1), -1)
        if month < self._year.first_day.replace(day=1) or not self._ends:
            return
        steps = {STATED: self._state, CONFIRMED: self._confirm, VERIFIED: self._verify, REVIEWED: self._review}
        if day.day in steps:
            steps[day.day](day, month_key(month))

    def _lines(self, state: State, *months: str) -> list[MonthLine]:
        rows = MonthLine.objects.filter(state=state, place_code__startswith=self._home.code)
        return list(rows.filter(month__in=months).select_related("cadre__person").order_by("place_code", "pk"))

    def _state(self, day: date, month: str) -> None:
        """On the last days of the month or the first of the next."""
        house = self._hands.house(self._home.code, day)
        lines = [one for one in self._lines(State.OPEN, month) if (self._name(one), month) not in self._year.silent]
        calls: list[OfSomebody] = [
            (line, {}, self._people.member(self._name(line), day - n % 3 * ONE_DAY)) for n, line in enumerate(lines)
        ]
        self._hands.carry(monthly.state_true, calls, by=house)

    @staticmethod
    def _name(line: MonthLine) -> str:
        return line.cadre.person.name

    def _confirm(self, day: date, month: str) -> None:
        house = self._hands.house(self._home.code, day)
        is_last = day >= add_months(self._people.stands_on.replace(day=1), 0)
        lines = [
            line
            for line in self._lines(State.STATED, month)
            if not (is_last and line.place_code[:12] in self._year.unsigned)
        ]
        calls: list[OfSomebody] = [
            (line, {}, self._people.of_place("village_secretary", line.place_code, day - n % 2 * ONE_DAY))
            for n, line in enumerate(lines)
        ]
        self._hands.carry(monthly.confirm, calls, by=house)

    def _verify(self, day: date, month: str) -> None:
        """By each township, but for lines about which somebody is still asked."""
        is_last = day >= self._people.stands_on.replace(day=1)
        rows = MonthLine.objects.filter(state=State.CONFIRMED, month=month, place_code__startswith=self._home.code)
        lines = rows.with_questions().filter(asks=False).order_by("place_code", "pk")
        calls: list[OfSomebody] = [
            (line, {}, self._people.of_place("township_organiser", line.place_code, day))
            for line in lines
            if not (is_last and line.place_code[:9] in self._year.unlocked)
        ]
        self._hands.carry(monthly.verify, calls, by=self._hands.house(self._home.code, day))

    def _review(self, day: date, month: str) -> None:
        by = self._hands.of("county_officer", self._home.code, day)
        is_last = day >= self._people.stands_on.replace(day=1)
        lines = [
            line
            for line in self._lines(State.VERIFIED, month)
            if not (is_last and line.place_code[:9] in self._year.unread)
        ]
        self._hands.do(monthly.review, [(line, {}) for line in lines], by=by)

    def _fix(self, one: Fixed, day: date) -> None:
        if day not in (one.proposed_on, one.approved_on):
            return
        line = MonthLine.objects.get(month=one.month, cadre__person__name=one.who)
        if day == one.proposed_on:
            told = {"category": one.category, "since_half": one.since, "until_half": one.until, "reason": one.reason}
            by = self._people.of_place("township_organiser", line.place_code, day)
            correcting.propose(line, **told, by=by)
        else:
            by = self._hands.of("county_office_leader", self._home.code, day)
            correcting.approve(line.corrections.get(), opinion=AGREED, by=by)


def _told(one: Change) -> dict[str, Any]:
    return {
        "category": one.category,
        "since_half": one.since,
        "until_half": one.until,
        "reason": one.reason,
        "place": one.place,
    }
