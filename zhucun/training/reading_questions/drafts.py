"""What reading gives: drafts of questions, each with what it is not certain of. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

SINGLE, MULTIPLE, TRUE_FALSE, FILL_IN, SHORT = "single", "multiple", "true_false", "fill_in", "short"
CHOSEN = (SINGLE, MULTIPLE, TRUE_FALSE)
TRUE_FALSE_OPTIONS = ("对", "错")
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Draft:
    """A question as understood; `key` as in the bank: positions of options, or what each blank accepts."""

    number: str
    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[Any, ...] = ()
    explanation: str = ""
    source: str = ""
    topic: str = ""
    difficulty: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return "".join(LETTERS[at] for at in self.key) if self.kind in CHOSEN else ""


@dataclass(frozen=True)
class Found:
    """All drafts of a file, and what is to be said of the file as a whole."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


BLANK = "______"
BLANKS = re.compile(r"_{2,}")
BETWEEN = "；"  # the answers of several blanks, where a form has one answer only
MOST_WAYS = 24


def joined(key: Sequence[Sequence[str]]) -> list[str]:
    """All blanks as one answer, in each way that is accepted."""
    ways = product(*key)
    return [BETWEEN.join(one) for one, _ in zip(ways, range(MOST_WAYS), strict=False)]


def parted(stem: str, accepted: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """And back, where every one falls into as many parts as there are blanks."""
    count = len(BLANKS.findall(stem))
    parts = [one.split(BETWEEN) for one in accepted]
    if count < 2 or any(len(one) != count for one in parts):
        return (tuple(accepted),)
    return tuple(tuple(dict.fromkeys(column)) for column in zip(*parts, strict=True))
