"""Whole teams as columns: what each is worth, exactly, and a programme that picks one of them for every team."""

import numpy as np

from zhucun.solver.pricing import Floats
from zhucun.solver.terms import SIDES, Marks, Terms, Whole
from zhucun.solver.walking import Picked


def worth_of(terms: Terms, picked: Picked, *, with_mates: bool = True) -> Floats:
    """A team's worth from its members alone, less the price of each hard rule that it breaks."""
    team, people = picked.teams, picked.members
    is_there = people >= 0
    seat = np.where(is_there, terms.worth[people, team[:, None]], 0).sum(axis=1, dtype=np.int64)
    lead = np.where(picked.leads >= 0, terms.lead[picked.leads, team], -terms.broken)
    worth = seat + lead - _sides_missed(terms, people, is_there)
    if with_mates and terms.problem.weights.mates_apart:
        worth = worth - terms.problem.weights.mates_apart * _mates(terms, team, people)
    worth = worth - terms.broken * np.maximum(terms.least[team] - is_there.sum(axis=1), 0)
    has_own = (is_there & terms.is_own[people, team[:, None]]).any(axis=1)
    worth = worth - terms.broken * (terms.must_send[team] & ~has_own)
    taken = np.where(picked.takers >= 0, terms.taking[picked.takers, team], -terms.broken)
    return (worth + np.where(terms.seeks_unit[team], taken, 0)).astype(float)


def _sides_missed(terms: Terms, people: Whole, is_there: Marks) -> Whole:
    seen = np.bitwise_or.reduce(np.where(is_there, terms.side_mask[people], 0), axis=1)
    return sum(
        (terms.wish_for(side) * (1 - (seen >> bit & 1)) for bit, side in enumerate(SIDES)),
        np.zeros(len(people), np.int64),
    )


def _mates(terms: Terms, team: Whole, people: Whole) -> Whole:
    """Members beyond the first of one unit, the team's own left aside."""
    units = np.where((people >= 0) & ~terms.is_own[people, team[:, None]], terms.unit_of[people], -1)
    units = np.sort(units, axis=1)
    return ((units[:, 1:] == units[:, :-1]) & (units[:, 1:] >= 0)).sum(axis=1)


def mates_of(terms: Terms, team: int, people: list[int]) -> tuple[int, int]:
    """Two of one unit that is not the team's own; there must be some."""
    seen: dict[int, int] = {}
    for person in people:
        unit = int(terms.unit_of[person])
        if unit >= 0 and not terms.is_own[person, team]:
            if unit in seen:
                return seen[unit], person
            seen[unit] = person
    raise ValueError(f"no mates among {people}")


def is_together(terms: Terms, picked: Picked) -> Marks:
    """Teams with two people who are kept apart."""
    found = np.zeros(len(picked.teams), dtype=bool)
    for one, other in terms.apart:
        found |= (picked.members == one).any(axis=1) & (picked.members == other).any(axis=1)
    return found


def joined(parts: list[Picked], width: int) -> Picked:
    wide = [np.pad(p.members, ((0, 0), (0, width - p.members.shape[1])), constant_values=-1) for p in parts]
    return Picked(
        np.concatenate([p.teams for p in parts]),
        np.concatenate(wide),
        np.concatenate([p.leads for p in parts]),
        np.concatenate([p.takers for p in parts]),
        np.concatenate([p.promised for p in parts]),
    )


def rows_of(picked: Picked, which: Marks | Whole) -> Picked:
    return Picked(*(getattr(picked, name)[which] for name in Picked.__dataclass_fields__))


def keys_of(picked: Picked) -> list[bytes]:
    """Equal for equal teams."""
    parts = (picked.teams[:, None], np.sort(picked.members, axis=1), picked.leads[:, None], picked.takers[:, None])
    table = np.ascontiguousarray(np.concatenate(parts, axis=1))
    return [row.tobytes() for row in table]
