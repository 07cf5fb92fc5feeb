"""What a change of hands would do, said before it is decided; and which changes would do a team good."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhucun.solver.check import Fault, faults
from zhucun.solver.problem import Assignment, Candidate, Problem
from zhucun.solver.scoring import Scoring, Term

SUGGESTED = 5


@dataclass(frozen=True)
class Swap:
    """`one` and `other` change places; who had no seat takes the other's, and the other goes without."""

    one: str
    other: str


@dataclass(frozen=True)
class Effect:
    """`gained` and `lost` are terms that come and go; `faults` are hard rules that would newly be broken."""

    swap: Swap
    after: Assignment
    points: int
    gained: Sequence[Term] = field(default_factory=list)
    lost: Sequence[Term] = field(default_factory=list)
    faults: Sequence[Fault] = field(default_factory=list)

    @property
    def is_legal(self) -> bool:
        return not self.faults


def effects(problem: Problem, assignment: Assignment, swap: Swap) -> Effect:
    """Costs no more than the teams and units it touches, whatever the size of the county."""
    swapping = Swapping(problem, assignment)
    after = swapping.after(swap)
    before_terms, after_terms = swapping.terms(assignment, swap), swapping.terms(after, swap)
    gained, lost = _differences(before_terms, after_terms)
    there = {(fault.rule, fault.team, fault.person) for fault in swapping.faults(assignment, swap)}
    new = [fault for fault in swapping.faults(after, swap) if (fault.rule, fault.team, fault.person) not in there]
    return Effect(
        swap, after, sum(t.points for t in after_terms) - sum(t.points for t in before_terms), gained, lost, new
    )


def suggest(problem: Problem, assignment: Assignment, team: str, most: int = SUGGESTED) -> list[Effect]:
    """The best legal changes of one member of the team, best first; those that only cost are left out."""
    swapping = Swapping(problem, assignment)
    ranked = sorted(swapping.gains(team), key=lambda found: (-found[0], found[1].one, found[1].other))
    found: list[Effect] = []
    for points, swap in ranked:
        if points <= 0 or len(found) == most:
            break
        effect = effects(problem, assignment, swap)
        if effect.is_legal:
            found.append(effect)
    return found


