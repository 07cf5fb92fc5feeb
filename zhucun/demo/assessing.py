"""Quarterly assessment of members: the scheme, 一季度 from scores to what followed, 二季度 as it stands."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands, grouped
from zhucun.demo.invented import Dice
from zhucun.demo.invented_overseen import QUARTER, YEAR
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.story import NAMES
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.assessment import deciding, passing
from zhucun.oversight.assessment import opening as cycles
from zhucun.oversight.assessment import rating as scores
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.reading import parts_of, standing_of
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED
from zhucun.oversight.rating import acts as voting
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.rules import Grade, SchemeRules
from zhucun.oversight.yearly import acts as yearly

HeadOf = Callable[[Unit, date], Actor]
SEED, NOW_QUARTER, MONTHS_NOW = 19, "2022-Q2", ("2022-04", "2022-05", "2022-06")
SCHEME_ON, YEAR_SETTLED_ON = date(2022, 1, 10), date(2022, 1, 28)
YEAR_OPENED, YEAR_SCORED, YEAR_DECIDED, YEAR_CLOSED = (date(2022, 1, day) for day in (4, 11, 13, 24))
VOTED, OPENED, BY_UNITS, BY_TOWNSHIPS = (date(2022, 3, day) for day in (24, 28, 30, 31))
DECIDED, CLOSED = date(2022, 4, 7), date(2022, 4, 15)
VOTED_NOW, OPENED_NOW, BY_UNITS_NOW, BY_TOWNSHIPS_NOW, DECIDED_NOW = (date(2022, 7, day) for day in (1, 1, 6, 7, 8))
BASIS, YEAR_BASIS = "青驻办发〔2022〕5号", "青驻办发〔2021〕31号"
YEAR_POINTS, WHY_OF_YEAR = (78, 97), "按全年平时掌握的情况评。"
FAIR, FAIR_NOW, FAIR_TOTAL = 19, 14, 6450  # so many get 一般, and so many of this quarter would, at about so much
STILL_TO_RATE = ("990126104", "990126113", "990126117")  # townships that have not scored the second quarter
UNITS_TO_RATE = 11  # one unit in so many has not either
FAR_FROM_FULL = 9100
WHY = (
    "事情在做，主动性还差一些。",
    "到户少，群众说不全他的名字。",
    "交办的事要催。",
    "单位里还有事牵着，心没有全在村里。",
)
WHY_FAIR = ("对驻村不上心，交办的事一拖再拖，组里不认得。", "在村不办事，问了几户都说没有见过他上门。")
BALLOTS = {"village_cadre": 6, "party_member": 8, "household": 14}


class Assessing:
    """`on(day)` does what office, units and townships did for the two quarters on it."""

    def __init__(self, home: Place, hands: Hands, people: PeopleOf, head_of: HeadOf) -> None:
        self._home, self._hands, self._people, self._head_of = home, hands, people, head_of
        self._dice = Dice(SEED)
        self._steps: dict[date, list[Callable[[date], None]]] = {}
        for day, step in (
            (YEAR_OPENED, self._open_year),
            (SCHEME_ON, self._put_in_force),
            (YEAR_SCORED, self._score_year),
            (YEAR_DECIDED, self._decide_year),
            (YEAR_CLOSED, self._close_year),
            (YEAR_SETTLED_ON, self._settle_year),
            (VOTED, lambda day: self._vote(QUARTER, day)),
            (OPENED, lambda day: self._open(QUARTER, day)),
            (BY_UNITS, lambda day: self._by_units(QUARTER, day)),
            (BY_TOWNSHIPS, lambda day: self._by_townships(QUARTER, day)),
            (DECIDED, self._decide),
            (CLOSED, self._close),
            (VOTED_NOW, lambda day: self._vote(NOW_QUARTER, day)),
            (OPENED_NOW, lambda day: self._open(NOW_QUARTER, day)),
            (BY_UNITS_NOW, lambda day: self._by_units(NOW_QUARTER, day)),
            (BY_TOWNSHIPS_NOW, lambda day: self._by_townships(NOW_QUARTER, day)),
            (DECIDED_NOW, self._decide_some),
        ):
            self._steps.setdefault(day, []).append(step)

    @property
    def days(self) -> set[date]:
        return set(self._steps)

    def on(self, day: date) -> None:
        for step in self._steps.get(day, ()):
            step(day)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    # ── what it goes by ─────────────────────────────────────────────────────────────────────────────────────────────

    def _put_in_force(self, day: date) -> None:
        self._enforce("quarter", BASIS, day)

    def _enforce(self, cycle: str, basis: str, day: date) -> None:
        scheme = schemes.draft(self._home, object_kind="person", cycle=cycle, by=self._officer(day))
        leader = self._hands.of("county_office_leader", self._home.code, day)
        schemes.enforce(scheme, basis=basis, by=leader)

    # ── the year before ─────────────────────────────────────────────────────────────────────────────────────────────

    def _open_year(self, day: date) -> None:
        self._enforce("year", YEAR_BASIS, day)
        cycles.open_cycle(self._home, object_kind="person", cycle="year", period=YEAR, by=self._officer(day))

    def _score_year(self, day: date) -> None:
        """By all three sides; with dice of its own, so that the quarters stay what they are."""
        dice, sheets, office = Dice(SEED + 1), self._sheets(YEAR), self._officer(day)
        heads = {one.unit_id: one.unit for one in sheets}
        hands = {key: self._head_of(unit, day) for key, unit in sorted(heads.items())}
        calls = []
        for sheet in sheets:
            organiser = self._hands.of("township_organiser", sheet.place_code[:9], day)
            for rater, by in (("office", office), ("township", organiser), ("unit", hands[sheet.unit_id])):
                points = 100 * dice.between(*YEAR_POINTS)
                calls.append((sheet, {"rater": rater, "hundredths": points, "why": WHY_OF_YEAR}, by))
        self._hands.carry(scores.rate, calls, by=self._hands.house(self._home.code, day))

    def _decide_year(self, day: date) -> None:
        by, cycle = self._officer(day), self._cycle(YEAR)
        self._agree(cycle, by)
        passing.stop_rating(cycle, by=by)
        passing.publish(self._cycle(YEAR), by=by)

    def _close_year(self, day: date) -> None:
        passing.close(self._cycle(YEAR), by=self._officer(day))

    def _settle_year(self, day: date) -> None:
        yearly.settle(self._home, year=int(YEAR), by=self._officer(day))

    # ── voices ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _vote(self, quarter: str, day: date) -> None:
        """Of the teams of whom people speak ill, a meeting; of as many others, too."""
        poor = set(Posting.objects.filter(pk__in=self._fair[QUARTER]).values_list("team", flat=True))
        teams = list(Team.objects.as_of(day).filter(county_code=self._home.code).order_by("pk"))
        others = [one for one in teams if one.pk not in poor][:: len(teams) // FAIR]
        told = {"cycle": quarter.replace("-", ""), "kind": "meeting", "held_on": day}
        chosen = [one for one in teams if one.pk in poor] + others
        by = self._officer(day)
        rows = self._hands.do(voting.open_session, [(team, told) for team in chosen], by=by)
        rows = self._hands.do(voting.gather, [(row, {"ballots": BALLOTS}) for row in rows], by=by)
        counted = [(row, {"counts": self._counts(row, row.team_id in poor and quarter == QUARTER)}) for row in rows]
        rows = self._hands.do(voting.enter, counted, by=by)
        self._hands.do(voting.close, [(row, {}) for row in rows], by=by)

    def _counts(self, row: RatingSession, is_poor: bool) -> list[dict[str, Any]]:
        return [
            {"pile": pile.key, "topic": topic["key"], "answer": answer, "count": count}
            for pile in row.all_piles
            for topic in row.form["topics"]
            for answer, count in self._marks(pile.ballots, is_poor=is_poor).items()
        ]

    def _marks(self, ballots: int, *, is_poor: bool) -> Mapping[str, int]:
        best = self._dice.between(0, 1) if is_poor else ballots // 2 + self._dice.below(ballots // 3)
        fair = ballots // 2 if is_poor else self._dice.below(2)
        return {"good": best, "fairly_good": ballots - best - fair, "average": fair, "poor": 0}

    # ── scores ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, quarter: str, day: date) -> None:
        cycles.open_cycle(self._home, object_kind="person", cycle="quarter", period=quarter, by=self._officer(day))

    def _cycle(self, quarter: str) -> AssessmentCycle:
        return AssessmentCycle.objects.get(county_code=self._home.code, object_kind="person", period=quarter)

    def _sheets(self, quarter: str) -> list[ScoreSheet]:
        rows = ScoreSheet.objects.filter(cycle=self._cycle(quarter))
        return list(rows.select_related("unit", "posting__cadre__person").order_by("pk"))

    @cached_property
    def _fair(self) -> dict[str, set[int]]:
        """Postings that have run since before the year and of whom nothing else is told, here and there; by quarter."""
        rows = Posting.objects.filter(until__isnull=True, since__lt=date(2021, 12, 1))
        rows = rows.filter(place_code__startswith=self._home.code).exclude(cadre__person__name__in=NAMES)
        of_teams = list(dict(rows.order_by("pk").values_list("team", "pk")).values())
        apart = len(of_teams) // FAIR
        return {QUARTER: set(of_teams[3::apart][:FAIR]), NOW_QUARTER: set(of_teams[5::apart][:FAIR_NOW])}

    def _given(self, sheet: ScoreSheet, rater: str, quarter: str) -> dict[str, Any]:
        """Out of 100; far from what the records say with a line of why."""
        is_poor = sheet.posting_id in self._fair[quarter]
        parts = parts_of(self._rules, sheet.computed, {}) if is_poor else ()
        points = _to_come_to(FAIR_TOTAL, parts) if is_poor else 100 * self._dice.between(66, 92)
        why = self._dice.pick(WHY_FAIR if is_poor else WHY)
        return {"rater": rater, "hundredths": points, "why": why if points < FAR_FROM_FULL else ""}

    @cached_property
    def _rules(self) -> SchemeRules:
        return self._cycle(QUARTER).scheme.rules()

    def _by_units(self, quarter: str, day: date) -> None:
        groups = grouped(self._sheets(quarter), lambda one: one.unit_id).values()
        rated = [own for at, own in enumerate(groups, start=1) if quarter == QUARTER or at % UNITS_TO_RATE]
        hands = [(sheet, self._head_of(own[0].unit, day)) for own in rated for sheet in own]
        self._rate("unit", quarter, hands, day)

    def _by_townships(self, quarter: str, day: date) -> None:
        left = () if quarter == QUARTER else STILL_TO_RATE
        rated = [one for one in self._sheets(quarter) if not one.place_code.startswith(left or ("-",))]
        hands = [(one, self._hands.of("township_organiser", one.place_code[:9], day)) for one in rated]
        self._rate("township", quarter, hands, day)

    def _rate(self, rater: str, quarter: str, hands: Sequence[tuple[ScoreSheet, Actor]], day: date) -> None:
        calls = [(sheet, self._given(sheet, rater, quarter), by) for sheet, by in hands]
        self._hands.carry(scores.rate, calls, by=self._hands.house(self._home.code, day))

    # ── decided ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _decide(self, day: date) -> None:
        by = self._officer(day)
        cycle = cycles.collect(self._cycle(QUARTER), by=by)
        self._agree(cycle, by)
        passing.stop_rating(cycle, by=by)
        passing.publish(self._cycle(QUARTER), by=by)

    def _agree(
        self, cycle: AssessmentCycle, by: Actor, *, least: Grade = Grade.FOURTH, waits: Collection[int] = ()
    ) -> None:
        """What is proposed, where all sides have scored."""
        standing = [one for one in standing_of(cycle).values() if not one.lacking and one.proposed.grade <= least]
        standing = [one for one in standing if one.sheet.posting_id not in waits]
        self._hands.do(deciding.decide, [(one.sheet, {"grade": one.proposed.grade}) for one in standing], by=by)

    def _close(self, day: date) -> None:
        passing.close(self._cycle(QUARTER), by=self._officer(day))

    def _decide_some(self, day: date) -> None:
        """With what was locked by then; 一般 is looked at one by one, and whose June is not locked waits, too."""
        by = self._officer(day)
        self._agree(cycles.collect(self._cycle(NOW_QUARTER), by=by), by, least=Grade.SECOND, waits=self._unlocked())

    def _unlocked(self) -> set[int]:
        rows = MonthLine.objects.filter(place_code__startswith=self._home.code, month__in=MONTHS_NOW)
        return set(rows.exclude(state__in=LOCKED).values_list("posting", flat=True))


def _to_come_to(total: int, parts: Iterable[Any]) -> int:
    """What both sides would have to say so that the whole is about that."""
    held = list(parts)
    said = [one for one in held if one.score is not None]
    asked = [one.weight for one in held if not one.source and one.score is None]
    whole = sum(one.weight for one in said) + sum(asked)
    return int((total * whole - sum(one.weight * one.score for one in said)) / sum(asked)) // 100 * 100
