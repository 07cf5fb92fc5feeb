"""All teams that lose no more than so much against the best of their own: what a plan near the bound is made of."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations
from math import comb

import numpy as np

from zhucun.solver.columns import rows_of
from zhucun.solver.pricing import Floats, Pricer, Table
from zhucun.solver.terms import Terms, Whole
from zhucun.solver.walking import Picked

FEW = 3_000  # teams of one place
MOST_LOOKED_AT = 200_000


class TooMany(Exception):
    """More teams lie within this loss than can be looked at."""


def teams_near(
    terms: Terms, pricer: Pricer, forced: Table, floors: Floats, gains: Callable[[Picked], Floats], *, all_of_them: bool
) -> Iterator[Picked]:
    """Every team whose gain is no lower than the floor of its place: raises TooMany, or leaves out places with many."""
    for row, team in enumerate(pricer.teams):
        people = np.flatnonzero(forced[row] >= floors[row] - 0.01)
        if how_many(terms, int(team), len(people)) > (MOST_LOOKED_AT if all_of_them else FEW):
            if all_of_them:
                raise TooMany
            continue
        for picked in teams_of(terms, int(team), people):
            yield rows_of(picked, gains(picked) >= floors[row] - 0.01)


def how_many(terms: Terms, team: int, people: int) -> int:
    return sum(comb(people, size) for size in range(min(int(terms.least[team]), people), int(terms.most[team]) + 1))


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
    if not members.shape[1]:
        return np.full(len(members), -1)
    lead = np.where(terms.can_lead[members], terms.lead[members, team], -1)
    best = lead.argmax(axis=1)
    rows = np.arange(len(members))
    return np.where(lead[rows, best] >= 0, members[rows, best], -1)


@lru_cache(maxsize=256)
def _choices(count: int, size: int) -> Whole:
    return np.array(list(combinations(range(count), size)), dtype=np.int64).reshape(comb(count, size), size)
