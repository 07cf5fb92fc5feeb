"""All teams that lose no more than so much against the best of their own: what a plan near the bound is made of."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np

from zhucun.solver.columns import joined, rows_of
from zhucun.solver.pricing import Picked
from zhucun.solver.relaxation import Relaxation
from zhucun.solver.terms import Terms, Whole

MOST_AT_ONCE = 200_000  # teams looked at for one place
MOST = 150_000  # teams kept in all


class TooMany(Exception):
    """More teams lie within this loss than can be looked at."""


def within(relaxation: Relaxation, loss: float) -> Picked:
    """Every team that is worth, less its prices, at most `loss` less than the best in its place. Raises TooMany."""
    assert relaxation.bound is not None
    bound, found, kept = relaxation.bound, [], 0
    for pricer, forced in relaxation.forced():
        floors = bound.best_of[pricer.teams] - loss
        for row, team in enumerate(pricer.teams):
            people = np.flatnonzero(forced[row] >= floors[row] - 0.01)
            for picked in teams_of(relaxation.terms, int(team), people):
                gains = relaxation.real_gains(picked, bound.prices)
                near = rows_of(picked, gains >= floors[row] - 0.01)
                kept += len(near.teams)
                found.append(near)
            if kept > MOST:
                raise TooMany
    return joined(found, relaxation.master.width)


def teams_of(terms: Terms, team: int, people: Whole) -> Iterator[Picked]:
    """Every team of these people in one place, each with its best first secretary and with every unit that may take
    it.
    """
    least, most = int(terms.least[team]), int(terms.most[team])
    for size in range(min(least, len(people)), most + 1):
        at = _choices(len(people), size)
        if len(at):
            members = people[at]
            yield from _with_takers(terms, team, members, _best_leads(terms, team, members))


def _with_takers(terms: Terms, team: int, members: Whole, leads: Whole) -> Iterator[Picked]:
    places, nobody = np.full(len(members), team), np.full(len(members), -1)
    if not terms.seeks_unit[team]:
        yield Picked(places, members, leads, nobody, nobody.astype(float))
        return
    units = terms.unit_of[members]
    for seat in range(members.shape[1]):
        taker = units[:, seat]
        is_new = (units[:, :seat] != taker[:, None]).all(axis=1) & (taker >= 0)
        may = is_new & (terms.may_take[taker] > 0)
        yield Picked(places[may], members[may], leads[may], taker[may], nobody[may].astype(float))
    yield Picked(places, members, leads, nobody, nobody.astype(float))


def _best_leads(terms: Terms, team: int, members: Whole) -> Whole:
    """Who leads touches no other team, so only the best counts."""
    lead = np.where(terms.can_lead[members], terms.lead[members, team], -1)
    best = lead.argmax(axis=1)
    rows = np.arange(len(members))
    return np.where(lead[rows, best] >= 0, members[rows, best], -1)


@lru_cache(maxsize=256)
def _choices(count: int, size: int) -> Whole:
    total, left = 1, count
    for taken in range(size):
        total = total * (left - taken) // (taken + 1)
    if total > MOST_AT_ONCE:
        raise TooMany
    return np.array(list(combinations(range(count), size)), dtype=np.int64).reshape(-1, size)
