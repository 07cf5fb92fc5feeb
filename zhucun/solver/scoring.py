"""What a plan is worth, wish by wish: written a second time, in plain words, beside the arrays that the search uses."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

from zhucun.solver.problem import BOUND, FREE_KM, KM_STEP, Assignment, Candidate, Problem, Team


@dataclass(frozen=True)
class Term:
    """One wish of one person, team or unit and its points: what is met adds, what is missed takes away."""

    wish: str
    points: int
    team: str = ""
    person: str = ""
    unit: str = ""
    detail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scored:
    terms: Sequence[Term]

    @property
    def total(self) -> int:
        return sum(term.points for term in self.terms)

    def of_team(self, team: str) -> list[Term]:
        return [term for term in self.terms if term.team == team]

    def of_person(self, person: str) -> list[Term]:
        return [term for term in self.terms if term.person == person]


def worth(problem: Problem, assignment: Assignment) -> Scored:
    scoring, members = Scoring(problem), assignment.members()
    terms = [
        term
        for team in problem.teams
        for term in scoring.team(
            team.id, members.get(team.id, []), assignment.secretaries.get(team.id), assignment.backers.get(team.id)
        )
    ]
    return Scored([*terms, *scoring.units(assignment.seats)])


class Scoring:
    """Teams and units one by one, so that a change costs no more than the teams it touches."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.weights = problem, problem.weights
        self.candidate = {candidate.id: candidate for candidate in problem.candidates}
        self.team_of = {team.id: team for team in problem.teams}
        self.kind_of = {unit.id: unit.kind for unit in problem.units}

    def team(self, team_id: str, members: Sequence[str], secretary: str | None, backer: str | None) -> Iterator[Term]:
        team, people = self.team_of[team_id], [self.candidate[member] for member in members]
        for person in people:
            yield from self.seat(person, team, leads=person.id == secretary)
        yield from self._sides(team, people)
        yield from self._mates(team, people)
        if backer and not team.unit and self.problem.mode == BOUND:
            yield Term("own_unit", self.weights.own_unit, team.id, unit=backer)
            if self.suits_unit(backer, team):
                yield Term("unit_kind", self.weights.unit_kind, team.id, unit=backer)

    def seat(self, person: Candidate, team: Team, *, leads: bool) -> Iterator[Term]:
        weights, here = self.weights, (team.id, person.id)
        met = sorted(person.skills & team.needs.keys())
        if points := weights.skill * sum(team.needs[kind] for kind in met):
            yield Term("skill", points, *here, detail=tuple(met))
        if self.suits_unit(person.unit, team):
            yield Term("unit_kind", weights.unit_kind, *here)
        if team.unit and person.unit == team.unit:
            yield Term("own_unit", weights.own_unit, *here)
        if steps := self.steps_away(person, team):
            yield Term("distance", -weights.distance * steps, *here)
        if person.team == team.id:
            yield Term("stay", weights.stay, *here)
        if leads:
            yield Term("secretary", weights.secretary * person.suitability * team.hardness, *here)
            if person.team == team.id and person.is_secretary:
                yield Term("stay_secretary", weights.stay_secretary, *here)

    def suits_unit(self, unit: str, team: Team) -> bool:
        return self.problem.suits.get(self.kind_of.get(unit, ""), "") in team.kinds

    @staticmethod
    def steps_away(person: Candidate, team: Team) -> int:
        """Each ten kilometres beyond the first twenty."""
        if person.point is None or team.point is None:
            return 0
        square = (person.point[0] - team.point[0]) ** 2 + (person.point[1] - team.point[1]) ** 2
        return max(0, isqrt(square) - FREE_KM) // KM_STEP

    def _sides(self, team: Team, people: Sequence[Candidate]) -> Iterator[Term]:
        limits, weights = self.problem.limits, self.weights
        sides = {
            "old": (weights.old_young, any(p.age >= limits.old_age for p in people)),
            "young": (weights.old_young, any(p.age < limits.young_age for p in people)),
            "deep": (weights.deep_shallow, any(p.rural_months >= limits.deep_months for p in people)),
            "shallow": (weights.deep_shallow, any(p.rural_months < limits.shallow_months for p in people)),
        }
        for side, (points, is_there) in sides.items():
            yield Term(side, 0 if is_there else -points, team.id)

    def _mates(self, team: Team, people: Sequence[Candidate]) -> Iterator[Term]:
        """Members beyond the first of one unit, the team's own left aside."""
        known = self.kind_of.keys()
        for unit, count in Counter(p.unit for p in people if p.unit in known and p.unit != team.unit).items():
            if count > 1:
                yield Term("mates_apart", -self.weights.mates_apart * (count - 1), team.id, unit=unit)

    def units(self, seats: Iterable[str]) -> Iterator[Term]:
        sent = Counter(self.candidate[person].unit for person in seats)
        for unit, share in self.problem.shares.items():
            if sent[unit] > share:
                yield Term("fair_share", -self.weights.fair_share * (sent[unit] - share), unit=unit)
