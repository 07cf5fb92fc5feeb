"""The plan before all prices: legal or not there, a fair beginning, and the search's to keep."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.solver import conflicts, samples
from zhucun.solver.check import faults
from zhucun.solver.first_plan import first_plans
from zhucun.solver.first_prices import best_of
from zhucun.solver.found import Progress
from zhucun.solver.master import Master
from zhucun.solver.problem import Assignment, Lock, Problem, Prohibition
from zhucun.solver.ranking import AT_ONCE
from zhucun.solver.scoring import worth
from zhucun.solver.search import assignment_of, form_teams
from zhucun.solver.terms import Terms
from zhucun.solver.tests import small
from zhucun.solver.tests.test_best import part_of

SEEDS = st.integers(0, 10_000)


class Stopped(Exception):
    pass


def told_first(problem: Problem) -> Progress | None:
    """What somebody holds who stops at the first plan the search tells of."""
    kept: list[Progress] = []

    def hear(progress: Progress) -> None:
        kept.append(progress)
        if progress.plan is not None or len(kept) > 1:
            raise Stopped

    with pytest.raises(Stopped):
        form_teams(problem, tell=hear)
    return kept[0] if kept[0].plan is not None else None


def with_locks(problem: Problem, seed: int) -> Problem:
    """More locks and prohibitions than a county would write, none against another."""
    dice = Random(seed)
    people = dice.sample([candidate.id for candidate in problem.candidates], 6)
    team = lambda: dice.choice(problem.teams).id  # noqa: E731
    locks = [Lock(person, team()) for person in people[: dice.randint(0, 3)]]
    return replace(problem, locks=locks, prohibitions=[Prohibition(person, team()) for person in people[3:]])


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_first_plan_is_legal_or_there_is_none_yet(seed: int) -> None:
    problem = with_locks(small.problem(seed, teams=4, people=16), seed)
    if conflicts.in_words(problem):
        return

    first = told_first(problem)

    if first is not None:
        assert first.plan is not None
        assert first.is_legal
        assert faults(problem, first.plan) == []
        assert worth(problem, first.plan).total == first.best
        assert first.best <= first.bound


def test_where_a_plan_is_found_the_first_one_mostly_was_there_before() -> None:
    """It asks no later layer, so that now and then it has to pass; these seeds are counted, so that it shows when it
    gets worse.
    """
    problems = [with_locks(small.problem(seed, teams=4, people=16), seed) for seed in range(250)]
    solvable = [p for p in problems if not conflicts.in_words(p) and form_teams(p).is_legal]

    missed = [problem for problem in solvable if told_first(problem) is None]

    assert len(missed) <= len(solvable) // 20


def test_of_an_impossible_county_there_is_no_first_plan_and_what_fails_is_said() -> None:
    problem = part_of(samples.county(1, 7), teams=8, people=40)
    barred = [Prohibition(c.id, "t1") for c in problem.candidates if c.unit == problem.teams[1].unit]
    told: list[Progress] = []

    found = form_teams(replace(problem, prohibitions=barred), tell=told.append)

    assert not any(progress.is_legal for progress in told)
    assert found.broken == {"unsent": ["t1"]}


def test_where_nobody_may_go_the_search_ends_with_empty_teams() -> None:
    problem = part_of(samples.county(1, 7), teams=3, people=12)
    nobody = [replace(candidate, is_available=False) for candidate in problem.candidates]

    found = form_teams(replace(problem, candidates=nobody))

    assert found.assignment.seats == {}
    assert set(found.broken) == {"short", "leaderless", "unsent"}


def test_every_word_of_a_search_holds_the_best_plan_so_far() -> None:
    problem, told = part_of(samples.county(1, 6), teams=20, people=110), list[Progress]()

    found = form_teams(problem, tell=told.append)

    points = [progress.best or 0 for progress in told]
    assert all(progress.is_legal for progress in told)
    assert (points, points[-1]) == (sorted(points), found.worth)
    assert told[0].phase == "plan"
    assert points[0] >= 0.9 * found.worth


def test_asked_again_a_plan_is_no_worse_and_still_legal() -> None:
    problem = part_of(samples.county(1, 8), teams=30, people=160)
    terms = Terms(problem)

    plans = list(first_plans(terms, again=3))

    value = [Master(terms).worth_of_plan(picked) for picked in plans]
    assert value == sorted(value)
    assert value[0] < value[-1]
    assert [faults(problem, assignment_of(terms, picked)) for picked in plans] == [[]] * 4


def test_the_first_plan_is_the_same_every_time() -> None:
    problem = part_of(samples.county(1, 9), teams=30, people=160)

    first, second = (list(plans_of(problem)) for _ in range(2))

    assert first == second


def plans_of(problem: Problem) -> list[Assignment]:
    terms = Terms(problem)
    return [assignment_of(terms, picked) for picked in first_plans(terms, again=1)]


def test_ties_fall_to_the_lower_number_however_many_rows_there_are() -> None:
    worth = np.random.default_rng(4).integers(0, 9, (2 * AT_ONCE + 7, 60))

    marks = best_of(worth, 5, by_team=False)

    expected = np.zeros(worth.shape, dtype=bool)
    np.put_along_axis(expected, np.argsort(-worth, axis=1, kind="stable")[:, :5], True, axis=1)
    assert (marks == expected).all()
