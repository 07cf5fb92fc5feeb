"""What an answer is worth, in thousandths of a point; None is for a person to judge. Pure.

A choice is told as the options' own positions, a fill-in as a text for each blank, a short answer as one text.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from zhucun.training.knowledge_tests.drawing import MILLI, Item

CHOSEN = ("single", "multiple", "true_false")
NOT_SAID = re.compile(r"[\s\u3000。，、；：,.;:“”\"'‘’《》<>()（）]+")
NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")


class Outcome(Enum):
    """How an item went; what statistics read."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"
    UNJUDGED = "unjudged"


@dataclass(frozen=True)
class Marked:
    outcome: Outcome
    milli: int


@dataclass(frozen=True)
class Key:
    """The key of a version: positions, accepted texts of each blank, or the answer it is compared with."""

    kind: str
    key: Sequence[Any]


def is_blank(answer: Sequence[Any] | None) -> bool:
    return not answer or all(isinstance(one, str) and not one.strip() for one in answer)


def mark(item: Item, key: Key, answer: Sequence[Any] | None, *, partial: str) -> Marked:
    """`partial`: what a multiple choice is worth of which some right ones were chosen and no wrong one."""
    if is_blank(answer):
        return Marked(Outcome.BLANK, 0)
    assert answer is not None
    if item.kind == "short":
        return Marked(Outcome.UNJUDGED, 0)
    if item.kind == "fill_in":
        return _filled(item, key.key, answer)
    return _chosen(item, {*key.key}, {*answer}, partial)


def _chosen(item: Item, right: set[int], chosen: set[int], partial: str) -> Marked:
    if chosen == right:
        return Marked(Outcome.RIGHT, item.points_milli)
    if item.kind != "multiple" or not chosen < right or partial == "none":
        return Marked(Outcome.WRONG, 0)
    share = item.points_milli // 2 if partial == "half" else item.points_milli * len(chosen) // len(right)
    return Marked(Outcome.PARTLY, share)


def _filled(item: Item, key: Sequence[Sequence[str]], answer: Sequence[str]) -> Marked:
    """Each blank counts alike; the points are shared among them, the rest of the division being lost by nobody."""
    right = sum(
        normal(said) in {normal(one) for one in accepted} for said, accepted in zip(answer, key, strict=False) if said
    )
    if right == len(key):
        return Marked(Outcome.RIGHT, item.points_milli)
    return Marked(Outcome.PARTLY if right else Outcome.WRONG, item.points_milli * right // len(key))


def normal(text: str) -> str:
    """Full and half width, spaces and marks make no difference, nor whether a number is written 三 or 3."""
    plain = NOT_SAID.sub("", unicodedata.normalize("NFKC", text)).lower()
    return _number(plain)


def _number(text: str) -> str:
    """十五 and 15, 二十 and 20 are one; a longer number in characters is compared digit by digit."""
    tens = re.sub(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", _ten, text)
    return tens.translate(NUMERALS)


def _ten(found: re.Match[str]) -> str:
    return f"{found[1] or '一'}{found[2] or '零'}"


def total(marks: Mapping[int, Marked], by_hand: Mapping[int, int]) -> int:
    """Of all items; what a person judged stands in place of the machine's."""
    return sum(by_hand.get(at, one.milli) for at, one in marks.items())


def shown_points(milli: int) -> str:
    """5000 is 5, 2500 is 2.5."""
    whole, rest = divmod(milli, MILLI)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def per_cent(score: int, full: int) -> int:
    """Whole, rounded down: 优秀 from 90 means 90 was reached."""
    return score * 100 // full if full else 0


def grade_of(score: int, full: int, bands: Sequence[Mapping[str, Any]]) -> str:
    """The first band that is reached; `bands` from the best down, the last from 0."""
    reached = per_cent(score, full)
    return next((band["label"] for band in bands if reached >= band["least"]), "")
