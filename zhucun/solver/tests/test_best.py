"""The search against other ways to the same answer: trying all, and the whole model in one programme."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.solver import conflicts, samples
from zhucun.solver.check import faults
from zhucun.solver.columns import joined
from zhucun.solver.engine import engine
from zhucun.solver.found import Effort, Found, Progress
from zhucun.solver.listing import teams_of
from zhucun.solver.model import Model
from zhucun.solver.problem import Problem
from zhucun.solver.relaxation import Relaxation
from zhucun.solver.scoring import worth
from zhucun.solver.search import form_teams
from zhucun.solver.terms import Terms
from zhucun.solver.tests import small

SEEDS = st.integers(0, 10_000)


def is_well_put(problem: Problem) -> bool:
    return not conflicts.in_words(problem)


def holds(problem: Problem, found: Found) -> None:
    assert faults(problem, found.assignment) == []
    assert worth(problem, found.assignment).total == found.worth
    assert found.bound >= found.worth


@settings(max_examples=1000, deadline=None)
@given(SEEDS)
def test_a_tiny_plan_is_the_best_of_all_there_are(seed: int) -> None:
    problem = small.problem(seed, people=5, most=2)
    best = small.best_by_trying_all(problem)
    if not is_well_put(problem):
        assert best is None
        return

    found = form_teams(problem)

    assert found.is_legal == (best is not None)
    if found.is_legal:
        holds(problem, found)
        assert (found.worth, found.gap) == (best, 0)


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_a_small_plan_is_as_good_as_the_whole_model_solved_at_once(seed: int) -> None:
    """No second solver is a dependency: the oracle is one programme over all pairs, without bound, prices and
    columns.
    """
    problem = small.problem(seed, teams=5, people=22)
    if not is_well_put(problem):
        return

    found = form_teams(problem)

    if found.is_legal:
        holds(problem, found)
        assert (found.worth, found.gap) == (whole_model(problem), 0)


def whole_model(problem: Problem) -> int:
    terms = Terms(problem)
    highs = engine(nodes=200_000)
    highs.passModel(Model(terms, terms.may_sit).programme(is_whole=True))
    highs.run()
    return round(highs.getInfo().objective_function_value) - terms.offset


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_what_cannot_be_kept_is_said_and_nothing_else_is_broken(seed: int) -> None:
    problem = replace(small.problem(seed, teams=4, people=9), apart=[])
    if not is_well_put(problem):
        return

    found = form_teams(problem)

    assert {fault.rule for fault in faults(problem, found.assignment)} == set(found.broken)
    assert bool(conflicts.left_open(problem, found.broken)) == bool(found.broken)


def test_a_third_of_a_county_is_proven_and_the_same_every_time() -> None:
    problem = part_of(samples.county(1, 5), teams=50, people=270)

    first, second = form_teams(problem), form_teams(problem)

    holds(problem, first)
    assert first.gap == 0
    assert first == second


def test_what_is_done_for_many_teams_leads_to_the_same_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = part_of(samples.county(1, 5), teams=50, people=270)
    as_few = form_teams(problem)
    for module in ("first_prices", "master", "search"):
        monkeypatch.setattr(f"zhucun.solver.{module}.MANY", 10)

    as_many = form_teams(problem)

    holds(problem, as_many)
    assert (as_many.worth, as_many.gap) == (as_few.worth, 0)


def test_the_bound_falls_to_the_plan() -> None:
    told: list[Progress] = []
    problem = part_of(samples.county(1, 6), teams=20, people=110)

    found = form_teams(problem, tell=told.append)

    bounds = [now.bound for now in told]
    assert {now.phase for now in told} == {"bound", "plan"}
    assert (told[-1].phase, told[-1].plan, told[-1].is_legal) == ("plan", found.assignment, True)
    assert bounds == sorted(bounds, reverse=True)
    assert found.worth <= found.bound <= bounds[-1] + 1


def test_few_nodes_and_rounds_end_with_a_plan_and_a_gap_that_is_true() -> None:
    problem = part_of(samples.county(1, 7), teams=30, people=160)

    hasty, best = form_teams(problem, Effort(nodes=1, rounds=4)), form_teams(problem)

    holds(problem, hasty)
    assert hasty.worth <= best.worth <= hasty.bound


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    form_teams(small.problem(3))

    assert capfd.readouterr().out == ""


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_best_team_of_the_table_is_the_best_by_trying_all(seed: int) -> None:
    problem = replace(small.problem(seed, teams=2, people=7), apart=[], locks=[])
    problem = replace(problem, weights=replace(problem.weights, mates_apart=0))
    terms = Terms(problem)
    relaxation = Relaxation(terms)
    dice = Random(seed)
    prices = relaxation.master.no_prices()
    prices.people[:] = [dice.randrange(60) for _ in range(terms.people)]

    bound = relaxation.price(prices)

    for team in range(terms.teams):
        people = np.flatnonzero(terms.may_sit[:, team])
        if len(people) < terms.least[team]:
            continue
        every = joined(list(teams_of(terms, team, people)), int(terms.most.max()))
        tried = relaxation.real_gains(every, prices)
        assert bound.best_of[team] == pytest.approx(tried.max(), abs=0.01)


def part_of(problem: Problem, *, teams: int, people: int) -> Problem:
    kept = problem.teams[:teams]
    return replace(problem, teams=kept, candidates=[replace(c, team="") for c in problem.candidates[:people]])
