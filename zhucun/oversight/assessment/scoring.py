"""From what records and raters say to one number: whole numbers and fractions, rounded once at the end. Pure.

A rater's number is hundredths of a point out of 100. An indicator is the mean of its raters by their weights; the
total is the mean of the indicators by theirs. What nobody scored and no record tells is left out on both levels, so
that a team that was never inspected is not marked down for it:
Σ weight × (Σ rater weight × score ÷ Σ rater weight) ÷ Σ weight.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zhucun.oversight.schemes.rules import Leaf

FULL = 10_000


@dataclass(frozen=True)
class Said:
    """What one rater says of one indicator; `n` how many slips stand behind it where it is a tally."""

    rater: str
    weight: int
    hundredths: int
    n: int = 0


@dataclass(frozen=True)
class Part:
    """An indicator with everything that made its score, as it is kept. Of a computed one `raters` is empty."""

    key: int
    block: str
    name: str
    weight: int
    source: str
    score: Fraction | None
    raters: tuple[Said, ...] = ()
    sentence: str = ""
    evidence: tuple[Mapping[str, Any], ...] = ()

    @property
    def points(self) -> Fraction | None:
        """Of `weight` points, how many."""
        return None if self.score is None else self.score * self.weight / FULL

    def as_json(self) -> dict[str, Any]:
        """Exact: a fraction as its two whole numbers."""
        return {
            "key": self.key,
            "block": self.block,
            "name": self.name,
            "weight": self.weight,
            "source": self.source,
            "score": None if self.score is None else [self.score.numerator, self.score.denominator],
            "raters": [[one.rater, one.weight, one.hundredths, one.n] for one in self.raters],
            "sentence": self.sentence,
            "evidence": list(self.evidence),
        }

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> "Part":
        score = None if given["score"] is None else Fraction(*given["score"])
        raters = tuple(Said(*one) for one in given["raters"])
        return cls(**{**given, "score": score, "raters": raters, "evidence": tuple(given["evidence"])})


def mean(raters: Iterable[Said]) -> Fraction | None:
    """By weight, of those who said something; None where nobody with a weight did."""
    weighty = [one for one in raters if one.weight > 0]
    whole = sum(one.weight for one in weighty)
    return Fraction(sum(one.weight * one.hundredths for one in weighty), whole) if whole else None


def computed_part(
    leaf: Leaf, hundredths: int | None, sentence: str, evidence: Iterable[Mapping[str, Any]] = ()
) -> Part:
    score = None if hundredths is None else Fraction(hundredths)
    return Part(leaf.key, leaf.block, leaf.name, leaf.weight, leaf.source, score, (), sentence, tuple(evidence))


def rated_part(leaf: Leaf, given: Mapping[str, tuple[int, int]]) -> Part:
    """`given`: rater → (hundredths, how many slips)."""
    raters = tuple(Said(who, weight, *given[who]) for who, weight in leaf.raters if who in given)
    return Part(leaf.key, leaf.block, leaf.name, leaf.weight, "", mean(raters), raters)


def exact_total(parts: Iterable[Part]) -> Fraction | None:
    """Hundredths, not rounded; None where nothing is scored."""
    scored = [(one.weight, one.score) for one in parts if one.score is not None]
    whole = sum(weight for weight, _ in scored)
    return sum((weight * score for weight, score in scored), Fraction(0)) / whole if whole else None


def rounded(exact: Fraction | None) -> int | None:
    """To the nearest hundredth of a point, a half up: the one rounding there is."""
    if exact is None:
        return None
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def total(parts: Iterable[Part]) -> int | None:
    return rounded(exact_total(parts))


def records_say(parts: Iterable[Part]) -> int | None:
    """The computed part alone: what a rater's number is held against."""
    return total(one for one in parts if one.source)


def recomputed(parts: Iterable[Part]) -> int | None:
    """From the raters' numbers up, not from the scores that were kept: what a check years later does."""
    return total(one if one.source else _again(one) for one in parts)


def _again(one: Part) -> Part:
    return Part(one.key, one.block, one.name, one.weight, one.source, mean(one.raters), one.raters)
