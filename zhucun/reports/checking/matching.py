"""Which figure of the catalogue a number of the text is, and how surely. Nothing is guessed: of two, none. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhucun.lib.figure import Figure, named
from zhucun.reports.checking.claims import CLAUSE_ENDS, Claim, Reading
from zhucun.reports.checking.naming import TOTALS, Named, all_named, bare, shares_of
from zhucun.reports.checking.shares import Share, shares_of_sentence

FILLERS = re.compile(
    "截至目前|目前|全县|全市|全镇|全乡|该县|我县|该镇|我镇|各工作队|工作队|驻村干部|驻村|队伍|帮扶|乡村振兴|累计|共有|现有|其中|合计|总计|"
    "开展|下发|召开|组织|完成|实现|选派|派出|以来|年龄|具有|了|共|总|已|的|和|等|并|为|把|向|由|对|在|有"
)
NARROWED = "的"  # 没有请假的队员 are not all of them
LEFT_OVER = 6  # words more than these narrow down what is counted


@dataclass(frozen=True)
class Match:
    """`is_whole` says that the words name the figure and little else: another value contradicts it. Else the number may
    be of a part, and only a greater one is worth a word. `others` are named by fewer of its words: a number that is
    theirs is not wrong.
    """

    claim: Claim
    figure: Figure
    is_whole: bool
    others: tuple[Figure, ...] = ()


def matches_in(reading: Reading) -> list[Match]:
    found = [match for claim in reading.claims if (match := _of_count(claim)) is not None]
    of_claim = {match.claim: match for match in found}
    for sentence in reading.sentences:
        found += [match for share in shares_of_sentence(sentence) if (match := _of_share(share, of_claim)) is not None]
    return sorted(found, key=lambda match: match.claim.number.start)


def _of_count(claim: Claim) -> Match | None:
    if claim.number.is_share:
        return None
    heard = [(one, said) for one in all_named() if one.counts_in(claim.number.unit) and (said := _heard(one, claim))]
    if heard:
        most = max(_weight(*each) for each in heard)
        best = [each for each in heard if _weight(*each) == most]
        one, said = best[0]
        others = tuple(each.figure for each, _ in heard if each is not one)
        return Match(claim, one.figure, _is_whole(claim, said), others) if len(best) == 1 else None
    total = TOTALS.get(claim.noun)
    is_whole = claim.is_total and NARROWED not in claim.before and _is_whole(claim, (claim.noun,))
    return Match(claim, named(total), is_whole) if total else None


def _heard(one: Named, claim: Claim) -> tuple[str, ...]:
    """The first word in the number's own clause; where several make a name, the others anywhere in what leads to it."""
    own = bare(_clause(claim.before) + claim.after)
    if len(one.groups) == 1:
        has_stops = any(CLAUSE_ENDS.search(way) for way in one.groups[0])  # 在岗、没有请假的队员
        return one.heard(bare(claim.before + claim.after) if has_stops else own)
    if not any(way in own for way in one.groups[0]):
        return ()
    return one.heard(bare(claim.opening + claim.following))


def _weight(one: Named, said: tuple[str, ...]) -> tuple[int, bool]:
    return sum(map(len, said)), one.is_said


def _clause(before: str) -> str:
    return CLAUSE_ENDS.split(before)[-1]


def _is_whole(claim: Claim, said: tuple[str, ...]) -> bool:
    before, after = bare(_clause(claim.before)), bare(claim.after)
    ends = [after.find(word) for word in said if word in after]
    left = before + after[: min(ends, default=0)]
    for word in said:
        left = left.replace(word, "")
    return len(re.sub(r"[^一-鿿]", "", FILLERS.sub("", left))) <= LEFT_OVER


def _of_share(share: Share, of_claim: Mapping[Claim, Match]) -> Match | None:
    part = of_claim.get(share.part)
    figure = shares_of().get(part.figure.id) if part else None
    return Match(share.share, figure, part.is_whole) if part and figure else None
