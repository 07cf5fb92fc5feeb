"""Whose proposed grade hangs on a weight or a side: how many go which way, and who, township by township."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhucun.oversight.grading.showing import BLANK, Line
from zhucun.oversight.schemes.rules import called

TOWNSHIP_DIGITS = 9
Way = tuple[int | None, int | None]


@dataclass(frozen=True)
class Moved:
    """`ways` are (“较好 → 好”, how many); `townships` (name or empty, [(line, its way)])."""

    count: int
    ways: list[tuple[str, int]]
    townships: list[tuple[str, list[tuple[Line, str]]]]


def moved_of(changed: Mapping[int, Way], lines: Mapping[int, Line], townships: Sequence[tuple[str, str]]) -> Moved:
    """In the order of places; units have no township."""
    found: dict[str, list[tuple[Line, str]]] = defaultdict(list)
    for key, line in lines.items():
        if key in changed:
            found[line.sheet.place_code[:TOWNSHIP_DIGITS]].append((line, _way(line, *changed[key])))
    names = dict(townships)
    ways = Counter(way for listed in found.values() for _, way in listed)
    return Moved(len(changed), ways.most_common(), [(names.get(code, ""), listed) for code, listed in found.items()])


def _way(line: Line, before: int | None, after: int | None) -> str:
    return " → ".join(called(one, line.scale) if one else BLANK for one in (before, after))
