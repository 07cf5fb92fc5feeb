"""A paper for every seat from one seed: the same counts of each line, so that all are equally hard. Pure.

Of each line the pool is shuffled and dealt out like cards, seat after seat: every question is asked about as often as
any other, and where the pool holds twice what a paper needs, two neighbours have none in common.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random
from typing import Any

KIND_ORDER = ("single", "multiple", "true_false", "fill_in", "short")
MILLI = 1000


@dataclass(frozen=True)
class Line:
    """So many questions of a topic, a kind and a difficulty, each of so many points."""

    topic: str
    kind: str
    difficulty: str
    count: int
    points: int

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.topic, self.kind, self.difficulty


@dataclass(frozen=True)
class Drawable:
    """A question as the drawing needs it: its version, where it belongs, how many options there are to shuffle."""

    version: int
    topic: str
    kind: str
    difficulty: str
    options: int = 0

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.topic, self.kind, self.difficulty


@dataclass(frozen=True)
class Item:
    """A question on a paper: `order` holds the options' own positions as they are shown."""

    version: int
    kind: str
    points_milli: int
    order: tuple[int, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {"version": self.version, "kind": self.kind, "points": self.points_milli, "order": list(self.order)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Item":
        return cls(kept["version"], kept["kind"], kept["points"], tuple(kept["order"]))


Paper = tuple[Item, ...]
Bank = Mapping[tuple[str, str, str], Sequence[Drawable]]


def bank_of(questions: Sequence[Drawable]) -> dict[tuple[str, str, str], list[Drawable]]:
    """By line, in an order that does not hang on the database's."""
    ordered = sorted(questions, key=lambda one: (*one.cell, one.version))
    return {cell: list(some) for cell, some in groupby(ordered, key=lambda one: one.cell)}


def lacking(lines: Sequence[Line], bank: Bank) -> list[tuple[Line, int]]:
    """Each line of which the bank has too few, with how many there are."""
    return [(line, len(bank.get(line.cell, ()))) for line in lines if len(bank.get(line.cell, ())) < line.count]


def points_of(lines: Sequence[Line]) -> int:
    return sum(line.count * line.points for line in lines)


def papers(lines: Sequence[Line], bank: Bank, *, seats: int, seed: str) -> list[Paper]:
    """One for each seat, in the order in which people sit. The same seed gives the same papers again."""
    chance = Random(seed)
    hands = [_hands(line, bank[line.cell], chance) for line in lines]
    return [_arranged([item for hand in hands for item in next(hand)], chance) for _ in range(seats)]


def _hands(line: Line, pool: Sequence[Drawable], chance: Random) -> Iterator[list[Item]]:
    """What one line gives to seat after seat. When the pool is dealt out it is shuffled anew, what the hand before held
    coming last."""
    waiting: list[Drawable] = []
    before: set[int] = set()
    while True:
        hand, waiting = waiting[: line.count], waiting[line.count :]
        if (short := line.count - len(hand)) > 0:
            fresh = _fresh(pool, {one.version for one in hand}, before, chance)
            hand, waiting = hand + fresh[:short], fresh[short:]
        before = {one.version for one in hand}
        yield [_item(one, line, chance) for one in hand]


def _fresh(pool: Sequence[Drawable], held: set[int], before: set[int], chance: Random) -> list[Drawable]:
    """A new round: what is in the hand already has its turn last, so that no paper asks it twice."""
    shuffled = chance.sample(pool, len(pool))
    return sorted(shuffled, key=lambda one: (one.version in held, one.version in before))


def _item(one: Drawable, line: Line, chance: Random) -> Item:
    """True and false stay in their order; every other choice is shuffled."""
    order = list(range(one.options))
    if one.kind != "true_false":
        chance.shuffle(order)
    return Item(one.version, one.kind, line.points * MILLI, tuple(order))


def _arranged(items: list[Item], chance: Random) -> Paper:
    """By kind, as a printed paper has them, shuffled within."""
    chance.shuffle(items)
    return tuple(sorted(items, key=lambda item: KIND_ORDER.index(item.kind)))
