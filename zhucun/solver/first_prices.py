"""First prices of people and units, from the relaxation over pairs: cheap, and near enough to begin with."""

import numpy as np

from zhucun.solver.engine import engine
from zhucun.solver.model import Model
from zhucun.solver.pricing import Floats, Prices
from zhucun.solver.ranking import best_few
from zhucun.solver.terms import MANY, NEVER, Marks, Small, Terms, Whole

GAINS = 1e-6
FINE = 1024  # gains are ranked by so small a part of a point
ADDED = 6  # best gaining pairs per person and per team and round


def first_prices(terms: Terms) -> Prices:
    pairs = first_pairs(terms)
    model, duals = _solved(terms, pairs)
    if terms.teams <= MANY:  # of more, a second round costs more than better prices save
        gains = model.gains(duals)
        gaining = (gains > GAINS) & ~pairs & terms.may_sit
        model, duals = _solved(
            terms, pairs | best_of(np.where(gaining, gains * FINE, NEVER).astype(np.int64), ADDED) & gaining
        )
    duals = np.maximum(duals, 0)
    units = duals[model.cap_rows] + duals[model.share_rows]
    return Prices(duals[model.person_rows], np.append(units, 0), duals[model.takes_rows])


def _solved(terms: Terms, pairs: Marks) -> tuple[Model, Floats]:
    model, highs = Model(terms, pairs), engine()
    highs.passModel(model.programme(is_whole=False))
    highs.run()
    return model, np.array(highs.getSolution().row_dual)


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


def best_of(worth: Whole | Small, count: int, *, by_person: bool = True, by_team: bool = True) -> Marks:
    """Marks the best `count` teams of each person and people of each team; ties fall to the lower number."""
    marks = np.zeros(worth.shape, dtype=bool)
    if by_person:
        np.put_along_axis(marks, best_few(worth, count), True, axis=1)
    if by_team:
        np.put_along_axis(marks, best_few(worth.T, count).T, True, axis=0)
    return marks