def _differences(before: Sequence[Term], after: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """What is better and what is worse, each as its change in points; what stays the same is left out."""
    change: dict[Term, int] = {}
    for sign, terms in ((-1, before), (1, after)):
        for term in terms:
            key = replace(term, points=0)
            change[key] = change.get(key, 0) + sign * term.points
    changed = [replace(term, points=points) for term, points in change.items() if points]
    return [term for term in changed if term.points > 0], [term for term in changed if term.points < 0]


class Swapping:
    """A plan and its points, ready to be asked about many changes."""

    def __init__(self, problem: Problem, assignment: Assignment) -> None:
        self.problem, self.assignment = problem, assignment
        self.scoring = Scoring(problem)
        self.members = assignment.members()
        self.locked = {lock.candidate for lock in problem.locks}
        self.sent = Counter(self.scoring.candidate[person].unit for person in assignment.seats)
        self.points_today: dict[str, int] = {}

    def after(self, swap: Swap) -> Assignment:
        seats = dict(self.assignment.seats)
        here, there = seats.pop(swap.one, None), seats.pop(swap.other, None)
        seats |= {person: team for person, team in ((swap.one, there), (swap.other, here)) if team is not None}
        secretaries = dict(self.assignment.secretaries)
        for team, comes, goes in ((here, swap.other, swap.one), (there, swap.one, swap.other)):
            if team is not None and secretaries.get(team) == goes:
                members = [*(m for m in self.members[team] if m != goes), comes]
                secretaries.pop(team)
                if (leads := self._best_lead(team, members)) is not None:
                    secretaries[team] = leads
        return Assignment(seats, secretaries, self.assignment.backers)

    def _best_lead(self, team: str, members: Sequence[str]) -> str | None:
        fit = [m for m in members if self.scoring.candidate[m].may_be_secretary(self.problem.limits)]
        return max(fit, key=lambda m: (self._as_lead(team, self.scoring.candidate[m]), m), default=None)

    def _as_lead(self, team: str, candidate: Candidate) -> int:
        return sum(term.points for term in self.scoring.seat(candidate, self.scoring.team_of[team], leads=True))

    def terms(self, assignment: Assignment, swap: Swap) -> list[Term]:
        """Of the teams and units that the change touches."""
        teams = self._touched(swap)
        members = self._members_of(assignment, teams)
        found = [
            term
            for team in teams
            for term in self.scoring.team(
                team, members[team], assignment.secretaries.get(team), assignment.backers.get(team)
            )
        ]
        units = {self.scoring.candidate[person].unit for person in (swap.one, swap.other)}
        return [*found, *(term for term in self.scoring.units(assignment.seats) if term.unit in units)]

    def _touched(self, swap: Swap) -> list[str]:
        here = (self.assignment.seats.get(person) for person in (swap.one, swap.other))
        return list(dict.fromkeys(team for team in here if team is not None))

    @staticmethod
    def _members_of(assignment: Assignment, teams: Sequence[str]) -> Mapping[str, list[str]]:
        members: dict[str, list[str]] = {team: [] for team in teams}
        for person, team in assignment.seats.items():
            if team in members:
                members[team].append(person)
        return members

    def faults(self, assignment: Assignment, swap: Swap) -> list[Fault]:
        """Only the teams and locks touched are looked at, and the units' limits."""
        teams = set(self._touched(swap))
        part = replace(
            self.problem,
            teams=[team for team in self.problem.teams if team.id in teams],
            locks=[lock for lock in self.problem.locks if lock.team in teams],
            units=[replace(unit, may_take=len(self.problem.teams)) for unit in self.problem.units],
        )
        kept = {person: team for person, team in assignment.seats.items() if team in teams}
        found = [fault for fault in faults(part, replace(assignment, seats=kept)) if fault.rule != "cap"]
        return [*found, *self._caps(assignment, swap)]

    def _caps(self, assignment: Assignment, swap: Swap) -> Iterator[Fault]:
        units = {self.scoring.candidate[person].unit for person in (swap.one, swap.other)}
        whole = replace(self.problem, teams=[], locks=[], units=[u for u in self.problem.units if u.id in units])
        return (fault for fault in faults(whole, assignment) if fault.rule == "cap")

    def gains(self, team: str, among: Sequence[Candidate] | None = None) -> Iterator[tuple[int, Swap]]:
        """Points of each change of a member, without regard to hard rules of the whole; locked people stay where they
        are. `among` are those who may come, all of them when left out.
        """
        for member in self.members.get(team, []):
            for candidate in self.problem.candidates if among is None else among:
                other = candidate.id
                is_open = candidate.is_available and self.assignment.seats.get(other) != team
                if is_open and not {member, other} & self.locked:
                    swap = Swap(member, other)
                    yield self._points(swap), swap

    def _points(self, swap: Swap) -> int:
        """As in `effects`, with what does not change looked up: a team's suggestions are the best of thousands."""
        after = self.after(swap)
        points = 0
        for team in self._touched(swap):
            goes, comes = (
                (swap.one, swap.other) if self.assignment.seats.get(swap.one) == team else (swap.other, swap.one)
            )
            members = [*(member for member in self.members[team] if member != goes), comes]
            points += self._team_points(team, members, after) - self._team_points_today(team)
        return points + self._fairness(swap)

    def _team_points_today(self, team: str) -> int:
        if team not in self.points_today:
            self.points_today[team] = self._team_points(team, self.members.get(team, []), self.assignment)
        return self.points_today[team]

    def _team_points(self, team: str, members: Sequence[str], plan: Assignment) -> int:
        return sum(
            t.points for t in self.scoring.team(team, members, plan.secretaries.get(team), plan.backers.get(team))
        )

    def _fairness(self, swap: Swap) -> int:
        """Only when one of the two had no seat does any unit send more or less."""
        seated = [person for person in (swap.one, swap.other) if person in self.assignment.seats]
        if len(seated) != 1:
            return 0
        goes, comes = (
            self.scoring.candidate[p].unit for p in (seated[0], swap.other if seated[0] == swap.one else swap.one)
        )
        if goes == comes:
            return 0
        shares, weight = self.problem.shares, self.problem.weights.fair_share
        gained = weight if goes in shares and self.sent[goes] > shares[goes] else 0
        lost = weight if comes in shares and self.sent[comes] >= shares[comes] else 0
        return gained - lost
