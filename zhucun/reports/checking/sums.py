"""Parts and their whole: 14098人，其中男7658人，女6431人; A、B，合计C; shares that make up a hundred. Pure.

Parts add up to the whole only where the text says so (合计) or the words leave nothing else (男、女). Of other parts
one knows merely that none is greater than the whole.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhucun.reports.checking.bounds import total
from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import MOST_DECIMALS, Finding, Verdict, in_print, plain_number, said
from zhucun.reports.checking.words import COMPLEMENTS

RULE = "sums"
WITHIN = re.compile(r"其中|分别")
ADDED_UP = re.compile(r"(?:合计|共计|总计|总共)[^，,。；]{0,8}$|^[，,]?\s*共[是为]?$")
FEWEST = 2
NEAR = Fraction(3, 10)  # of the whole: further apart, the parts are others than those added up


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        yield from _parts_behind(sentence)
        yield from _parts_before(sentence)


def _parts_behind(sentence: Sequence[Claim]) -> Iterator[Finding]:
    for place, whole in enumerate(sentence[:-1]):
        if whole.number.is_share or not WITHIN.search(sentence[place + 1].before):
            continue
        parts = _run(sentence[place + 1 :], whole)
        yield from (_greater(whole, part) for part in parts if not _can_be_part(whole, part))
        if len(parts) >= FEWEST and _leave_nothing_else(parts):
            yield _added_up(whole, parts)


def _run(claims: Sequence[Claim], whole: Claim) -> list[Claim]:
    """What is of the whole's unit, up to the first that is not; shares between them belong to the parts."""
    parts = []
    for claim in claims:
        if claim.number.is_share:
            continue
        if not claim.is_alike(whole):
            break
        parts.append(claim)
    return parts


def _can_be_part(whole: Claim, part: Claim) -> bool:
    low, high = part.number.bounds.low, whole.number.bounds.high
    return low is None or high is None or low <= high


def _greater(whole: Claim, part: Claim) -> Finding:
    sums = f"{plain_number(part.number.value)}＞{plain_number(whole.number.value)}"
    sentence = f"{said((part,))}是{said((whole,))}里的一部分，却比它多。"
    return Finding(Verdict.CONTRADICTED, RULE, (whole, part), sentence, sums)


def _leave_nothing_else(parts: Sequence[Claim]) -> bool:
    words = [claim.before + claim.after for claim in parts]
    return any(
        len(parts) == len(kinds) and all(kind in word for kind, word in zip(kinds, words, strict=True))
        for kinds in COMPLEMENTS
    )


def _parts_before(sentence: Sequence[Claim]) -> Iterator[Finding]:
    """A、B、C，合计N."""
    for place, whole in enumerate(sentence):
        if place < FEWEST or not ADDED_UP.search(whole.before):
            continue
        parts = _run(list(reversed(sentence[:place])), whole)[::-1]
        if len(parts) >= FEWEST and _are_near(whole, parts):
            yield _added_up(whole, parts)


def _are_near(whole: Claim, parts: Sequence[Claim]) -> bool:
    added = sum(part.number.value for part in parts)
    return abs(added - whole.number.value) <= NEAR * whole.number.value


def _added_up(whole: Claim, parts: Sequence[Claim]) -> Finding:
    claims = (whole, *parts)
    added = sum((part.number.value for part in parts), Fraction(0))
    multiple = whole.number.multiple if {claim.number.multiple for claim in claims} == {whole.number.multiple} else 1
    sums = f"{'＋'.join(in_print(claims)[1:])}＝{plain_number(added / multiple, MOST_DECIMALS)}"
    if total([part.number.bounds for part in parts]).meets(whole.number.bounds):
        return Finding(Verdict.AGREED, RULE, claims, f"各部分加起来是{said((whole,))}。", sums)
    apart = plain_number(abs(added - whole.number.value) / multiple, MOST_DECIMALS)
    sentence = f"各部分加起来不是{said((whole,))}，差 {apart}。"
    return Finding(Verdict.CONTRADICTED, RULE, claims, sentence, sums)
