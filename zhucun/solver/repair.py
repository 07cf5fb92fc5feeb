"""Some leave, or a rule is broken: the fewest moves that put everything right, proven; then, at so many moves, the
best fit.

A move is somebody who serves today, could go on, and does not stay in the same team. Whoever is called in for an
empty seat is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhucun.solver.found import Effort, Found
from zhucun.solver.problem import Assignment, Candidate, Problem, Weights
from zhucun.solver.scoring import worth

FEWEST = 1_000  # what staying is worth where moves count before anything else
MENU = (FEWEST, 60, 20, 6, 0)


@dataclass(frozen=True)
class Move:
    """`to` is "" of somebody who is left without a seat, `out_of` of somebody who is called in."""

    person: str
    out_of: str
    to: str


@dataclass(frozen=True)
class Repaired:
    """`fewest` is proven: no plan that keeps the rules has fewer moves; None where only `moves` are known to do."""

    found: Found
    moves: Sequence[Move]
    called_in: Sequence[Move]
    fit: int
    fewest: int | None

    @property
    def is_proven(self) -> bool:
        return self.fewest == len(self.moves)


def least_change(problem: Problem, today: Assignment, leaving: Sequence[str], effort: Effort | None = None) -> Repaired:
    repaired = at_price(problem, today, leaving, FEWEST, effort)
    return replace(repaired, fewest=_fewest(problem, today, leaving, repaired, effort))


def menu(
    problem: Problem, today: Assignment, leaving: Sequence[str] = (), effort: Effort | None = None
) -> list[Repaired]:
    """Moves against fit: from as few moves as possible to the best fit whatever it moves; equal lines stand once."""
    lines: list[Repaired] = []
    for price in MENU:
        line = at_price(problem, today, leaving, price, effort)
        if all((len(line.moves), line.fit) != (len(other.moves), other.fit) for other in lines):
            lines.append(line)
    return lines


def _best(problem: Problem, effort: Effort | None) -> Found:
    from zhucun.solver.search import form_teams  # noqa: PLC0415  with numpy and HiGHS: most servers never search

    return form_teams(problem, effort)


def at_price(
    problem: Problem, today: Assignment, leaving: Sequence[str], price: int, effort: Effort | None = None
) -> Repaired:
    """The best plan when each move costs so many points; its fit is counted without them."""
    asked = after_leaving(problem, today, leaving)
    found = _best(replace(asked, weights=replace(asked.weights, stay=price)), effort)
    fit = worth(replace(asked, weights=replace(asked.weights, stay=0)), found.assignment).total
    moves, called_in = moves_between(asked, today, found.assignment)
    return Repaired(found, moves, called_in, fit, None)


def after_leaving(problem: Problem, today: Assignment, leaving: Sequence[str]) -> Problem:
    """The problem as it stands when these have left: who serves where is read from the plan of today."""
    leads = {(person, team) for team, person in today.secretaries.items()}
    gone = set(leaving)

    def now(candidate: Candidate) -> Candidate:
        team = today.seats.get(candidate.id, "")
        is_available = candidate.is_available and candidate.id not in gone
        return replace(candidate, team=team, is_secretary=(candidate.id, team) in leads, is_available=is_available)

    backers = today.backers
    return replace(
        problem,
        candidates=[now(candidate) for candidate in problem.candidates],
        teams=[replace(team, unit=team.unit or backers.get(team.id, "")) for team in problem.teams],
        locks=[lock for lock in problem.locks if lock.candidate not in gone],
    )


def moves_between(problem: Problem, today: Assignment, then: Assignment) -> tuple[list[Move], list[Move]]:
    """Moves of those who could stay; and those who are called in."""
    stays = {candidate.id for candidate in problem.candidates if candidate.is_available}
    moves = [
        Move(person, team, then.seats.get(person, ""))
        for person, team in today.seats.items()
        if person in stays and then.seats.get(person) != team
    ]
    called_in = [Move(person, "", team) for person, team in then.seats.items() if person not in today.seats]
    return moves, called_in


def _fewest(
    problem: Problem, today: Assignment, leaving: Sequence[str], repaired: Repaired, effort: Effort | None
) -> int | None:
    """The least number of moves of any legal plan: none is trivially least; else nothing but staying is counted."""
    if not repaired.found.is_legal:
        return None
    if not repaired.moves:
        return 0
    asked = after_leaving(problem, today, leaving)
    nothing = Weights(**dict.fromkeys(vars(Weights()), 0))
    found = _best(replace(asked, weights=replace(nothing, stay=1)), effort)
    could_stay = sum(candidate.is_available and bool(candidate.team) for candidate in asked.candidates)
    return could_stay - found.bound if found.is_legal else None
