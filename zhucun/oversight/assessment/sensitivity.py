"""Whose grade would change if a weight moved by ten per cent, or if one rater were left out. Pure (R-ASS-08)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhucun.oversight.assessment import scoring
from zhucun.oversight.assessment.grading import Judged, proposals
from zhucun.oversight.assessment.scoring import Part
from zhucun.oversight.schemes.rules import Rater, SchemeRules

MOVED = (Fraction(9, 10), Fraction(11, 10))
TEN = 10  # weights are taken times ten, so that ten per cent more or less is a whole number


@dataclass(frozen=True)
class Change:
    """What was changed, in words, and whose proposed grade changes by it: key → (before, after)."""

    what: str
    changed: Mapping[int, tuple[int | None, int | None]]


@dataclass(frozen=True)
class Sheet:
    """What of a sheet is needed to grade it again."""

    judged: Judged
    parts: tuple[Part, ...]


def changes(rules: SchemeRules, sheets: Sequence[Sheet]) -> list[Change]:
    """One entry a weight and direction, one a rater; that it changes nothing is an answer too."""
    before = _grades(rules, sheets, lambda parts: parts)
    weights = [
        Change(
            f"“{leaf.name}”的分值{_more_or_less(by)}一成",
            _differs(before, _grades(rules, sheets, _moved(leaf.key, by))),
        )
        for leaf in rules.leaves
        for by in MOVED
    ]
    raters = [
        Change(f"不算{Rater(who).label}的评分", _differs(before, _grades(rules, sheets, _without(who))))
        for who in dict.fromkeys(who for leaf in rules.leaves for who, _ in leaf.raters)
    ]
    return [*weights, *raters]


def _more_or_less(by: Fraction) -> str:
    return "多" if by > 1 else "少"


Turn = Callable[[Sequence[Part]], Sequence[Part]]


def _grades(rules: SchemeRules, sheets: Sequence[Sheet], turn: Turn) -> dict[int, int | None]:
    again = [replace(one.judged, total=scoring.total(turn(one.parts))) for one in sheets]
    return {key: one.grade for key, one in proposals(rules, again).items()}


def _differs(
    before: Mapping[int, int | None], after: Mapping[int, int | None]
) -> dict[int, tuple[int | None, int | None]]:
    return {key: (was, after[key]) for key, was in before.items() if after[key] != was}


def _moved(key: int, by: Fraction) -> Turn:
    """The others' weights stay; the total is the mean by weight, so that it remains one out of a hundred."""

    def turn(parts: Sequence[Part]) -> Sequence[Part]:
        return [replace(one, weight=int(one.weight * TEN * (by if one.key == key else 1))) for one in parts]

    return turn


def _without(who: str) -> Turn:
    def turn(parts: Sequence[Part]) -> Sequence[Part]:
        return [_left_out(one, who) if _says(one.raters, who) else one for one in parts]

    return turn


def _says(raters: Iterable[scoring.Said], who: str) -> bool:
    return any(one.rater == who for one in raters)


def _left_out(part: Part, who: str) -> Part:
    rest = tuple(one for one in part.raters if one.rater != who)
    return replace(part, raters=rest, score=scoring.mean(rest))
