"""A plan that keeps the hard rules before anything is priced, for whoever cannot wait for the best.

Seats are filled in layers, in each at most one more person for every team: from the unit behind a team one of its own;
for a team that seeks a unit one of a unit that may take it; whoever may lead; then the rest, seat by seat. Of each
layer the best is found: people, teams and what units may send make a network, whose relaxation is whole. No layer
knows what a later one will need. Where that goes wrong there is no first plan, and the search goes on without.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from zhucun.solver.engine import engine
from zhucun.solver.matrix import INFINITE, Matrix
from zhucun.solver.pricing import Floats
from zhucun.solver.ranking import AT_ONCE, best_few
from zhucun.solver.seating import ANY, Seating
from zhucun.solver.terms import NEVER, Marks, Terms, Whole
from zhucun.solver.walking import Picked

NEAREST = 15  # people looked at for a seat, more where teams are few
PAIRS = 1_000  # so many in one layer cost next to nothing


def first_plans(terms: Terms, again: int) -> Iterator[Picked]:
    """As it is filled; then, so many times, a better one, for which every seat is asked once more."""
    plan = _filled(Seating.locked(terms))
    yield plan.picked()
    for _ in range(again):
        for _ in range(plan.members.shape[1]):
            plan = _asked_again(plan)
        plan = _filled(plan)
        yield plan.picked()


@dataclass(frozen=True)
class _Layer:
    """Teams in which one more shall sit, and what they must be. Where nobody is `needed` they come if it pays."""

    teams: Whole
    must_be_own: Marks
    must_lead: Marks
    is_taking: bool = False
    is_needed: bool = True
    before: Whole | None = None  # who sat there just now, and may again


def _filled(plan: Seating) -> Seating:
    for layer_of in (_own, _taking, _leading, _least, _most):
        plan = _until_nobody_comes(plan, layer_of)
    return plan


def _until_nobody_comes(plan: Seating, layer_of: Callable[[Seating], _Layer]) -> Seating:
    while True:
        more = _with_layer(plan, layer_of(plan))
        if (more.count == plan.count).all():
            return plan
        plan = more


def _asked_again(plan: Seating) -> Seating:
    """Whoever is first in each team gets up, and all these seats are filled anew: together never worse than before."""
    rest = plan.without_first()
    teams = np.flatnonzero(rest.count < plan.count)
    before = plan.members[teams, plan.terms.locked.sum(axis=0)[teams]]
    return _with_layer(rest, _Layer(teams, rest.lacks_own[teams], rest.led_worth[teams] < 0, before=before))


# ── layers ──


def _own(plan: Seating) -> _Layer:
    return _of_own(plan, plan.lacks_own)


def _taking(plan: Seating) -> _Layer:
    return _of_own(plan, plan.lacks_unit, is_taking=True)


def _of_own(plan: Seating, which: Marks, *, is_taking: bool = False) -> _Layer:
    """Whoever takes the last seat must lead as well, if nobody does."""
    room = plan.terms.most - plan.count
    teams = np.flatnonzero(which & (room > 0))
    is_last = (room == 1) & (plan.led_worth < 0)
    return _Layer(teams, np.ones(len(teams), dtype=bool), is_last[teams], is_taking)


def _leading(plan: Seating) -> _Layer:
    teams = np.flatnonzero((plan.led_worth < 0) & (plan.count < plan.terms.most))
    return _Layer(teams, np.zeros(len(teams), dtype=bool), np.ones(len(teams), dtype=bool))


def _least(plan: Seating) -> _Layer:
    return _anybody(plan.count < plan.terms.least)


def _most(plan: Seating) -> _Layer:
    return _anybody(plan.count < plan.terms.most, is_needed=False)


def _anybody(which: Marks, *, is_needed: bool = True) -> _Layer:
    teams = np.flatnonzero(which)
    nothing = np.zeros(len(teams), dtype=bool)
    return _Layer(teams, nothing, nothing, is_needed=is_needed)


# ── the best of a layer ──


def _with_layer(plan: Seating, layer: _Layer) -> Seating:
    people, teams, gains = _pairs(plan, layer)
    if not len(people):
        return plan
    chosen = _chosen(plan, layer, people, teams, gains)
    return plan.joined_by(people[chosen], teams[chosen], is_taking=layer.is_taking)


def _pairs(plan: Seating, layer: _Layer) -> tuple[Whole, Whole, Floats]:
    """For each team those who would add most: person, team, gain."""
    each = max(NEAREST, PAIRS // max(len(layer.teams), 1))
    people, teams, gains = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    for at in range(0, len(layer.teams), AT_ONCE):
        part = slice(at, at + AT_ONCE)
        gain = plan.gains(layer.teams[part], must_be_own=layer.must_be_own[part], must_lead=layer.must_lead[part])
        rank = gain.copy()
        if layer.before is not None:
            rank[np.arange(len(rank)), np.searchsorted(plan.free, layer.before[part])] = ANY
        best = best_few(rank, each)
        row, gain = np.arange(len(best))[:, None], np.take_along_axis(gain, best, axis=1)
        kept = gain > (NEVER // 2 if layer.is_needed else 0)
        people.append(plan.free[best][kept])
        teams.append(np.broadcast_to(layer.teams[part][row], best.shape)[kept])
        gains.append(gain[kept].astype(float))
    return np.concatenate(people), np.concatenate(teams), np.concatenate(gains)


def _chosen(plan: Seating, layer: _Layer, people: Whole, teams: Whole, gains: Floats) -> Whole:
    """As many as can be seated where they are needed, and of all ways to do so the best one."""
    terms, matrix, units = plan.terms, Matrix(), plan.terms.unit_of[people]
    limits = [ANY if unit.most is None else unit.most for unit in terms.problem.units]
    shares = [terms.problem.shares.get(unit.id, ANY) for unit in terms.problem.units]
    may_send = plan.room(np.array(limits, dtype=np.int64))
    seats = matrix.columns(len(people), gains + (terms.broken if layer.is_needed else 0))
    beyond = matrix.columns(terms.units, -terms.problem.weights.fair_share, upper=INFINITE)
    matrix.put(matrix.rows(terms.people, upper=1)[people], seats)
    matrix.put(matrix.rows(terms.teams, upper=1)[teams], seats)
    sending = matrix.rows(terms.units, upper=np.minimum(may_send, plan.may_take) if layer.is_taking else may_send)
    fair = matrix.rows(terms.units, upper=plan.room(np.array(shares, dtype=np.int64)))
    for rows in (sending, fair):
        matrix.put(rows[units[units >= 0]], seats[units >= 0])
    matrix.put(fair, beyond, -1)
    highs = engine()
    highs.passModel(matrix.programme(is_whole=False))
    highs.run()
    return np.flatnonzero(np.array(highs.getSolution().col_value)[seats] > 0.5)
