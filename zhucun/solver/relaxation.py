"""The bound: prices of people and units under which the best teams, each for itself, are worth as little as can be.

Whatever the prices, no plan is worth more than all best teams together with what is paid. A master programme over the
teams seen so far proposes prices; the best teams under a mixture of its prices and the best so far are added to it,
until both values meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from zhucun.solver.columns import is_together as kept_apart_but_together
from zhucun.solver.columns import joined, mates_of, rows_of, worth_of
from zhucun.solver.master import Master
from zhucun.solver.pricing import Floats, Picked, Pricer, Prices, Table, best_teams, forced_gains
from zhucun.solver.terms import Marks, Terms, Whole

AT_ONCE = 200  # teams in one table
EACH = 3  # teams added for every team and round
STEADY = 0.25  # share of the best prices so far in those that are tried next
FEW = 8  # when less than one new team for so many teams comes, mates and people kept apart are looked at
MET = 1.0  # so near is the same, since plans are worth whole points
SPLITS = 6
NOTHING = 1e-6


@dataclass
class Bound:
    """`best_of` is what each team can be worth under the prices; all teams and what is paid add up to `value`."""

    value: float
    prices: Prices
    best_of: Floats


class Relaxation:
    """Prices, teams and the master programme between them."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.master = terms, Master(terms)
        self.bound: Bound | None = None
        self.rounds = 0
        self.pricers: list[Pricer] = []
        seeks = terms.seeks_unit
        for group in (np.flatnonzero(~seeks), np.flatnonzero(seeks)):
            parts = -(-len(group) // AT_ONCE)
            self.pricers += [Pricer(self.terms, part) for part in (np.array_split(group, parts) if parts else ())]

    def approach(self, prices: Prices, rounds: int) -> Iterator[tuple[float, float]]:
        """Yields the bound and the master's value after every round, from the prices given, until they meet or
        nothing helps.
        """
        value, steady, idle, added = -np.inf, 1.0, 0, self.terms.teams
        for self.rounds in range(1, rounds + 1):
            tried = prices if self.bound is None else _mixed(self.bound.prices, prices, steady)
            found, added = self._price(tried, is_exact=added * FEW < self.terms.teams)
            if self.bound is None or found.value < self.bound.value - 1e-6:
                self.bound, idle = found, 0 if added else idle
            elif not added:
                idle += 1
            value, prices = self.master.prices()
            yield self.bound.value, value
            steady = STEADY if idle == 0 else 0.0
            if self.bound.value - value < MET or (idle > 1 and not added):
                return

    def price(self, prices: Prices) -> Bound:
        """What these prices prove."""
        return self._price(prices, is_exact=True)[0]

    def _price(self, prices: Prices, *, is_exact: bool) -> tuple[Bound, int]:
        best_of, added = np.zeros(self.terms.teams), 0
        for pricer in self.pricers:
            picked = self.best(pricer, prices, EACH)
            best_of[pricer.teams], more = self._judged(pricer, prices, picked, is_exact=is_exact)
            added += self.master.add(joined([picked, *more], self.master.width))
        return Bound(self.master.paid(prices) + float(best_of.sum()), prices, best_of), added

    def _judged(self, pricer: Pricer, prices: Prices, picked: Picked, *, is_exact: bool) -> tuple[Floats, list[Picked]]:
        """What each team can be worth at most; exactly where mates or people kept apart stand in its best."""
        at = {int(team): n for n, team in enumerate(pricer.teams)}
        row = np.array([at[int(team)] for team in picked.teams])
        best, promised = (np.full(len(pricer.teams), -np.inf) for _ in range(2))
        np.maximum.at(best, row, self.real_gains(picked, prices))
        np.maximum.at(promised, row, picked.promised)
        if not is_exact or not (is_open := promised > best + NOTHING).any():
            return promised, []
        order = np.lexsort((-picked.promised, row))
        first = rows_of(picked, order[np.searchsorted(row[order], np.flatnonzero(is_open))])
        upper, more = _Splitting(self.terms, self, prices).settle(pricer.teams[is_open], first, best[is_open])
        promised[is_open] = upper
        return promised, more

    def best(self, pricer: Pricer, prices: Prices, each: int, without: Marks | None = None) -> Picked:
        """The best teams of the table, and what they promise to the last digit."""
        slots = pricer.slots(prices, without)
        picked = best_teams(pricer, slots, pricer.fill(slots), each)
        promised = worth_of(self.terms, picked, with_mates=False) - self.master.cost(picked, prices)
        return replace(picked, promised=promised)

    def real_gains(self, picked: Picked, prices: Prices) -> Floats:
        """What teams are worth less what they cost; −inf with people who are kept apart."""
        gains = worth_of(self.terms, picked) - self.master.cost(picked, prices)
        gains[kept_apart_but_together(self.terms, picked)] = -np.inf
        return gains

    def forced(self) -> Iterator[tuple[Pricer, Table]]:
        """Teams × people, for some teams at a time: the most a team can be worth under the best prices with this
        person in it.
        """
        assert self.bound is not None
        for pricer in self.pricers:
            yield pricer, forced_gains(pricer, self.bound.prices)


class _Splitting:
    """The table does not see mates or people kept apart: where two of them stand in a team's best, it is asked
    without either.
    """

    def __init__(self, terms: Terms, relaxation: Relaxation, prices: Prices) -> None:
        self.terms, self.relaxation, self.prices = terms, relaxation, prices

    def settle(self, teams: Whole, picked: Picked, best: Floats) -> tuple[Floats, list[Picked]]:
        """For each team an upper bound on its best, and the teams met on the way."""
        best, closed = best.copy(), np.full(len(teams), -np.inf)
        rows, without, found = np.arange(len(teams)), np.zeros((len(teams), self.terms.people), dtype=bool), []
        for _ in range(SPLITS):
            real = self.relaxation.real_gains(picked, self.prices)
            np.maximum.at(best, rows, real)
            is_open = picked.promised > best[rows] + NOTHING
            np.maximum.at(closed, rows[~is_open], picked.promised[~is_open])
            rows, without, picked = rows[is_open], without[is_open], rows_of(picked, is_open)
            if not len(rows):
                break
            rows, without, ceiling = self._split(rows, without, picked)
            picked = self._best_without(teams[rows], without)
            found.append(picked)
            np.maximum.at(closed, rows[: len(ceiling)], ceiling)
        else:
            np.maximum.at(closed, rows, picked.promised)
        return np.maximum(closed, best), found

    def _split(self, rows: Whole, without: Marks, picked: Picked) -> tuple[Whole, Marks, Floats]:
        """Each in two, without the one and without the other; with both no team is worth more than the ceiling."""
        pairs = [self._conflict(members, int(team)) for members, team in zip(picked.members, picked.teams, strict=True)]
        one, other = without.copy(), without.copy()
        at = np.arange(len(rows))
        one[at, [pair[0] for pair in pairs]] = True
        other[at, [pair[1] for pair in pairs]] = True
        ceiling = picked.promised - np.array([pair[2] for pair in pairs])
        return np.concatenate([rows, rows]), np.concatenate([one, other]), ceiling

    def _conflict(self, members: Whole, team: int) -> tuple[int, int, float]:
        here = {int(member) for member in members if member >= 0}
        for one, other in self.terms.apart:
            if {one, other} <= here:
                return one, other, np.inf
        return (*mates_of(self.terms, team, sorted(here)), float(self.terms.problem.weights.mates_apart))

    def _best_without(self, teams: Whole, without: Marks) -> Picked:
        """Teams are of one kind here: all have their unit, or all seek one."""
        return self.relaxation.best(Pricer(self.terms, teams), self.prices, 1, without)


def _mixed(best: Prices, new: Prices, steady: float) -> Prices:
    return Prices(
        *(steady * getattr(best, name) + (1 - steady) * getattr(new, name) for name in Prices.__dataclass_fields__)
    )
