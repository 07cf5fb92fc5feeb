"""Small random problems with every kind of rule in them, and the best plan by trying all."""

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

from zhucun.solver.check import faults
from zhucun.solver.problem import (
    BOUND,
    FREE,
    Assignment,
    Candidate,
    Lock,
    Problem,
    Prohibition,
    Team,
    Unit,
    Weights,
)
from zhucun.solver.scoring import worth

KINDS = ("industry", "law", "finance")


def problem(seed: int, *, teams: int = 2, people: int = 6, most: int = 3) -> Problem:
    dice = Random(seed)
    units = [
        Unit(
            f"u{n}",
            f"单位{n}",
            dice.choice("ab"),
            dice.choice((0, 5, 40)),
            dice.choice((None, None, 2, 3)),
            dice.choice((1, 2)),
        )
        for n in range(3)
    ]
    rows = [_team(n, units, dice, most) for n in range(teams)]
    pool = [_person(n, units, rows, dice) for n in range(people)]
    pick = lambda things: dice.choice(things).id  # noqa: E731
    return Problem(
        *(rows, pool, units, dice.choice((BOUND, BOUND, FREE))),
        weights=_weights(dice),
        suits={"a": "poor"},
        locks=[Lock(pick(pool), pick(rows), dice.random() < 0.3)] if dice.random() < 0.3 else [],
        prohibitions=[Prohibition(pick(pool), pick(rows)) for _ in range(dice.choice((0, 0, 1, 3)))],
        apart=[(pool[0].id, pool[1].id), (pool[2].id, pool[3].id)][: dice.choice((0, 1, 2))],
    )


def _weights(dice: Random) -> Weights:
    if dice.random() < 0.4:
        return Weights(mates_apart=dice.choice((0, 7, 30)))
    return Weights(**{name: dice.choice((0, 1, 9, 40)) for name in vars(Weights())})


def _team(number: int, units: list[Unit], dice: Random, most: int) -> Team:
    upper = dice.randint(1, most)
    return Team(
        *(f"t{number}", f"队{number}", "z", (f"p{number}",), frozenset(["poor"] if dice.random() < 0.5 else [])),
        *(dice.randint(1, upper), upper, {kind: dice.randint(0, 3) for kind in dice.sample(KINDS, 2)}),
        unit=dice.choice(units).id if dice.random() < 0.6 else "",
        point=(dice.randrange(80), dice.randrange(80)) if dice.random() < 0.8 else None,
        hardness=dice.randint(1, 3),
    )


def _person(number: int, units: list[Unit], teams: list[Team], dice: Random) -> Candidate:
    return Candidate(
        *(f"c{number}", f"甲{number}", dice.choice(units).id if dice.random() < 0.9 else "", dice.randint(25, 58)),
        rural_months=dice.choice((0, 6, 20, 50)),
        party_months=dice.choice((None, 6, 40, 90)),
        work_months=dice.choice((12, 60, 90)),
        skills=frozenset(dice.sample(KINDS, dice.randint(0, 2))),
        suitability=dice.randint(0, 10),
        home=dice.choice(("", "", "p0", "p1")),
        point=(dice.randrange(80), dice.randrange(80)) if dice.random() < 0.8 else None,
        team=dice.choice(("", dice.choice(teams).id)),
        is_secretary=dice.random() < 0.3,
        is_available=dice.random() < 0.95,
        barred_from=frozenset([dice.choice(teams).id] if dice.random() < 0.1 else []),
    )


def best_by_trying_all(problem: Problem) -> int | None:
    """The worth of the best legal plan; None where there is none. Knows rules and wishes only from checker and
    scoring.
    """
    totals = (worth(problem, plan).total for plan in _plans(problem) if not faults(problem, plan))
    return max(totals, default=None)


def _plans(problem: Problem) -> Iterator[Assignment]:
    """Left out are only those without a first secretary, or whose unit sends nobody: no checker would let them pass."""
    unit_of = {c.id: c.unit for c in problem.candidates}
    fit = {c.id for c in problem.candidates if c.may_be_secretary(problem.limits)}
    for members in _memberships([c.id for c in problem.candidates], list(problem.teams)):
        seats = {person: team.id for team, people in zip(problem.teams, members, strict=True) for person in people}
        takers = [
            sorted({unit_of[person] for person in people} - {""}) if problem.mode == BOUND and not team.unit else [""]
            for team, people in zip(problem.teams, members, strict=True)
        ]
        for leads in product(*(fit & set(people) for people in members)):
            secretaries = {team.id: lead for team, lead in zip(problem.teams, leads, strict=True)}
            for chosen in product(*takers):
                taken = {team.id: unit for team, unit in zip(problem.teams, chosen, strict=True) if unit}
                yield Assignment(seats, secretaries, taken)


def _memberships(people: list[str], teams: list[Team]) -> Iterator[list[tuple[str, ...]]]:
    if not teams:
        yield []
        return
    for size in range(teams[0].least, teams[0].most + 1):
        for members in combinations(people, size):
            for rest in _memberships([person for person in people if person not in members], teams[1:]):
                yield [members, *rest]
