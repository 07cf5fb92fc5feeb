"""Equal numbers of unlike things, a double that may count both sides: to be looked at, never called wrong. Pure."""

from collections.abc import Iterator
from itertools import combinations

from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, plain_number, said
from zhucun.reports.checking.written import Hedge

RULE = "coincidences"
FEWEST = 100  # of three digits, not round: smaller ones are equal every day
BOTH_SIDES = "双"


def check(reading: Reading) -> Iterator[Finding]:
    counted = [claim for claim in reading.claims if _counts(claim)]
    yield from _equal(counted)
    yield from _doubled(reading, counted)


def _counts(claim: Claim) -> bool:
    return claim.number.hedge is Hedge.NONE and claim.number.unit not in ("%", "百分点") and claim.number.value > 0


def _equal(counted: list[Claim]) -> Iterator[Finding]:
    """213人, 213场次."""
    large = [claim for claim in counted if claim.number.value >= FEWEST and claim.number.last_place == 1]
    seen = set()
    for one, other in combinations(large, 2):
        key = (one.number.value, *sorted((one.number.unit, other.number.unit)))
        if one.number.value != other.number.value or one.is_alike(other) or key in seen:
            continue
        seen.add(key)
        sentence = f"{said((one, other))}是两样东西，数却一样，请核对是不是抄串了。"
        yield Finding(Verdict.COINCIDENCE, RULE, (one, other), sentence, f"都是 {plain_number(one.number.value)}")


def _doubled(reading: Reading, counted: list[Claim]) -> Iterator[Finding]:
    """38 times called to account, 19 persons each talked to by two sides (双约谈)."""
    for claim in counted:
        rest = reading.text[claim.number.end :].split("。", 1)[0]
        if BOTH_SIDES not in rest or claim.number.unit != "人" or claim.number.value < 2:
            continue
        for other in counted:
            if other.number.unit == "人次" and other.number.value == 2 * claim.number.value and _are_near(claim, other):
                sums = f"{plain_number(claim.number.value)}×2＝{plain_number(other.number.value)}"
                sentence = f"{said((other,))}正好是{said((claim,))}的两倍，请核对有没有把“双”方各算了一次。"
                yield Finding(Verdict.COINCIDENCE, RULE, (other, claim), sentence, sums)


def _are_near(one: Claim, other: Claim) -> bool:
    return abs(one.sentence - other.sentence) <= 2  # a paragraph speaks of one thing for that long
