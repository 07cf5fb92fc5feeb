"""From the filled table back to the teams in it, and forward to what each person would make of a team."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from zhucun.solver.pricing import NOT, SIDE_AXES, Floats, Pricer, Prices, Role, Slot, Table
from zhucun.solver.terms import SIDES, Marks, Whole


@dataclass(frozen=True)
class Picked:
    """Whole teams, one a row: −1 where a row has fewer members, no first secretary or no unit that takes it."""

    teams: Whole
    members: Whole  # rows × size
    leads: Whole
    takers: Whole  # units
    promised: Floats  # what the table says of it


def best_teams(pricer: Pricer, slots: list[Slot], tables: list[Table], each: int) -> Picked:
    """For every team those that end in its `each` best states."""
    ends = (tables[-1] + pricer.end).reshape(-1, len(pricer.teams))
    top = np.argsort(-ends, axis=0, kind="stable")[:each]
    columns = np.tile(np.arange(len(pricer.teams)), each)
    promised = ends[top.ravel(), columns]
    is_real = np.isfinite(promised)
    states = np.array(np.unravel_index(top.ravel()[is_real], pricer.end.shape[:-1]))
    return _walk_back(pricer, slots, tables, states, columns[is_real], promised[is_real].astype(float))


def _walk_back(
    pricer: Pricer, slots: list[Slot], tables: list[Table], states: Whole, columns: Whole, promised: Floats
) -> Picked:
    members = np.full((len(columns), pricer.size), -1, dtype=np.int64)
    leads, takers = np.full(len(columns), -1, dtype=np.int64), np.full(len(columns), -1, dtype=np.int64)
    for at in range(len(slots) - 1, -1, -1):
        slot, before, after = slots[at], tables[at], tables[at + 1]
        value = after[(*states, columns)]
        joined = np.flatnonzero(value != before[(*states, columns)])
        if not len(joined):
            continue
        people = slot.people[columns[joined]]
        members[joined, states[0, joined] - 1] = people
        for role, source, here in _came_from(pricer, slot, before, states[:, joined], columns[joined], value[joined]):
            rows = joined[here]
            states[:, rows] = source[:, here]
            if role.leads:
                leads[rows] = people[here]
            if role.takes:
                takers[rows] = pricer.terms.unit_of[people[here]]
    return Picked(pricer.teams[columns], members, leads, takers, promised)


def _came_from(
    pricer: Pricer, slot: Slot, before: Table, states: Whole, columns: Whole, value: Any
) -> Iterator[tuple[Role, Whole, Marks]]:
    """In which role each joined, and the state it joined: the first that adds up to the value."""
    left = np.ones(len(columns), dtype=bool)
    loose = [axis for bit, axis in enumerate(SIDE_AXES) if slot.mask >> bit & 1] + [1] * slot.is_own
    for role, gain in slot.gains.items():
        fits = np.ones(len(columns), dtype=bool)
        if role.leads:
            fits &= states[2] == 1
        if role.takes or slot.is_own:
            fits &= states[1] == 1
        for bits in range(1 << len(loose)):
            source = states.copy()
            source[0] -= 1
            for number, axis in enumerate(loose):
                source[axis] = bits >> number & 1
            source[2] -= role.leads
            source[1] -= role.takes
            source = np.where(fits, source, 0)
            here = left & fits & (before[(*source, columns)] + gain[columns] == value)
            if here.any():
                left &= ~here
                yield role, source, here


def forced_gains(pricer: Pricer, prices: Prices, slots: list[Slot], tables: list[Table]) -> Table:
    """Teams × people: the most a team can be worth with this person in it, −inf where they may not sit.

    The same table filled from its end says how any beginning is best completed; whoever stands in no slot begins one.
    """
    rest = pricer.end.copy()
    forced = np.full((len(pricer.teams), pricer.terms.people), NOT)
    for at in range(len(slots) - 1, -1, -1):
        slot, better = slots[at], rest.copy()
        best = np.full(len(pricer.teams), NOT)
        for role, gain in slot.gains.items():
            source, target = pricer.move(slot, role)
            ahead = rest[target] + gain
            best = np.maximum(best, (tables[at][source] + ahead).max(axis=tuple(range(7))))
            np.maximum(better[source], ahead, out=better[source])
        there = np.flatnonzero(slot.people >= 0)
        forced[there, slot.people[there]] = best[there]
        rest = better
    _force_the_others(pricer, prices, rest, forced)
    return forced


def _force_the_others(pricer: Pricer, prices: Prices, rest: Table, forced: Table) -> None:
    """Those who stand in no slot: alone in the team, then the best completion."""
    gains, taking, stands = pricer.gains(prices), pricer.taking(prices), np.isfinite(forced)
    for kind, is_own, people in pricer.groups():
        sides = [kind // 2 >> bit & 1 for bit in range(len(SIDES))]
        fits = ~stands[:, people] & (pricer.own[:, people] == is_own)
        for leads, takes in product((False, True)[: 1 + kind % 2], (False, True)[: 1 + (taking is not None)]):
            value = gains[:, people] + rest[(1, int(is_own or takes), int(leads), *sides)][:, None]
            if leads:
                value += pricer.lead[:, people]
            if takes and taking is not None:
                value += taking[:, people]
            forced[:, people] = np.where(fits, np.maximum(forced[:, people], value), forced[:, people])
