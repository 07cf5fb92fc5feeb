"""A draft's stored texts as the solver's own values, and back; what follows from them is kept by draft and version."""

import uuid
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from zhucun.dispatch.formation.models import FormationPlan
from zhucun.solver import jsonform
from zhucun.solver.check import Fault, faults
from zhucun.solver.explain import Reasons, reasons
from zhucun.solver.found import Found
from zhucun.solver.problem import Assignment, Candidate, Problem, Team, Unit
from zhucun.solver.scoring import Scored, worth

MOST_KEPT = 6  # drafts a process remembers; two are compared at a time


@dataclass(frozen=True)
class Solved:
    """What a search came to. As text it is short: an audit line need not hold a county's names."""

    found: Found
    milliseconds: int
    is_stopped: bool = False

    def __str__(self) -> str:
        return f"{len(self.found.assignment.seats)} 人，{self.found.worth} 分，最多 {self.found.bound} 分"


def as_text(assignment: Assignment) -> dict[str, Any]:
    return {
        "seats": dict(assignment.seats),
        "secretaries": dict(assignment.secretaries),
        "backers": dict(assignment.backers),
    }


def assignment_of(text: dict[str, Any]) -> Assignment:
    return Assignment(text["seats"], text["secretaries"], text["backers"])


class Read:
    """A draft as the solver sees it. Everything is worked out when first asked for, and then kept."""

    def __init__(self, problem: Problem, around: dict[str, Any], now: Assignment) -> None:
        self.problem, self.around, self.now = problem, around, now
        self.suggestions: dict[Any, Any] = {}  # filled by swapping.py, by team and who is locked

    def after(self, now: Assignment) -> "Read":
        """The same draft with another plan."""
        return Read(self.problem, self.around, now)

    @cached_property
    def candidate(self) -> dict[str, Candidate]:
        return {candidate.id: candidate for candidate in self.problem.candidates}

    @cached_property
    def team(self) -> dict[str, Team]:
        return {team.id: team for team in self.problem.teams}

    @cached_property
    def unit(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.problem.units}

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Per team, the first secretary first, then by age."""
        lead = self.now.secretaries
        order = {
            team: sorted(members, key=lambda m, team=team: (lead.get(team) != m, -self.candidate[m].age, m))
            for team, members in self.now.members().items()
        }
        return {team.id: order.get(team.id, []) for team in self.problem.teams}

    @cached_property
    def missed(self) -> dict[str, set[str]]:
        """Side of a pairing → teams that lack it."""
        found: dict[str, set[str]] = {}
        for term in self.scored.terms:
            if term.points < 0 and term.team:
                found.setdefault(term.wish, set()).add(term.team)
        return found

    @cached_property
    def scored(self) -> Scored:
        return worth(self.problem, self.now)

    @cached_property
    def reasons(self) -> Reasons:
        return reasons(self.problem, self.now, self.scored)

    @cached_property
    def faults(self) -> list[Fault]:
        """Of the rules of the land; what people locked or ruled out is theirs to see to."""
        return faults(replace(self.problem, locks=(), prohibitions=()), self.now)

    def backer(self, team: str) -> str:
        return self.team[team].unit or self.now.backers.get(team, "")


def read(row: FormationPlan) -> Read:
    """The row may have been read without its heavy columns."""
    return _read(row.key, row.version)


@lru_cache(maxsize=MOST_KEPT)
def _read(key: uuid.UUID, version: int) -> Read:
    row = FormationPlan.objects.get(key=key, version=version)
    return Read(jsonform.read(row.question), row.around, assignment_of(row.now))
