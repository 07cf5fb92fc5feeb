"""Assessment of teams and of units: the year before, and of teams the first quarter, from sheet to grade."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented import Dice
from zhucun.demo.invented_overseen import QUARTER, YEAR
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.assessment import deciding, passing
from zhucun.oversight.assessment import opening as cycles
from zhucun.oversight.assessment import rating as scores
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.reading import Standing, standing_of
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.rules import Grade

SEED = 37
WHY = "按平时掌握的情况评。"
NOT_ASKED = "后盾单位新换的，没有评，按两方的分定。"
LATE = "任务晚了几天，已经办成，定一般，请乡镇再看一次。"


@dataclass(frozen=True)
class Assessed:
    """One cycle: of whom, by whom it is scored, and on which days it is opened, scored, decided, closed."""

    kind: str
    cycle: str
    period: str
    basis: str
    raters: tuple[str, ...]
    days: tuple[date, date, date, date]
    points: tuple[int, int] = (86, 99)  # what is given lies between


OF_YEAR = (date(2022, 1, 5), date(2022, 1, 12), date(2022, 1, 14), date(2022, 1, 25))
OF_QUARTER = (date(2022, 3, 29), date(2022, 4, 1), date(2022, 4, 8), date(2022, 4, 18))
TEAM_RATERS = ("office", "township", "unit")
ALL = (
    Assessed("team", "year", YEAR, "青驻办发〔2021〕31号", TEAM_RATERS, OF_YEAR),
    Assessed("unit", "year", YEAR, "青驻办发〔2021〕31号", ("office",), OF_YEAR),
    Assessed("team", "quarter", QUARTER, "青驻办发〔2022〕5号", TEAM_RATERS, OF_QUARTER, (64, 90)),
)


class AssessingOthers:
    """`on(day)` does what office, townships and backing units did for these cycles on it."""

    def __init__(self, home: Place, hands: Hands, head_of: Callable[[Unit, date], Actor]) -> None:
        self._home, self._hands, self._head_of = home, hands, head_of
        self._steps: dict[date, list[Callable[[date], None]]] = {}
        for one in ALL:
            for day, step in zip(one.days, (self._open, self._score, self._decide, self._close), strict=True):
                self._steps.setdefault(day, []).append(partial(step, one))

    @property
    def days(self) -> set[date]:
        return set(self._steps)

    def on(self, day: date) -> None:
        for step in self._steps.get(day, ()):
            step(day)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    def _cycle(self, one: Assessed) -> AssessmentCycle:
        return AssessmentCycle.objects.get(county_code=self._home.code, object_kind=one.kind, period=one.period)

    def _open(self, one: Assessed, day: date) -> None:
        told = {"object_kind": one.kind, "cycle": one.cycle}
        leader = self._hands.of("county_office_leader", self._home.code, day)
        schemes.enforce(schemes.draft(self._home, **told, by=self._officer(day)), basis=one.basis, by=leader)
        cycles.open_cycle(self._home, **told, period=one.period, by=self._officer(day))

    def _score(self, one: Assessed, day: date) -> None:
        dice = Dice(SEED)
        backing = dict(TeamBacking.objects.current().values_list("team", "unit"))
        units = Unit.objects.in_bulk(set(backing.values()))
        calls = []
        for sheet in ScoreSheet.objects.filter(cycle=self._cycle(one)).order_by("pk"):
            for rater in one.raters:
                unit = units.get(backing.get(sheet.team_id, 0))
                told = {"rater": rater, "hundredths": 100 * dice.between(*one.points), "why": WHY}
                if rater != "unit" or unit is not None:
                    calls.append((sheet, told, self._hand(rater, sheet, unit, day)))
        self._hands.carry(scores.rate, calls, by=self._hands.house(self._home.code, day))

    def _hand(self, rater: str, sheet: ScoreSheet, unit: Unit | None, day: date) -> Actor:
        if rater == "unit" and unit is not None:
            return self._head_of(unit, day)
        return self._officer(day) if rater == "office" else self._organiser(sheet, day)

    def _organiser(self, sheet: ScoreSheet, day: date) -> Actor:
        return self._hands.of("township_organiser", sheet.place_code[:9], day)

    def _decide(self, one: Assessed, day: date) -> None:
        by, cycle = self._officer(day), self._cycle(one)
        calls: list[tuple[Any, dict[str, Any]]] = [
            (stands.sheet, _graded(stands)) for stands in standing_of(cycle).values()
        ]
        self._hands.do(deciding.decide, calls, by=by)
        passing.stop_rating(cycle, by=by)
        passing.publish(self._cycle(one), by=by)

    def _close(self, one: Assessed, day: date) -> None:
        passing.close(self._cycle(one), by=self._officer(day))


def _graded(stands: Standing) -> dict[str, Any]:
    """As proposed; whom one late task would bring to the lowest grade is given the one above it, with the reason."""
    proposed = stands.proposed.grade
    if proposed == Grade.FOURTH:
        return {"grade": Grade.THIRD, "reason": LATE}
    return {"grade": proposed, "reason": NOT_ASKED if stands.lacking else ""}
