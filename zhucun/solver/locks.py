"""Locks against each other and against hard rules: each contradiction in one sentence, with the smallest set that
makes it.
"""

from collections.abc import Iterator

from zhucun.solver.problem import Candidate, Lock, Problem, Team


def lock_conflicts(problem: Problem) -> Iterator[str]:
    yield from _Locks(problem).conflicts()


class _Locks:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.person = {candidate.id: candidate for candidate in problem.candidates}
        self.team = {team.id: team for team in problem.teams}
        self.of_team: dict[str, list[Lock]] = {}
        for lock in dict.fromkeys(problem.locks):
            self.of_team.setdefault(lock.team, []).append(lock)

    def conflicts(self) -> Iterator[str]:
        yield from self._two_places()
        for lock in dict.fromkeys(self.problem.locks):
            yield from self._against_rules(self.person[lock.candidate], self.team[lock.team], lock)
        for team, locks in self.of_team.items():
            yield from self._in_one_team(self.team[team], locks)
        yield from self._beyond_caps()

    def _two_places(self) -> Iterator[str]:
        places: dict[str, dict[str, None]] = {}
        for lock in self.problem.locks:
            places.setdefault(lock.candidate, {})[lock.team] = None
        for person, teams in places.items():
            if len(teams) > 1:
                names = "、".join(self.team[team].name for team in teams)
                yield f"{self.person[person].name}同时锁定在{names}，一人只能在一支队。"

    def _against_rules(self, person: Candidate, team: Team, lock: Lock) -> Iterator[str]:
        who = f"{person.name}锁定在{team.name}"
        if not person.is_available or team.id in person.barred_from:
            yield f"{who}，但按规定不能派去。"
        if person.home and person.home in team.places:
            yield f"{who}，但老家就在那里，要回避。"
        if any(p.candidate == person.id and p.team == team.id for p in self.problem.prohibitions):
            yield f"{who}，又写了不许去{team.name}。"
        if lock.as_secretary and not person.may_be_secretary(self.problem.limits):
            yield f"{who}任第一书记，但还不够条件：正式党员和工作年限没有满。"

    def _in_one_team(self, team: Team, locks: list[Lock]) -> Iterator[str]:
        people = list(dict.fromkeys(lock.candidate for lock in locks))
        leading = list(dict.fromkeys(lock.candidate for lock in locks if lock.as_secretary))
        if len(leading) > 1:
            yield f"{team.name}锁定了 {len(leading)} 名第一书记：{self._names(leading)}，只能有一名。"
        if len(people) > team.most:
            yield f"{team.name}最多 {team.most} 人，锁定了 {len(people)} 人：{self._names(people)}。"
        if any({one, other} <= set(people) for one, other in self.problem.apart):
            yield f"{team.name}锁定的人合不到一起，松开一个再排。"
        if len(people) == team.most and not leading and not any(self._can_lead(person) for person in people):
            yield f"{team.name}的 {team.most} 个位子都锁定了，里面没有能任第一书记的人：{self._names(people)}。"

    def _can_lead(self, person: str) -> bool:
        return self.person[person].may_be_secretary(self.problem.limits)

    def _beyond_caps(self) -> Iterator[str]:
        locked = {lock.candidate for lock in self.problem.locks}
        for unit in self.problem.units:
            own = [person for person in sorted(locked) if self.person[person].unit == unit.id]
            if unit.most is not None and len(own) > unit.most:
                yield f"{unit.name}最多派 {unit.most} 人，锁定了 {len(own)} 人：{self._names(own)}。"

    def _names(self, people: list[str]) -> str:
        return "、".join(self.person[person].name for person in people)
