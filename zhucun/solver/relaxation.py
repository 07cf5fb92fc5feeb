"""The bound: prices of people and units under which the best teams, each for itself, are worth as little as can be.

Whatever the prices, no plan is worth more than all best teams together with what is paid. A master programme over the
teams seen so far proposes prices, held near the best so far; the best teams under these are added to it, until both
values meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from zhucun.solver.columns import is_together as kept_apart_but_together
from zhucun.solver.columns import joined, mates_of, rows_of, worth_of
from zhucun.solver.listing import TooMany, teams_near
from zhucun.solver.master import Master
from zhucun.solver.pricing import Floats, Pricer, Prices, Slot, Table
from zhucun.solver.terms import Marks, Terms, Whole
from zhucun.solver.walking import Picked, best_teams, forced_gains

AT_ONCE = 200  # teams in one table
MOST = 150_000  # near teams kept in all
EACH = 3  # teams added for every place and round
NEAR = 3.0  # points that teams may lose which are in the master from the beginning
FIRM = (
    0.5,
    0.4,
    0.3,
    0.2,
    0.1,
    0.05,
    0.02,
    0.01,
)  # how much of a person may be had at the best price so far, round by round
MET = 1.0  # so near is near enough, since plans are worth whole points
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
        """Yields the bound and the master's value after every round, until they meet or nothing helps."""
        self.bound = self.price(prices, near=NEAR)
        firm = list(FIRM)
        for self.rounds in range(1, rounds + 1):
            value, prices = self.master.prices(self.bound.prices, firm[0])
            yield self.bound.value, value
            is_last, seen = len(firm) == 1, self.master.count
            if self.bound.value - value < MET and is_last:
                return
            # What is had at firm prices flatters the master: only where next to nothing is had do the values meet.
            firm = firm[-1:] if self.bound.value - value < MET else firm[1:] or firm
            found = self.price(prices)
            if found.value < self.bound.value - NOTHING:
                self.bound = found
            elif self.master.count == seen and is_last:
                return

    def price(self, prices: Prices, near: float | None = None, *, keep: bool = True) -> Bound:
        """What these prices prove. Teams that are good under them come to the master, all that are so near if asked."""
        best_of, gains = np.zeros(self.terms.teams), partial(self.real_gains, prices=prices)
        for pricer in self.pricers:
            slots = pricer.slots(prices)
            picked, tables = self._best(pricer, prices, slots, EACH)
            best_of[pricer.teams], more = self._judged(pricer, prices, picked)
            if near is not None:
                forced = forced_gains(pricer, prices, slots, tables)
                floors = best_of[pricer.teams] - near
                more += teams_near(self.terms, pricer, forced, floors, gains, all_of_them=False)
            if keep:
                self.master.add(joined([picked, *more], self.master.width))
        return Bound(self.master.paid(prices) + float(best_of.sum()), prices, best_of)

    def within(self, loss: float) -> Picked:
        """Every team that is worth, less the best prices, at most `loss` less than the best in its place. Raises
        TooMany.
        """
        assert self.bound is not None
        prices, found, kept = self.bound.prices, [], 0
        gains = partial(self.real_gains, prices=prices)
        for pricer in self.pricers:
            slots = pricer.slots(prices)
            forced = forced_gains(pricer, prices, slots, pricer.fill(slots))
            floors = self.bound.best_of[pricer.teams] - loss
            for near in teams_near(self.terms, pricer, forced, floors, gains, all_of_them=True):
                found.append(near)
                kept += len(near.teams)
                if kept > MOST:
                    raise TooMany
        return joined(found, self.master.width)

    def _judged(self, pricer: Pricer, prices: Prices, picked: Picked) -> tuple[Floats, list[Picked]]:
        """What each team can be worth at most; exactly where mates or people kept apart stand in its best."""
        at = {int(team): n for n, team in enumerate(pricer.teams)}
        row = np.array([at[int(team)] for team in picked.teams])
        best, promised = (np.full(len(pricer.teams), -np.inf) for _ in range(2))
        np.maximum.at(best, row, self.real_gains(picked, prices))
        np.maximum.at(promised, row, picked.promised)
        if not (is_open := promised > best + NOTHING).any():
            return promised, []
        order = np.lexsort((-picked.promised, row))
        first = rows_of(picked, order[np.searchsorted(row[order], np.flatnonzero(is_open))])
        upper, more = _Splitting(self.terms, self, prices).settle(pricer.teams[is_open], first, best[is_open])
        promised[is_open] = upper
        return promised, more

    def _best(self, pricer: Pricer, prices: Prices, slots: list[Slot], each: int) -> tuple[Picked, list[Table]]:
        """The best teams of the table, and what they promise to the last digit."""
        tables = pricer.fill(slots)
        picked = best_teams(pricer, slots, tables, each)
        promised = worth_of(self.terms, picked, with_mates=False) - self.master.cost(picked, prices)
        return replace(picked, promised=promised), tables

    def best_without(self, teams: Whole, prices: Prices, without: Marks) -> Picked:
        """Teams are of one kind here: all have their unit, or all seek one."""
        pricer = Pricer(self.terms, teams)
        return self._best(pricer, prices, pricer.slots(prices, without), 1)[0]

    def real_gains(self, picked: Picked, prices: Prices) -> Floats:
        """What teams are worth less what they cost; −inf with people who are kept apart."""
        gains = worth_of(self.terms, picked) - self.master.cost(picked, prices)
        gains[kept_apart_but_together(self.terms, picked)] = -np.inf
        return gains


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
            picked = self.relaxation.best_without(teams[rows], self.prices, without)
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
