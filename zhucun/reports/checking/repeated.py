"""The same quantity twice: 496 members here, 494 there; each may be true, of its day. Pure."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, plain_number, said
from zhucun.reports.checking.written import Hedge

RULE = "repeated"
NEAR = Fraction(1, 20)  # of the greater: as near as two counts of the same thing come to each other
SMALLEST = 10  # below it two counts are near by chance
LONGEST_SHARED = 4  # words before a number that make it the same: 外出务工经商能人782名, …经商能人113名


def check(reading: Reading) -> Iterator[Finding]:
    counted = [claim for claim in reading.claims if _counts(claim)]
    seen: set[tuple[str, str, Fraction, Fraction]] = set()
    for one, other in _may_be_the_same(counted):
        if finding := _compared(one, other):
            key = (one.noun, one.number.unit, *sorted((one.number.value, other.number.value)))
            if key not in seen:
                seen.add(key)
                yield finding


def _may_be_the_same(counted: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """In the order of the text, without going through all pairs: a hundred pages have thousands of numbers."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, claim in enumerate(counted):
        for mark in _marks(claim):
            alike[mark].append(at)
    for at, claim in enumerate(counted):
        later = {other for mark in _marks(claim) for other in alike[mark][bisect_right(alike[mark], at) :]}
        yield from ((claim, counted[other]) for other in sorted(later))


def _marks(claim: Claim) -> Iterator[tuple[str, ...]]:
    """Two that are the same have one of these in common: how their noun begins, or the words that run up to them."""
    unit, words = claim.number.unit, claim.before.strip()
    if claim.noun:
        yield unit, "noun", claim.noun[0]
    if len(words) > LONGEST_SHARED:
        yield unit, "words", words[-LONGEST_SHARED - 1 :]


def _counts(claim: Claim) -> bool:
    number = claim.number
    return number.unit not in ("%", "百分点", "元", "") and number.hedge is Hedge.NONE and not number.is_rounded


def _compared(one: Claim, other: Claim) -> Finding | None:
    if not one.is_alike(other) or one.number.value == other.number.value:
        return None
    if one.counts_the_same(other):
        return _same_noun(one, other)
    return _same_words_before(one, other)


def _same_noun(one: Claim, other: Claim) -> Finding | None:
    small, great = sorted((one.number.value, other.number.value))
    if small >= SMALLEST and great - small <= great * NEAR:
        return _two_values(one, other, great - small)
    if _lost_a_digit(plain_number(small), plain_number(great)) and abs(one.sentence - other.sentence) <= 1:
        sentence = f"{said((one, other))}说的像是同一个数，是不是漏了一位？"
        return Finding(Verdict.COINCIDENCE, RULE, (one, other), sentence, f"{small} 和 {great} 差一位数字")
    return None


def _two_values(one: Claim, other: Claim, apart: Fraction) -> Finding:
    """Both said to be all there are, of no day: one of them is wrong. Else each may be right of its day."""
    sums = f"{plain_number(one.number.value)} 和 {plain_number(other.number.value)} 差 {plain_number(apart)}"
    if one.is_total and other.is_total and not _has_day(one) and not _has_day(other):
        sentence = f"同一个“{one.noun}”总数写了两个：{said((one, other))}。"
        return Finding(Verdict.CONTRADICTED, RULE, (one, other), sentence, sums)
    sentence = f"“{one.noun}”写了两个数：{said((one, other))}。如果是不同时点或范围，请写明。"
    return Finding(Verdict.NEEDS_SCOPE, RULE, (one, other), sentence, sums)


def _same_words_before(one: Claim, other: Claim) -> Finding | None:
    """The same words run up to two numbers far apart: two scopes of one thing."""
    shared = _shared_end(one.before.strip(), other.before.strip())
    if len(shared) <= LONGEST_SHARED or min(one.number.value, other.number.value) < SMALLEST:
        return None
    sentence = f"“{shared}”写了两个数：{said((one, other))}。口径不同的话，请分别写明。"
    sums = f"{plain_number(one.number.value)} 和 {plain_number(other.number.value)}"
    return Finding(Verdict.NEEDS_SCOPE, RULE, (one, other), sentence, sums)


def _shared_end(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return re.sub(r"^.*[，,、。]", "", one[len(one) - length :])


def _lost_a_digit(small: str, great: str) -> bool:
    return len(great) == len(small) + 1 and any(great[:at] + great[at + 1 :] == small for at in range(len(great)))


def _has_day(claim: Claim) -> bool:
    return re.search(r"\d+[年月日]|截至|以来|期间", claim.opening) is not None
