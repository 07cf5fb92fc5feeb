"""Picks one column for every team: each person once, no unit beyond what it may send or take; as a relaxation it sets
the prices.
"""

import highspy
import numpy as np

from zhucun.solver.columns import joined, keys_of, rows_of, worth_of
from zhucun.solver.engine import engine
from zhucun.solver.matrix import INFINITE
from zhucun.solver.pricing import Floats, Prices
from zhucun.solver.terms import MANY, Terms, Whole
from zhucun.solver.walking import Picked

NO_PRICE = 1e9  # what a unit asks that may take no team at all


class Master:
    """Rows: people, teams, caps and shares of units, teams that units may take. Columns: beyond a share; then whole
    teams.
    """

    def __init__(self, terms: Terms) -> None:
        self.terms, problem = terms, terms.problem
        self.width = int(terms.most.max(initial=1))
        self.people_at, self.teams_at = 0, terms.people
        self.caps_at = terms.people + terms.teams
        self.shares_at, self.takes_at = self.caps_at + terms.units, self.caps_at + 2 * terms.units
        caps = [INFINITE if unit.most is None else unit.most for unit in problem.units]
        shares = [problem.shares.get(unit.id, INFINITE) for unit in problem.units]
        upper = np.concatenate([np.ones(terms.people + terms.teams), caps, shares, terms.may_take])
        lower = np.full(len(upper), -INFINITE)
        lower[self.teams_at : self.caps_at] = 1
        self.lower, self.upper = lower, upper
        self.picked: list[Picked] = []
        self.worth: list[Floats] = []
        self.known: set[bytes] = set()
        self.highs, self.is_run = engine(), False
        self._set_up()
        self.add(self._nobody())

    def _set_up(self) -> None:
        nothing = np.empty(0, dtype=np.int32)
        self.highs.addRows(len(self.lower), self.lower, self.upper, 0, nothing, nothing, np.empty(0))
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        units, price = self.terms.units, -float(self.terms.problem.weights.fair_share)
        starts = np.arange(units, dtype=np.int32)
        rows = (self.shares_at + starts).astype(np.int32)
        self.highs.addCols(
            units,
            np.full(units, price),
            np.zeros(units),
            np.full(units, INFINITE),
            units,
            starts,
            rows,
            -np.ones(units),
        )
        count = self.terms.people
        both = np.tile(np.arange(count, dtype=np.int32), 2)
        signs = np.repeat([1.0, -1.0], count)
        starts = np.arange(2 * count, dtype=np.int32)
        nothing_yet = np.zeros(2 * count)
        self.highs.addCols(2 * count, nothing_yet, nothing_yet, nothing_yet, 2 * count, starts, both, signs)

    def _nobody(self) -> Picked:
        """Teams without anybody, which break every rule: so that there is always an answer."""
        none = np.full(self.terms.teams, -1, dtype=np.int64)
        return Picked(
            np.arange(self.terms.teams), np.full((self.terms.teams, self.width), -1), none, none, none.astype(float)
        )

    def add(self, picked: Picked) -> int:
        """Adds those that are not yet here; says how many."""
        keys = keys_of(picked)
        new = [at for at, key in enumerate(keys) if key not in self.known and not self.known.add(key)]  # type: ignore[func-returns-value]
        if not new:
            return 0
        picked = joined([rows_of(picked, np.array(new))], self.width)
        worth = worth_of(self.terms, picked)
        columns, rows, values = self.entries(picked)
        count = len(new)
        starts = np.searchsorted(columns, np.arange(count)).astype(np.int32)
        self.highs.addCols(
            *(count, worth, np.zeros(count), np.full(count, INFINITE)),
            *(len(rows), starts, rows.astype(np.int32), values.astype(float)),
        )
        self.picked.append(picked)
        self.worth.append(worth)
        return count

    def entries(self, picked: Picked) -> tuple[Whole, Whole, Whole]:
        """Column-wise: one more row for each unit a person comes from, counted once per person."""
        return entries(self, picked)

    @property
    def count(self) -> int:
        return len(self.known)

    def no_prices(self) -> Prices:
        taking = np.where(self.terms.may_take > 0, 0.0, NO_PRICE)
        return Prices(np.zeros(self.terms.people), np.zeros(self.terms.units + 1), taking)

    def paid(self, prices: Prices) -> float:
        """What all people, units and takings cost together: with the best teams under these prices it bounds every
        plan.
        """
        terms, units = self.terms, prices.units[:-1]
        caps, shares = self.upper[self.caps_at : self.shares_at], self.upper[self.shares_at : self.takes_at]
        # Beyond its share a unit may send at the price of unfairness, so no more than that can be asked at the share.
        at_share = np.where(shares < caps, np.minimum(units, terms.problem.weights.fair_share), 0)
        rest = units - at_share
        by_unit = at_share * np.where(at_share > 0, shares, 0) + rest * np.where(
            rest > 0, np.minimum(caps, shares + NO_PRICE), 0
        )
        taking = np.where(terms.may_take > 0, prices.taking * terms.may_take, 0)
        return float(prices.people.sum() + by_unit.sum() + taking.sum())

    def cost(self, picked: Picked, prices: Prices) -> Floats:
        """What each of these teams pays."""
        each = np.append(prices.people + prices.units[self.terms.unit_of], 0.0)  # −1, nobody, is the last
        taking = np.append(prices.taking, 0.0)
        return each[picked.members].sum(axis=1) + taking[picked.takers]

    def worth_of_plan(self, picked: Picked) -> float:
        """All teams together, less what units send beyond their shares."""
        units = self.terms.unit_of[picked.members[picked.members >= 0]]
        sent = np.bincount(units[units >= 0], minlength=self.terms.units)
        beyond = np.maximum(sent - self.upper[self.shares_at : self.takes_at], 0).sum()
        return float(worth_of(self.terms, picked).sum() - self.terms.problem.weights.fair_share * beyond)

    def prices(self, best: Prices, firm: float) -> tuple[float, Prices]:
        """The relaxation's value and what it makes people, units and taking cost.

        Of everybody a little may be had or given at the best price so far: where the teams seen so far leave a price
        open, that one stands, and the next round does not begin in the dark.
        """
        count = self.terms.people
        offer = np.concatenate([best.people, -best.people])
        at = np.arange(self.terms.units, self.terms.units + 2 * count, dtype=np.int32)
        self.highs.changeColsCost(2 * count, at, offer)
        self.highs.changeColsBounds(2 * count, at, np.zeros(2 * count), np.full(2 * count, firm))
        self._run()
        duals = np.maximum(np.array(self.highs.getSolution().row_dual), 0)
        units = duals[self.caps_at : self.shares_at] + duals[self.shares_at : self.takes_at]
        taking = np.where(self.terms.may_take > 0, duals[self.takes_at :], NO_PRICE)
        return self.highs.getInfo().objective_function_value, Prices(duals[:count], np.append(units, 0), taking)

    def _run(self) -> None:
        """Of many teams the first answer is found through the inside, in a fifth of the time; later ones begin at the
        answer before.
        """
        is_first, self.is_run = not self.is_run, True
        self.highs.setOptionValue("solver", "ipx" if is_first and self.terms.teams > MANY else "simplex")
        self.highs.run()


def entries(master: Master, picked: Picked) -> tuple[Whole, Whole, Whole]:
    terms = master.terms
    at, seat = np.nonzero(picked.members >= 0)
    people = picked.members[at, seat]
    units = terms.unit_of[people]
    taken = np.flatnonzero(picked.takers >= 0)
    known = units >= 0
    columns = [at, np.arange(len(picked.teams)), at[known], at[known], taken]
    rows = [
        master.people_at + people,
        master.teams_at + picked.teams,
        master.caps_at + units[known],
        master.shares_at + units[known],
        master.takes_at + picked.takers[taken],
    ]
    column, row = np.concatenate(columns), np.concatenate(rows)
    keys, counts = np.unique(column * (len(master.upper) + 1) + row, return_counts=True)
    return keys // (len(master.upper) + 1), keys % (len(master.upper) + 1), counts
