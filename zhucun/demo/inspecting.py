"""Weekly rounds: opened, sealed by two halves, drawn, walked, done; records handed in by whoever went, each by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands, morning
from zhucun.demo.invented import Dice
from zhucun.demo.invented_overseen import (
    ABSENT_SEEN,
    ABSENT_WHERE,
    ABSENT_WHO,
    APPOINTED_ON,
    BEEN_THERE,
    COMMENTS,
    FLOOD_DAYS,
    GROUP_DAYS,
    GROUP_DAYS_NOW,
    GROUPS,
    INSPECTORS_OF,
    LEFT_OPEN,
    LETTERS,
    NEXT,
    NOTES,
    NOW,
    PLAN,
    ROUNDS,
    SAYS,
    SETTLED,
    SPOT_REASON,
    SPOTS,
    STILL_ABSENT,
    STOOD_BY,
    WATCHED,
    Problem,
    Round,
    Seen,
)
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.places.models import Place
from zhucun.oversight.inspection import acts as rounds
from zhucun.oversight.inspection import grouping, walking
from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound, Inspector
from zhucun.oversight.inspection.weighing import due_again_named
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.policy.inspection_values import PRESENT, SHIPPED_CHECKLIST

SEED, MOST_AGAIN = 11, 2
NUMBER_COMES_AT, DRAWN_AT, NEXT_SEALED_AT = time(20, 30), time(21), time(21, 30)
EVERY_COMMENTED = 9  # one record in so many has a comment
PARTLY, SAID = 12, 3  # of a hundred items so many hold in part; of so many records one has what people said


class Inspecting:
    """`on(day)` does what the office, the supervisors and the groups did on it."""

    def __init__(self, home: Place, hands: Hands, seats: Mapping[str, str]) -> None:
        """`seats`: full name of a village → its code."""
        self._home, self._hands, self._seats = home, hands, seats
        self._dice = Dice(SEED)
        self._made: dict[date, InspectionRound] = {}
        self._count = 0

    @property
    def days(self) -> set[date]:
        sealed = {one.sealed_on for one in ROUNDS}
        done = {one.done_on for one in ROUNDS if one is not NOW}
        return {APPOINTED_ON, *ABSENT_SEEN} | sealed | done | {one.on for one in SPOTS}

    def on(self, day: date) -> None:
        if day == APPOINTED_ON:
            self._appoint(day)
        for one in ROUNDS:
            if day == one.done_on and one is not NOW:
                self._walk(one)
        for one in ROUNDS:
            if day == one.sealed_on:
                self._seal(one, self._officer(day), number_on=day)
                self._draw(one, _at(self._officer(day), DRAWN_AT))
        if day == NOW.sealed_on:
            self._seal(NEXT, _at(self._officer(day), NEXT_SEALED_AT), number_on=NOW.monday - _DAY)
        self._go_without_a_lot(day)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    # ── the draw ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _appoint(self, day: date) -> None:
        """Deputy heads of nine units: each stands back from where their own unit stands."""
        held = Appointment.objects.filter(role="unit_deputy", unit__name__in=INSPECTORS_OF).select_related("unit")
        for one in held.order_by("pk").select_related("account"):
            grouping.appoint(one.account, since=day, unit=one.unit, by=self._officer(day))

    @cached_property
    def _inspectors(self) -> list[Inspector]:
        return list(Inspector.objects.filter(county_code=self._home.code).select_related("person").order_by("pk"))

    @cached_property
    def _accounts(self) -> Mapping[int, Account]:
        people = [one.person_id for one in self._inspectors]
        return {one.person_id: one for one in Account.objects.filter(person__in=people)}

    def _seal(self, one: Round, by: Actor, *, number_on: date) -> None:
        day = by.today
        document = PLAN[one.monday.year]
        row = rounds.open_round(self._home, week=one.key, size=one.size, plan_document=document, by=by)
        for team, reason in due_again_named(self._home.code, day)[:MOST_AGAIN]:
            row = rounds.revisit(row, number=team.number, reason=reason, by=by)
        for number, after in enumerate(GROUP_DAYS_NOW if one is NOW else GROUP_DAYS):
            leader, *members = self._inspectors[number::GROUPS]
            grouping.group(row, day=one.monday + timedelta(days=after), leader=leader, members=members, by=by)
        for role in ("county_leader", "organisation_department"):
            row = rounds.give_half(row, by=replace(self._hands.of(role, self._home.code, day), now=by.now))
        self._made[one.monday] = rounds.seal(
            row,
            public_name=f"云泽福彩“22选5”第{number_on:%Y}{number_on.timetuple().tm_yday:03}期",
            public_source="云泽省福彩中心当晚公告",
            public_at=timezone.make_aware(datetime.combine(number_on, NUMBER_COMES_AT)),
            by=by,
        )

    def _draw(self, one: Round, by: Actor) -> None:
        told = sorted(self._dice.shuffled(list(range(1, 23)))[:5])
        number = " ".join(f"{ball:02}" for ball in told)
        row = rounds.draw(self._made[one.monday], public_number=number, by=by)
        self._made[one.monday] = row

    # ── on site ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _walk(self, one: Round) -> None:
        row = self._made[one.monday]
        drawn = list(row.drawn.select_related("team", "group__leader").order_by("position"))
        missed = self._not_gone_to(drawn)
        gone = [each for each in drawn if each.pk not in missed]
        problems = self._problems_of(one, gone)
        calls = [self._record(each.team, each.group.day, problems.get(each.position, ()), drawn=each) for each in gone]
        made = self._hands.carry(onsite.hand_in, calls, by=self._hands.house(self._home.code, one.done_on))
        self._afterwards(made, one.done_on)
        self._made[one.monday] = rounds.finish(row, by=self._officer(one.done_on))

    def _not_gone_to(self, drawn: Sequence[DrawnTeam]) -> set[int]:
        """Where the dyke was watched, or the office itself had been on the day."""
        been = set(SiteVisit.objects.filter(team__in=[one.team_id for one in drawn]).values_list("team", "visited_on"))
        missed: set[int] = set()
        for one in drawn:
            watches = one.group.day in FLOOD_DAYS and one.seat_code.startswith(WATCHED)
            if watches or (one.team_id, one.group.day) in been:
                by = self._goes(one.group.leader, one.group.day)
                walking.miss(one, reason=STOOD_BY if watches else BEEN_THERE, by=by)
                missed.add(one.pk)
        return missed

    def _problems_of(self, one: Round, drawn: Sequence[DrawnTeam]) -> dict[int, list[Problem]]:
        """At which positions what was found: for the next 期 its share of these weeks, and small things."""
        due = next((letters for letters in LETTERS if letters.on > one.done_on), None)
        lasting: list[Problem] = []
        if due is not None:
            earlier = max(
                (letters.on for letters in LETTERS if letters.number < due.number), default=due.on - 3 * _WEEK
            )
            weeks = [each for each in ROUNDS if earlier <= each.done_on < due.on]
            by_lot = [each for each in due.problems if each.kind != "absent"]
            lasting = by_lot[weeks.index(one) :: len(weeks)] if one in weeks else []
        elif one.monday == ROUNDS[-2].monday:
            lasting = [Problem(kind, text, item, stands="waiting") for kind, text, item in LEFT_OPEN]
        small = [Problem(*self._dice.pick(SETTLED)[:2], stands="settled")]
        places = self._dice.shuffled([each.position for each in drawn])
        return {place: [problem] for place, problem in zip(places, [*lasting, *small], strict=False)}

    def _record(
        self, team: Team, day: date, problems: Iterable[Problem], *, absent: Sequence[Posting] = (), **told: Any
    ) -> tuple[Team, dict[str, Any], Actor]:
        self._count += 1
        found = list(problems)
        drawn = told.get("drawn")
        leader = drawn.group.leader if drawn else self._inspectors[self._count % len(self._inspectors)]
        speaks = self._count % SAID == 0
        words = dict(zip(("member_says", "village_says", "township_says"), SAYS, strict=True)) if speaks else {}
        given = {
            "visited_on": day,
            "answers": list(self._answers({one.item for one in found if one.item}, bool(absent))),
            "absent": [one.pk for one in absent],
            "findings": [_as_found(one, absent) for one in found],
            "signed": leader.person.name,
            **words,
            **told,
        }
        return team, given, self._goes(leader, day) if drawn else self._officer(day)

    def _goes(self, leader: Inspector, day: date) -> Actor:
        """With what the group gives them while its round is under way."""
        return replace(actor_for(self._accounts[leader.person_id]), now=morning(day))

    def _answers(self, bad: set[str], is_absent: bool) -> Iterator[dict[str, Any]]:
        for item in SHIPPED_CHECKLIST:
            told: dict[str, Any] = {"item": item.key, "answer": "meets", "note": NOTES.get(item.key, "")}
            if item.key in bad or (item.key == PRESENT and is_absent):
                told |= {"answer": "not_met", "note": ""}
            elif item.key != PRESENT and self._dice.chance(PARTLY):
                told |= {"answer": "partly", "note": "差一点"}
            if item.counts:
                asked = self._dice.between(4, 6)
                agreed = {"meets": asked - self._dice.below(2), "partly": asked - 2, "not_met": 1}[told["answer"]]
                told |= {"asked": asked, "agreed": agreed, "note": ""}
            yield told

    def _afterwards(self, made: Sequence[SiteVisit], day: date) -> None:
        """Small things are settled at once; now and then somebody of the inspected speaks to a record."""
        small = {text: said for _, text, said in SETTLED}
        settled = Finding.objects.open().filter(visit__in=made, text__in=small)
        for row in settled.order_by("pk"):
            findings.settle(row, reason=small[row.text], by=self._officer(day))
        for visit in made:
            if visit.pk % EVERY_COMMENTED == 0:
                by = self._hands.of("township_organiser", visit.place_code[:9], day)
                onsite.comment(visit, text=self._dice.pick(COMMENTS), by=by)

    # ── without the lot ─────────────────────────────────────────────────────────────────────────────────────────────

    def _go_without_a_lot(self, day: date) -> None:
        told = [(one, SPOT_REASON) for one in SPOTS if one.on == day]
        calls = [self._record(self._team(one), day, one.problems, kind="spot", reason=why) for one, why in told]
        if day in ABSENT_SEEN:
            calls.append(self._again_absent(day))
        made = self._hands.carry(onsite.hand_in, calls, by=self._hands.house(self._home.code, day))
        self._afterwards(made, day)

    def _team(self, one: Seen) -> Team:
        return Team.objects.get(place_code=self._seats[one.where])

    def _again_absent(self, day: date) -> tuple[Team, dict[str, Any], Actor]:
        """It was to be put right after the first time; after the second the township proposes the recall."""
        posting = Posting.objects.get(cadre__person__name=ABSENT_WHO, until__isnull=True)
        is_first = day == ABSENT_SEEN[0]
        problem = LETTERS[-1].problems[0] if is_first else Problem("absent", STILL_ABSENT, "present", "now")
        kind, reason = ("spot", "群众打电话说队员不在村") if is_first else ("revisit", "6月9日“无故不在岗”要再看")
        team = Team.objects.get(place_code=self._seats[ABSENT_WHERE])
        return self._record(team, day, [problem], absent=[posting], kind=kind, reason=reason)


_WEEK, _DAY = timedelta(days=7), timedelta(days=1)


def _at(by: Actor, moment: time) -> Actor:
    """The same person later that day."""
    return replace(by, now=timezone.make_aware(datetime.combine(by.today, moment)))


def _as_found(one: Problem, absent: Sequence[Posting]) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": one.kind, "text": one.text, "item": one.item, "deadline_class": one.deadline}
    if one.about:
        told["about"] = one.about
    if absent:
        told["cadre"] = absent[0].cadre_id
    if one.stands in ("extended", "returned") or one.kind in ("commuting", "two_ends"):
        told["wants_revisit"] = True
    return told
