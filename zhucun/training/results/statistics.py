"""What a test says about its questions, and how far it can be relied on. Pure; whole numbers in, whole numbers out.

Papers differ from seat to seat, so a question is compared with the rest of each person's own paper. Taken from:
Henrysson 1963 (item against the rest, without itself), Kelley 1939 (the upper and lower 27 per cent), Kuder and
Richardson 1937 and Cronbach 1951 (alpha, which on right-or-wrong items is KR-20), Shrout and Fleiss 1979 (ICC(1,k), for
papers of which each has its own questions). Every question weighs alike, whatever its points.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

FULL = 1000  # a share of 1000 is all of a question's points
FEW, TOO_FEW = 30, 5  # people: below the first a figure is a hint, below the second it is none
UPPER_PER_CENT = 27

# person → question → the share of its points that was reached
Shares = Mapping[int, Mapping[int, int]]


@dataclass
class _Sums:
    """What a correlation is made of."""

    n: int = 0
    x: int = 0
    y: int = 0
    xx: int = 0
    yy: int = 0
    xy: int = 0

    def add(self, x: int, y: int) -> None:
        self.n += 1
        self.x += x
        self.y += y
        self.xx += x * x
        self.yy += y * y
        self.xy += x * y

    @property
    def hundredths(self) -> int | None:
        """None where everybody did alike: then nothing tells people apart."""
        spread = (self.n * self.xx - self.x**2) * (self.n * self.yy - self.y**2)
        return round(100 * (self.n * self.xy - self.x * self.y) / sqrt(spread)) if spread else None


@dataclass(frozen=True)
class ItemFound:
    """`reached`: the mean share in thousandths; `discrimination`: hundredths from -100 to 100, None if not told."""

    asked: int
    reached: int
    discrimination: int | None

    @property
    def is_hint(self) -> bool:
        return self.asked < FEW


def of_items(shares: Shares) -> dict[int, ItemFound]:
    """Of every question that was asked: how much of it was reached, and whether those who do well elsewhere do well
    on it."""
    sums: defaultdict[int, _Sums] = defaultdict(_Sums)
    for paper in shares.values():
        whole, others = sum(paper.values()), max(len(paper) - 1, 1)
        for item, share in paper.items():
            sums[item].add(share, (whole - share) * FULL // others)
    return {item: _found(one) for item, one in sums.items()}


def _found(sums: _Sums) -> ItemFound:
    told = sums.hundredths if sums.n >= TOO_FEW else None
    return ItemFound(asked=sums.n, reached=(2 * sums.x + sums.n) // (2 * sums.n), discrimination=told)


@dataclass(frozen=True)
class Reliability:
    """`same_paper`: alpha; otherwise ICC(1,k)."""

    hundredths: int
    people: int
    same_paper: bool

    @property
    def is_hint(self) -> bool:
        return self.people < FEW


def reliability(shares: Shares) -> Reliability | None:
    """None of fewer than five people, of papers of one question or of unlike length, and where all reached the same."""
    papers = list(shares.values())
    lengths = {len(one) for one in papers}
    if len(papers) < TOO_FEW or len(lengths) != 1 or min(lengths) < 2:
        return None
    same = all(one.keys() == papers[0].keys() for one in papers)
    told = _alpha(papers) if same else _intraclass(papers)
    return None if told is None else Reliability(told, len(papers), same)


def _alpha(papers: list[Mapping[int, int]]) -> int | None:
    items = len(papers[0])
    of_wholes = _spread([sum(one.values()) for one in papers])
    of_items = sum(_spread([one[item] for one in papers]) for item in papers[0])
    return round(100 * items * (of_wholes - of_items) / ((items - 1) * of_wholes)) if of_wholes else None


def _intraclass(papers: list[Mapping[int, int]]) -> int | None:
    """1 - mean square within persons / mean square between them, with both brought to one denominator."""
    people, items = len(papers), len(papers[0])
    between = _spread([sum(one.values()) for one in papers]) * (items - 1)
    within = sum(_spread([*one.values()]) for one in papers) * (people - 1)
    return round(100 * (between - within) / between) if between else None


def _spread(numbers: list[int]) -> int:
    """The variance times the square of the count."""
    return len(numbers) * sum(one * one for one in numbers) - sum(numbers) ** 2


@dataclass(frozen=True)
class OptionFound:
    """How many chose it, and of those the best and the weakest of all who were asked."""

    chosen: int
    upper: int
    lower: int


def wholes_of(shares: Shares) -> dict[int, int]:
    return {who: sum(paper.values()) for who, paper in shares.items()}


def upper_and_lower(shares: Shares, wholes: Mapping[int, int], item: int) -> tuple[set[int], set[int]]:
    """The best and the weakest 27 per cent of those asked, by the rest of their paper; ties go by the seat."""
    rest = {who: wholes[who] - paper[item] for who, paper in shares.items() if item in paper}
    ordered = sorted(rest, key=lambda who: (rest[who], who))
    size = len(ordered) * UPPER_PER_CENT // 100
    return set(ordered[len(ordered) - size :]), set(ordered[:size])


def of_options(chosen: Mapping[int, Iterable[int]], upper: set[int], lower: set[int]) -> dict[int, OptionFound]:
    """`chosen`: person → the options taken."""
    by_option: defaultdict[int, set[int]] = defaultdict(set)
    for who, options in chosen.items():
        for option in options:
            by_option[option].add(who)
    return {option: OptionFound(len(who), len(who & upper), len(who & lower)) for option, who in by_option.items()}


def draws_the_best(options: Mapping[int, OptionFound], key: Iterable[int]) -> list[int]:
    """Wrong options that more of the best took than a right one: the key or the wording may be wrong."""
    right = set(key)
    least = min((options[one].upper if one in options else 0 for one in right), default=0)
    return sorted(one for one, found in options.items() if one not in right and found.upper > least)
