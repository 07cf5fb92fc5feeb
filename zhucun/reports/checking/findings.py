"""What the checker says of numbers: contradicted, its scope to be written, a coincidence, agreed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhucun.lib.figure import Figure, Question
from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.claims import Claim


class Verdict(StrEnum):
    """In the order of what wants a person's eye first."""

    CONTRADICTED = "contradicted"
    NEEDS_SCOPE = "needs_scope"
    COINCIDENCE = "coincidence"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Verdict.CONTRADICTED: "矛盾",
    Verdict.NEEDS_SCOPE: "要写明口径",
    Verdict.COINCIDENCE: "巧合，请核",
    Verdict.AGREED: "一致",
}


MOST_DECIMALS = 6


@dataclass(frozen=True)
class Recorded:
    """What the ledgers say to a number: the value as printed, of which figure, asked how.

    `instead` is what the text would have to say for the day it is of; nothing where that cannot just be put there.
    """

    figure: Figure
    question: Question
    shown: str
    instead: str = ""


@dataclass(frozen=True)
class Finding:
    """`rule` names the check (shares, sums, growth, rates, averages, ranks, listed, repeated, coincidences, ledger);
    `arithmetic` is what was reckoned; `recorded` is there where it is the ledgers that say so.
    """

    verdict: Verdict
    rule: str
    claims: tuple[Claim, ...]
    sentence: str
    arithmetic: str
    recorded: Recorded | None = None

    @property
    def begins(self) -> int:
        return self.claims[0].number.start


def said(claims: Sequence[Claim]) -> str:
    return "、".join(f"“{claim.number.said.strip()}”" for claim in claims)


def round_half_up(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def plain_number(value: Fraction, decimals: int = 2) -> str:
    """As people write it: whole numbers whole, others with at most so many decimals, rounded half up."""
    if value.denominator == 1:
        return str(value.numerator)
    whole, rest = divmod(round_half_up(value * 10**decimals), 10**decimals)
    return f"{whole}.{rest:0{decimals}}".rstrip("0").rstrip(".")


def in_print(claims: Sequence[Claim]) -> list[str]:
    """Their values as the text has them: in 万 where all of them are."""
    multiples = {claim.number.multiple for claim in claims}
    multiple = multiples.pop() if len(multiples) == 1 else 1
    return [plain_number(claim.number.value / multiple, MOST_DECIMALS) for claim in claims]


def share_of(part: Fraction, whole: Fraction, decimals: int = 2) -> str:
    """213, 496 → 213÷496＝42.94%."""
    return f"{plain_number(part)}÷{plain_number(whole)}＝{plain_number(part * 100 / whole, decimals)}%"


def between(bounds: Bounds) -> str:
    whole = bounds.whole_numbers()
    if whole:
        return str(whole[0]) if len(whole) == 1 else f"{whole[0]} 到 {whole[-1]}"
    return "没有这样的整数"
