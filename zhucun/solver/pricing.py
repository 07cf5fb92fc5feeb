"""The best whole team under given prices of people and units, for many teams at once.

A team's own wishes (both sides of 一老一新 and 一深一浅, one first secretary, the unit behind it) depend on its members
only by their kind: which sides they stand on, whether they may lead, whether they are of its own unit. So a table over
(members so far, unit has sent, first secretary named, sides seen), filled person by person, finds the best team; of
each kind only the few worth most can be in it. The table is one array over all teams, every step one expression.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhucun.solver.terms import SIDES, Marks, Terms, Whole

Table = NDArray[np.float32]  # members × sent × led × old × young × deep × shallow × teams
Floats = NDArray[np.float64]
NOT = np.float32(-np.inf)
SIDE_AXES = (3, 4, 5, 6)


@dataclass(frozen=True)
class Role:
    """What joining means beside sitting there: being named first secretary, or being the one whose unit takes the
    team.
    """

    leads: bool
    takes: bool


@dataclass(frozen=True)
class Slot:
    """The r-th best person of one kind in each of the teams; −1 where there is none."""

    people: Whole
    mask: int
    is_own: bool
    gains: dict[Role, NDArray[np.float32]]


@dataclass(frozen=True)
class Prices:
    """What a team pays for each person, and for the right of a unit to take it."""

    people: Floats
    units: Floats  # per person a unit sends; one more entry, 0, for people of no known unit
    taking: Floats


class Pricer:
    """For some teams of one kind: those that have their unit (or need none), or those that seek one."""

    def __init__(self, terms: Terms, teams: Whole) -> None:
        self.terms, self.teams = terms, teams
        problem = terms.problem
        self.least = np.array([problem.teams[t].least for t in teams])
        self.most = np.array([problem.teams[t].most for t in teams])
        self.size = int(self.most.max(initial=0))
        self.seeks = bool(len(teams)) and bool(terms.seeks_unit[teams].all())
        self.asks_unit = self.seeks or bool(terms.must_send[teams].any())
        self.kinds = terms.side_mask * 2 + terms.can_lead
        order = np.argsort(self.kinds, kind="stable")
        self.by_kind = [(int(kind), order[self.kinds[order] == kind]) for kind in np.unique(self.kinds)]
        self.worth = terms.worth[:, teams].T.astype(np.float32)  # teams × people
        self.worth[terms.is_forbidden[:, teams].T] = NOT
        self.lead = terms.lead[:, teams].T.astype(np.float32)
        self.own = terms.is_own[:, teams].T & terms.must_send[teams][:, None]
        self.end = self._what_a_team_misses()

    def _what_a_team_misses(self) -> Table:
        """For every state of the table what it costs to end there."""
        shape = (self.size + 1, 2 if self.asks_unit else 1, 2, 2, 2, 2, 2, len(self.teams))
        end = np.zeros(shape, dtype=np.float32)
        count = np.arange(self.size + 1)[:, None]
        short = np.where(count > self.most, np.inf, np.maximum(self.least - count, 0) * self.terms.broken)
        end -= short.reshape(self.size + 1, 1, 1, 1, 1, 1, 1, -1)
        end[:, :, 0] -= self.terms.broken
        if self.asks_unit:
            end[:, 0] -= np.where(self.terms.must_send | self.terms.seeks_unit, self.terms.broken, 0)[self.teams]
        for axis, side in zip(SIDE_AXES, SIDES, strict=True):
            end[_at({axis: 0})] -= self.terms.wish_for(side)
        return end

    # ── prices → gains ──

    def gains(self, prices: Prices) -> Table:
        """Teams × people: a seat's worth less what the person costs."""
        return self.worth - (prices.people + prices.units[self.terms.unit_of]).astype(np.float32)

    def taking(self, prices: Prices) -> Table | None:
        """Teams × people: what it brings that this person's unit takes the team."""
        if not self.seeks:
            return None
        by_unit = self.terms.taking[:, self.teams].T - np.where(self.terms.may_take > 0, prices.taking, np.inf)[None, :]
        of_nobody = np.full((len(self.teams), 1), -np.inf)
        return np.concatenate([by_unit, of_nobody], axis=1).astype(np.float32)[:, self.terms.unit_of]

    # ── slots ──

    def groups(self) -> Iterator[tuple[int, bool, Whole]]:
        """People of one kind, from the team's own unit or not."""
        for kind, people in self.by_kind:
            for is_own in (False, True) if self.own[:, people].any() else (False,):
                yield kind, is_own, people

    def slots(self, prices: Prices, without: Marks | None = None) -> list[Slot]:
        """Those of whom the best teams are made."""
        gains, taking = self.gains(prices), self.taking(prices)
        if without is not None:
            gains[without] = NOT
        found: list[Slot] = []
        for kind, is_own, people in self.groups():
            here = np.where(self.own[:, people] == is_own, gains[:, people], NOT)
            roles = {Role(False, False): here}
            if kind % 2:
                roles[Role(True, False)] = here + self.lead[:, people]
            if taking is not None:
                roles |= {Role(role.leads, True): value + taking[:, people] for role, value in tuple(roles.items())}
            found += self._ranked(kind, is_own, people, roles)
        return found

    def _ranked(self, kind: int, is_own: bool, people: Whole, roles: dict[Role, Table]) -> Iterator[Slot]:
        rows = np.arange(len(self.teams))
        for at, is_there in _best_by_any(tuple(roles.values()), self.size):
            values = {role: np.where(is_there, value[rows, at], NOT) for role, value in roles.items()}
            yield Slot(np.where(is_there, people[at], -1), kind // 2, is_own, values)

    # ── the table ──

    def fill(self, slots: list[Slot]) -> list[Table]:
        """The table before each slot, and after the last."""
        table = np.full(self.end.shape, NOT, dtype=np.float32)
        table[_at(dict.fromkeys(range(7), 0))] = 0
        tables = [table]
        for slot in slots:
            table = table.copy()
            self._join(table, tables[-1], slot)
            tables.append(table)
        return tables

    def _join(self, table: Table, before: Table, slot: Slot) -> None:
        """Everybody who might take this slot joins every team so far, in every role that pays."""
        few = np.flatnonzero(slot.people >= 0)
        is_part = len(few) * 2 < len(slot.people)
        for role, gain in slot.gains.items():
            source, target = self.move(slot, role)
            if is_part:
                part = np.ascontiguousarray(before[..., few])
                table[(*target, few)] = np.maximum(table[(*target, few)], _over(part, source, slot) + gain[few])
            else:
                np.maximum(table[target], _over(before, source, slot) + gain, out=table[target])

    @staticmethod
    def move(slot: Slot, role: Role) -> tuple[Any, Any]:
        return _moves(slot.mask, slot.is_own, role)


@lru_cache(maxsize=512)
def _moves(mask: int, is_own: bool, role: Role) -> tuple[Any, Any]:
    """From which states to which ones a person comes to sit, as parts of the table."""
    source: dict[int, int | slice] = {0: slice(None, -1)}
    target: dict[int, int | slice] = {0: slice(1, None)}
    if role.leads:
        source[2], target[2] = slice(0, 1), slice(1, 2)
    if role.takes:
        source[1], target[1] = slice(0, 1), slice(1, 2)
    elif is_own:
        target[1] = slice(1, 2)
    for bit, axis in enumerate(SIDE_AXES):
        if mask >> bit & 1:
            target[axis] = slice(1, 2)
    return _at(source), _at(target)


def _over(table: Table, source: Any, slot: Slot) -> Table:
    """The best of those states that lead to the same one."""
    axes = [axis for bit, axis in enumerate(SIDE_AXES) if slot.mask >> bit & 1] + [1] * slot.is_own
    part = table[source]
    return part.max(axis=tuple(axes), keepdims=True) if axes else part


def _at(parts: dict[int, Any]) -> Any:
    return tuple(parts.get(axis, slice(None)) for axis in range(7))


def _best_by_any(values: tuple[Table, ...], count: int) -> Iterator[tuple[Whole, Marks]]:
    """Of each row the columns that are among the best `count` by any of the values, each once; and in which rows
    there is one.
    """
    left = [value.copy() for value in values]
    rows = np.arange(len(values[0]))
    for value in left:
        for _ in range(min(count, value.shape[1])):
            at = value.argmax(axis=1)
            is_there = value[rows, at] > NOT
            if not is_there.any():
                break
            yield at, is_there
            for other in left:
                other[rows, at] = NOT
