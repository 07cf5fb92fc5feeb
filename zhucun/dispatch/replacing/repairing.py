"""When some leave: the fewest moves that keep every rule, with the proof; and the cases that such a plan opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.dispatch.replacing.ranking import problem_of_today
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.workbench import words
from zhucun.policy.profile import PolicyProfile
from zhucun.solver import conflicts
from zhucun.solver.explain import reasons
from zhucun.solver.problem import Assignment, Problem
from zhucun.solver.repair import Move, Repaired, after_leaving, least_change


@dataclass(frozen=True)
class Line:
    """Somebody who moves or is called in, and why they."""

    cadre: int
    name: str
    unit: str
    out_of: str
    to: str
    team: int
    leads: bool
    reasons: Sequence[str] = ()


@dataclass(frozen=True)
class Plan:
    """`proof` says how sure it is that fewer moves would not do; `trouble` why there is no plan."""

    moves: Sequence[Line] = ()
    called_in: Sequence[Line] = ()
    proof: str = ""
    trouble: Sequence[str] = ()

    @property
    def takers(self) -> dict[int, list[Line]]:
        """Team → who comes to it."""
        found: dict[int, list[Line]] = {}
        for line in (*self.moves, *self.called_in):
            found.setdefault(line.team, []).append(line)
        return found


def today_of(problem: Problem) -> Assignment:
    seated = [one for one in problem.candidates if one.team in problem.team_at]
    return Assignment({one.id: one.team for one in seated}, {one.team: one.id for one in seated if one.is_secretary})


def plan_for(leaving: Sequence[Posting], actor: Actor, profile: PolicyProfile) -> Plan:
    return plan_of(problem_of_today(actor, profile), [f"c{posting.cadre_id}" for posting in leaving])


def plan_of(problem: Problem, gone: Sequence[str]) -> Plan:
    today = today_of(problem)
    if trouble := conflicts.in_words(after_leaving(problem, today, gone)):
        return Plan(trouble=trouble)
    repaired = least_change(problem, today, gone)
    if not repaired.found.is_legal:
        return Plan(trouble=conflicts.left_open(problem, repaired.found.broken))
    return _told(after_leaving(problem, today, gone), repaired)


def _told(problem: Problem, repaired: Repaired) -> Plan:
    said = reasons(problem, repaired.found.assignment).of_person
    names = {team.id: team.name for team in problem.teams}
    units = {unit.id: unit.name for unit in problem.units}
    people = {one.id: one for one in problem.candidates}
    leads = set(repaired.found.assignment.secretaries.values())

    def line(move: Move) -> Line:
        one = people[move.person]
        return Line(
            int(one.id[1:]),
            one.name,
            units.get(one.unit, ""),
            names.get(move.out_of, ""),
            names.get(move.to, ""),
            int(move.to[1:]) if move.to else 0,
            one.id in leads,
            words.plain(said.get(one.id, ())),
        )

    moves, called = ([line(move) for move in some] for some in (repaired.moves, repaired.called_in))
    return Plan(moves, sorted(called, key=lambda one: one.to), proof_of(repaired))


def proof_of(repaired: Repaired) -> str:
    count = len(repaired.moves)
    if count == 0:
        return "在队的人一个也不用动：补上的人就能让每条硬规矩都成立。这是能证明的最少。"
    if repaired.is_proven:
        return f"要动 {count} 个在队的人。已经证明：少动一个，就有硬规矩守不住。"
    if repaired.fewest is None:
        return f"要动 {count} 个在队的人；还没有证明这是最少。"
    gap = count - repaired.fewest
    return f"要动 {count} 个在队的人；能证明的是至少要动 {repaired.fewest} 个，中间差 {gap} 个还不知道。"
