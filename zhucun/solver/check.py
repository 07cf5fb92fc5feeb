"""Checks a plan against every hard rule, person by person, without the arrays and programmes that made it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.solver.problem import BOUND, Assignment, Candidate, Problem, Team


@dataclass(frozen=True)
class Fault:
    """A hard rule that a plan breaks, where, and in words. What must stay unsaid (R-SEL-08) is not in the words."""

    rule: str
    sentence: str
    team: str = ""
    person: str = ""


def faults(problem: Problem, assignment: Assignment) -> list[Fault]:
    checker = _Checker(problem, assignment)
    return [*checker.people(), *checker.teams(), *checker.units(), *checker.locks()]


class _Checker:
    def __init__(self, problem: Problem, assignment: Assignment) -> None:
        self.problem, self.assignment = problem, assignment
        self.candidate = {candidate.id: candidate for candidate in problem.candidates}
        self.team = {team.id: team for team in problem.teams}
        self.unit = {unit.id: unit for unit in problem.units}
        self.members = assignment.members()
        self.prohibited = {(p.candidate, p.team) for p in problem.prohibitions}

    def people(self) -> Iterator[Fault]:
        for person, place in self.assignment.seats.items():
            if person not in self.candidate:
                yield Fault("unknown", f"没有编号为 {person} 的人。", place, person)
            elif place not in self.team:
                yield Fault("unknown", f"没有编号为 {place} 的队。", place, person)
            elif why := self._may_not_sit(self.candidate[person], self.team[place]):
                yield Fault("seat", f"{self.candidate[person].name}不能到{self.team[place].name}{why}。", place, person)

    def _may_not_sit(self, candidate: Candidate, team: Team) -> str:
        """ "" where they may. Why somebody is not available or barred is nobody's business here."""
        if candidate.home and candidate.home in team.places:
            return "：老家在这里，要回避"
        if (candidate.id, team.id) in self.prohibited:
            return "：已经定了不去"
        is_barred = not candidate.is_available or team.id in candidate.barred_from
        return "，不在可派之列" if is_barred else ""

    def teams(self) -> Iterator[Fault]:
        for team in self.problem.teams:
            members = [self.candidate[m] for m in self.members.get(team.id, []) if m in self.candidate]
            if len(members) < team.least:
                yield Fault("short", f"{team.name}要 {team.least} 人，只有 {len(members)} 人。", team.id)
            if len(members) > team.most:
                yield Fault("over", f"{team.name}最多 {team.most} 人，排了 {len(members)} 人。", team.id)
            yield from self._first_secretary(team, members)
            yield from self._unit_behind(team, members)
            yield from self._kept_apart(team, members)

    def _first_secretary(self, team: Team, members: list[Candidate]) -> Iterator[Fault]:
        name = self.assignment.secretaries.get(team.id)
        secretary = self.candidate.get(name) if name else None
        if secretary is None or secretary not in members:
            yield Fault("leaderless", f"{team.name}没有第一书记。", team.id)
        elif not secretary.may_be_secretary(self.problem.limits):
            yield Fault("leaderless", f"{secretary.name}还不够任第一书记的条件。", team.id, secretary.id)

    def _unit_behind(self, team: Team, members: list[Candidate]) -> Iterator[Fault]:
        if self.problem.mode != BOUND or not (team.unit or self.problem.units):
            return
        unit = team.unit or self.assignment.backers.get(team.id, "")
        if unit not in self.unit:
            yield Fault("unsent", f"{team.name}还没有后盾单位。", team.id)
        elif all(member.unit != unit for member in members):
            yield Fault("unsent", f"{team.name}没有后盾单位{self.unit[unit].name}自己的人。", team.id)

    def _kept_apart(self, team: Team, members: list[Candidate]) -> Iterator[Fault]:
        here = {member.id for member in members}
        if any({one, other} <= here for one, other in self.problem.apart):
            yield Fault("apart", f"{team.name}的人员组合要调一调。", team.id)

    def units(self) -> Iterator[Fault]:
        sent = Counter(self.candidate[p].unit for p in self.assignment.seats if p in self.candidate)
        bound = Counter(team.unit for team in self.problem.teams if team.unit)
        taken = Counter(self.assignment.backers.values())
        for unit in self.problem.units:
            if unit.most is not None and sent[unit.id] > unit.most:
                yield Fault("cap", f"{unit.name}最多派 {unit.most} 人，排了 {sent[unit.id]} 人。")
            if self.problem.mode == BOUND and taken[unit.id] + bound[unit.id] > unit.may_take:
                yield Fault("taking", f"{unit.name}最多做 {unit.may_take} 支队的后盾。")

    def locks(self) -> Iterator[Fault]:
        for lock in self.problem.locks:
            is_there = self.assignment.seats.get(lock.candidate) == lock.team
            leads = self.assignment.secretaries.get(lock.team) == lock.candidate
            if not is_there or (lock.as_secretary and not leads):
                who, where = self.candidate[lock.candidate].name, self.team[lock.team].name
                yield Fault(
                    "lock",
                    f"{who}定了在{where}{'任第一书记' if lock.as_secretary else ''}，没有排上。",
                    lock.team,
                    lock.candidate,
                )
