"""Words that rank: 从多到少, 最多, 过半, 11个县区中排第13. What they say of the numbers beside them. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, plain_number, said
from zhucun.reports.checking.numerals import SIGNS, whole

RULE = "ranks"
FALLING = re.compile(r"[从由][多高大]到[少低小]")
RISING = re.compile(r"[从由][少低小]到[多高大]")
FEWEST = 2
MOST_OR_LEAST = re.compile(r"(?:其中)?(?P<name>[一-鿿]{2,6}?)最(?P<which>多|高|大|少|低|小)")
PLACE = re.compile(rf"^[^，,。；]{{0,6}}[中里][^，,。；]{{0,8}}第(?P<place>\d+|[{SIGNS}]+)(?:位|名)?")
MAJORITY = "半数以上|一半以上|过半数?|超半数|超过半数|超过一半|大多数|绝大多数"
MINORITY = "不到半数|不到一半|不足半数|不足一半"
HALF = Fraction(50)


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        yield from _in_order(sentence)
        yield from _greatest(sentence)
        yield from _beyond_the_last(sentence)
        yield from _halves(sentence)


def _in_order(sentence: Sequence[Claim]) -> Iterator[Finding]:
    """由多到少: each number is as great as the next."""
    for words, is_right in ((FALLING, Fraction.__ge__), (RISING, Fraction.__le__)):
        first = next((claim for claim in sentence if words.search(claim.before)), None)
        run = _alike_from(sentence, first) if first else []
        if len(run) > FEWEST and not any(claim.number.is_rounded for claim in run):
            yield _ordered(run, is_right)


def _alike_from(sentence: Sequence[Claim], first: Claim) -> list[Claim]:
    return [claim for claim in sentence[first.place :] if claim.is_alike(first)]


def _ordered(run: Sequence[Claim], is_right: Callable[[Fraction, Fraction], bool]) -> Finding:
    wrong = next((pair for pair in pairwise(run) if not is_right(pair[0].number.value, pair[1].number.value)), None)
    if wrong is None:
        return Finding(Verdict.AGREED, RULE, tuple(run), f"{said(run)}的次序是对的。", "、".join(_values(run)))
    sentence = f"{said(wrong)}的次序反了。"
    return Finding(Verdict.CONTRADICTED, RULE, wrong, sentence, "、".join(_values(run)))


def _values(claims: Sequence[Claim]) -> list[str]:
    return [plain_number(claim.number.value) for claim in claims]


def _greatest(sentence: Sequence[Claim]) -> Iterator[Finding]:
    """天堂镇30件、冷水镇25件，天堂镇最多."""
    for claim in sentence:
        found = MOST_OR_LEAST.search(claim.following)
        if found is None:
            continue
        run = [each for each in sentence[: claim.place + 1] if each.is_alike(claim) and not each.number.is_share]
        named = [each for each in run if found["name"] in each.before]
        if len(run) >= FEWEST and len(named) == 1:
            yield _compared(named[0], run, found["name"], found["which"])


def _compared(named: Claim, run: Sequence[Claim], name: str, which: str) -> Finding:
    best = (max if which in "多高大" else min)(run, key=lambda claim: claim.number.value)
    if best.number.value == named.number.value:
        return Finding(Verdict.AGREED, RULE, (named,), f"{name}确实最{which}。", "、".join(_values(run)))
    sentence = f"最{which}的不是{name}：{said((named, best))}。"
    sign = "＜" if named.number.value < best.number.value else "＞"
    return Finding(Verdict.CONTRADICTED, RULE, (named, best), sentence, sign.join(_values((named, best))))


def _beyond_the_last(sentence: Sequence[Claim]) -> Iterator[Finding]:
    """在全市11个县区中排第13."""
    for claim in sentence:
        found = PLACE.match(claim.following)
        if found is None or claim.number.is_rounded or claim.number.is_share:
            continue
        place = int(found["place"]) if found["place"].isdigit() else whole(found["place"])
        if place > claim.number.value:
            sentence_said = f"{said((claim,))}里排不到第 {place}。"
            sums = f"{place}＞{plain_number(claim.number.value)}"
            yield Finding(Verdict.CONTRADICTED, RULE, (claim,), sentence_said, sums)


def _halves(sentence: Sequence[Claim]) -> Iterator[Finding]:
    for claim in sentence:
        bounds = claim.number.bounds
        if not claim.number.is_share or bounds.low is None or bounds.high is None:
            continue
        if bounds.high < HALF and (word := _beside(claim, MAJORITY)):
            yield _not_half(claim, word, "＜")
        elif bounds.low > HALF and (word := _beside(claim, MINORITY)):
            yield _not_half(claim, word, "＞")


def _beside(claim: Claim, words: str) -> str:
    """In the share's own clause behind it, or right before it: 占42%，过半; 半数以上（42%）."""
    behind = re.match(rf"^\s*[，,（(]?\s*(?P<word>{words})", claim.following)
    before = re.search(rf"(?P<word>{words})[一-鿿]{{0,4}}[（(，,]?(?:占|达|约)?$", claim.before)
    found = behind or before
    return found["word"] if found else ""


def _not_half(claim: Claim, word: str, sign: str) -> Finding:
    sums = f"{plain_number(claim.number.value)}%{sign}50%"
    return Finding(Verdict.CONTRADICTED, RULE, (claim,), f"{said((claim,))}不能说“{word}”。", sums)
