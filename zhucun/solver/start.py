"""First prices of people and units, from the relaxation over pairs: cheap, and near enough to begin with."""

from dataclasses import replace

import numpy as np

from zhucun.solver.engine import engine
from zhucun.solver.model import Model
from zhucun.solver.pricing import Prices
from zhucun.solver.problem import Problem
from zhucun.solver.terms import NEVER, Marks, Terms, Whole

GAINS = 1e-6
ADDED = 6  # best gaining pairs per person and per team and round
ROUNDS = 2
AT_ONCE = 300  # teams in one relaxation


def first_prices(terms: Terms) -> Prices:
    """Of many counties each for itself: people far apart seldom set each other's price."""
    count = -(-terms.teams // AT_ONCE)
    if count < 2:
        return _prices(terms)
    of_person = np.where(terms.may_sit, terms.worth, NEVER).argmax(axis=1) * count // terms.teams
    prices = Prices(np.zeros(terms.people), np.zeros(terms.units + 1), np.zeros(terms.units))
    for number in range(count):
        teams = np.flatnonzero(np.arange(terms.teams) * count // terms.teams == number)
        people = np.flatnonzero(of_person == number)
        part = _prices(Terms(_part(terms.problem, teams, people)))
        prices.people[people] = part.people
        np.maximum(prices.units, part.units, out=prices.units)
        np.maximum(prices.taking, part.taking, out=prices.taking)
    return prices


def _part(problem: Problem, teams: Whole, people: Whole) -> Problem:
    kept, pool = [problem.teams[t] for t in teams], [problem.candidates[p] for p in people]
    places, persons = {team.id for team in kept}, {candidate.id for candidate in pool}
    return replace(
        problem,
        teams=kept,
        candidates=pool,
        locks=[lock for lock in problem.locks if lock.team in places and lock.candidate in persons],
        prohibitions=[p for p in problem.prohibitions if p.team in places and p.candidate in persons],
        apart=(),
    )


def _prices(terms: Terms) -> Prices:
    pairs = first_pairs(terms)
    for _ in range(ROUNDS):
        model = Model(terms, pairs)
        highs = engine()
        highs.passModel(model.programme(is_whole=False))
        highs.run()
        duals = np.array(highs.getSolution().row_dual)
        gains = model.gains(duals)
        gaining = (gains > GAINS) & ~pairs & terms.may_sit
        if not gaining.any():
            break
        pairs = pairs | best_of(np.where(gaining, gains, NEVER), ADDED) & gaining
    duals = np.maximum(duals, 0)
    return Prices(
        duals[model.person_rows], np.append(duals[model.cap_rows] + duals[model.share_rows], 0), duals[model.takes_rows]
    )


def first_pairs(terms: Terms) -> Marks:
    """Few, but of every kind a team needs: each person's best teams, each team's best of each side, leads and own
    people.
    """
    worth = np.where(terms.may_sit, terms.worth, NEVER)
    pairs = best_of(worth, 4, by_team=False)
    for group in (*terms.sides.values(), terms.can_lead):
        pairs |= best_of(np.where(group[:, None], worth, NEVER), 3, by_person=False)
    pairs |= terms.is_own | terms.stays
    return pairs & terms.may_sit


def best_of(worth: Whole, count: int, *, by_person: bool = True, by_team: bool = True) -> Marks:
    """Marks the best `count` teams of each person and people of each team; ties fall to the lower number."""
    marks = np.zeros(worth.shape, dtype=bool)
    if by_person:
        top = np.argsort(-worth, axis=1, kind="stable")[:, :count]
        np.put_along_axis(marks, top, True, axis=1)
    if by_team:
        top = np.argsort(-worth, axis=0, kind="stable")[:count]
        np.put_along_axis(marks, top, True, axis=0)
    return marks
