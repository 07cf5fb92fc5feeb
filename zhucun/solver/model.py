"""The rules and wishes of formation as rows over some pairs of person and team; each block is named after its rule.

Every hard rule has an elastic column that breaks it at a price no wish can pay: the programme always has an answer,
and what stands on those columns is the explanation where no legal plan exists.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhucun.solver.matrix import INFINITE, Matrix
from zhucun.solver.terms import NEVER, SIDES, Marks, Terms, Whole

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Solved:
    """What a run gave: columns' values, rows' duals (of a relaxation), its value and the bound on it."""

    values: Floats
    duals: Floats
    objective: float
    bound: float


class Model:
    """Columns: x a seat, s its being first secretary, b a unit's taking a free team; then what is missed and what is
    broken.
    """

    def __init__(self, terms: Terms, pairs: Marks) -> None:
        self.terms, self.problem = terms, terms.problem
        self.people, self.teams = np.nonzero(pairs)
        self.matrix = Matrix()
        self._add_columns()
        self._one_seat_each()
        self._team_sizes()
        self._one_first_secretary()
        self._sides()
        self._units_send()
        self._units_take_teams()
        self._shares_of_units()
        self._mates_apart()
        self._kept_apart()

    def _add_columns(self) -> None:
        terms, add = self.terms, self.matrix.columns
        self.x = add(len(self.people), terms.worth[self.people, self.teams])
        self.leading = np.flatnonzero(terms.can_lead[self.people])
        lead = terms.lead[self.people[self.leading], self.teams[self.leading]]
        self.s = add(len(self.leading), lead)
        self.short = add(terms.teams, -terms.broken, upper=INFINITE, is_whole=False)
        self.leaderless = add(terms.teams, -terms.broken, is_whole=False)
        self.unsent = add(terms.teams, -terms.broken, is_whole=False)
        missed = [-terms.wish_for(side) for side in SIDES]
        self.missed = {side: add(terms.teams, cost, is_whole=False) for side, cost in zip(SIDES, missed, strict=True)}

    def _one_seat_each(self) -> None:
        self.person_rows = self.matrix.rows(self.terms.people, upper=1)
        self.matrix.put(self.person_rows[self.people], self.x)

    def _team_sizes(self) -> None:
        least, most = (np.array([getattr(team, name) for team in self.problem.teams]) for name in ("least", "most"))
        self.least_rows = self.matrix.rows(self.terms.teams, lower=least)
        self.most_rows = self.matrix.rows(self.terms.teams, upper=most)
        for rows in (self.least_rows, self.most_rows):
            self.matrix.put(rows[self.teams], self.x)
        self.matrix.put(self.least_rows, self.short)

    def _one_first_secretary(self) -> None:
        """R-SEL-06, R-ORG-08: exactly one who may lead, and who sits in the team."""
        self.lead_rows = self.matrix.rows(self.terms.teams, lower=1, upper=1)
        self.matrix.put(self.lead_rows[self.teams[self.leading]], self.s)
        self.matrix.put(self.lead_rows, self.leaderless)
        seated = self.matrix.rows(len(self.s), upper=0)
        self.matrix.put(seated, self.s)
        self.matrix.put(seated, self.x[self.leading], -1)

    def _sides(self) -> None:
        """R-SEL-12: 一老一新 and 一深一浅, each side at least once, or missed."""
        self.side_rows = {}
        for side in SIDES:
            rows = self.side_rows[side] = self.matrix.rows(self.terms.teams, lower=1)
            on = self.terms.sides[side][self.people]
            self.matrix.put(rows[self.teams[on]], self.x[on])
            self.matrix.put(rows, self.missed[side])

    def _units_send(self) -> None:
        """单位定点: the unit behind a team sends at least one of its own."""
        terms = self.terms
        lower = np.where(terms.must_send | terms.seeks_unit, 1, -INFINITE)
        self.sent_rows = self.matrix.rows(
            terms.teams, lower, np.where(terms.seeks_unit, 1, INFINITE)
        )  # taken by one only
        own = terms.is_own[self.people, self.teams] & terms.must_send[self.teams]
        self.matrix.put(self.sent_rows[self.teams[own]], self.x[own])
        self.matrix.put(self.sent_rows, self.unsent)

    def _units_take_teams(self) -> None:
        """A free team is taken by one unit, which then sends at least one; the kinds of both should suit."""
        terms = self.terms
        here = terms.seeks_unit[self.teams] & (terms.unit_of[self.people] >= 0)
        pairs = np.unique(terms.unit_of[self.people[here]] * terms.teams + self.teams[here])
        units, self.taken = pairs // max(terms.teams, 1), pairs % max(terms.teams, 1)
        self.taken_by = units
        self.b = self.matrix.columns(len(units), terms.taking[units, self.taken])
        self.matrix.put(self.sent_rows[self.taken], self.b)
        self.takes_rows = self.matrix.rows(terms.units, upper=terms.may_take)
        self.matrix.put(self.takes_rows[units], self.b)
        self.taking_rows = self.matrix.rows(len(units), upper=0)
        self.matrix.put(self.taking_rows, self.b)
        at = self._taking_at[self.terms.unit_of[self.people], self.teams]
        self.matrix.put(self.taking_rows[at[at >= 0]], self.x[at >= 0], -1)

    @cached_property
    def _taking_at(self) -> Whole:
        """Unit × team → number of the row that ties taking to sending, −1 where there is none."""
        at = np.full((self.terms.units + 1, self.terms.teams), -1, dtype=np.int64)
        at[self.taken_by, self.taken] = np.arange(len(self.taken))
        return at

    def _shares_of_units(self) -> None:
        """No more than a unit may send; beyond its share by size it is a burden."""
        terms, units = self.terms, self.problem.units
        most = [INFINITE if unit.most is None else unit.most for unit in units]
        shares = [self.problem.shares.get(unit.id, INFINITE) for unit in units]
        self.beyond = self.matrix.columns(terms.units, -self.problem.weights.fair_share, upper=INFINITE, is_whole=False)
        self.cap_rows, self.share_rows = (
            self.matrix.rows(terms.units, upper=most),
            self.matrix.rows(terms.units, upper=shares),
        )
        known = self.terms.unit_of[self.people] >= 0
        for rows in (self.cap_rows, self.share_rows):
            self.matrix.put(rows[terms.unit_of[self.people[known]]], self.x[known])
        self.matrix.put(self.share_rows, self.beyond, -1)

    def _mates_apart(self) -> None:
        """Members of one unit in a team that is not its own count as missed beyond the first.

        Only over the pairs here: where a row is left out the programme promises more than the truth, so its bound
        still holds.
        """
        terms = self.terms
        self.mate_row_at = np.full((terms.units + 1, terms.teams), -1, dtype=np.int64)
        if not self.problem.weights.mates_apart:
            return
        units = terms.unit_of[self.people]
        counted = (units >= 0) & ~terms.is_own[self.people, self.teams]
        keys, _inverse, often = np.unique(
            units[counted] * terms.teams + self.teams[counted], return_inverse=True, return_counts=True
        )
        several = np.flatnonzero(often > 1)
        extra = self.matrix.columns(len(several), -self.problem.weights.mates_apart, upper=INFINITE, is_whole=False)
        rows = self.matrix.rows(len(several), upper=1)
        self.mate_row_at[keys[several] // terms.teams, keys[several] % terms.teams] = rows
        self.matrix.put(rows, extra, -1)
        row_of = self.mate_row_at[units[counted], self.teams[counted]]
        self.matrix.put(row_of[row_of >= 0], self.x[counted][row_of >= 0])

    def _kept_apart(self) -> None:
        """Two people who are not put into one team; a row for each team where both could sit."""
        self.apart_rows: list[tuple[int, int, int, int]] = []  # row, team, one, other
        seat = (
            {(int(p), int(t)): int(x) for p, t, x in zip(self.people, self.teams, self.x, strict=True)}
            if self.problem.apart
            else {}
        )
        for one, other in self.problem.apart:
            a, b = self.problem.candidate_at[one], self.problem.candidate_at[other]
            for team in range(self.terms.teams):
                if (a, team) in seat and (b, team) in seat:
                    (row,) = self.matrix.rows(1, upper=1)
                    self.matrix.put([row, row], [seat[a, team], seat[b, team]])
                    self.apart_rows.append((int(row), team, a, b))

    def gains(self, duals: Floats) -> Floats:
        """What each pair of person and team would add beyond the duals: its reduced profit, with the lead where that
        pays.

        Valid for pairs that are in the programme and those that are not, in one expression over all of them.
        """
        terms = self.terms
        gains = (
            terms.worth - duals[self.person_rows][:, None] - (duals[self.least_rows] + duals[self.most_rows])[None, :]
        )
        for side in SIDES:
            gains = gains - np.outer(terms.sides[side], duals[self.side_rows[side]])
        gains = gains - terms.is_own * (duals[self.sent_rows] * terms.must_send)[None, :]
        per_unit = np.append(duals[self.cap_rows] + duals[self.share_rows], 0.0)
        gains = gains - per_unit[terms.unit_of][:, None]
        gains = gains + self._at_rows(self._taking_at, duals[self.taking_rows])
        gains = gains - self._at_rows(self.mate_row_at, duals)
        for row, team, one, other in self.apart_rows:
            gains[[one, other], team] -= duals[row]
        lead = np.maximum(terms.lead - duals[self.lead_rows][None, :], 0)
        gains = gains + np.where(terms.can_lead[:, None], lead, 0)
        gains[terms.is_forbidden] = NEVER
        return gains

    def _at_rows(self, row_at: Whole, duals: Floats) -> Floats:
        """People × teams: the dual of the row of their unit and the team, 0 where there is none."""
        padded = np.append(duals, 0.0)
        return padded[row_at][self.terms.unit_of]

    def programme(self, *, is_whole: bool) -> Any:
        return self.matrix.programme(is_whole=is_whole)
