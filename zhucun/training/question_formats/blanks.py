"""The key of a fill-in where a form has one answer only: all its blanks in one, and apart again. Pure."""

import re
from collections.abc import Sequence
from itertools import product

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
