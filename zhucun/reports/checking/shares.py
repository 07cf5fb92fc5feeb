"""Shares and their parts: 213人，占42.63%. Judged exactly: of which whole number can it be that share? Pure.

One of three things is the whole: the number the text names (占184人的25%), a total of the same thing elsewhere in
the text, or, unsaid, the same whole as that of its neighbours in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.claims import NAMED, NAMES, Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, between, plain_number, said, share_of
from zhucun.reports.checking.written import Hedge

RULE = "shares"
OF_UNSAID = re.compile(
    r"^[^，,。；]{0,10}[，,、]?\s*(?:约)?占(?P<base>[^，,。；]{0,16})$|^\s*[（(]\s*(?:占比?|占总数的)?$"
)
OF_NUMBER = re.compile(r"占[^，,。；]{0,12}$")
RATE = re.compile(r"^[^，,。；]{0,12}[，,（(、]?\s*(?P<stem>[一-鿿]{2})率(?:为|达|达到|是)?$")
BEHIND_NUMBER = re.compile(r"^[^，,。；]{0,12}的$")
WITHIN = re.compile(r"其中")
NO_BASE = {"", *"比 比为 比例 比例为 总数的 总人数的 全部的 总数 的 的比例为 比达 比达到".split()}


@dataclass(frozen=True)
class Share:
    """A share of the text with the part it belongs to, and the whole where it is named by number."""

    part: Claim
    share: Claim
    whole: Claim | None
    base: str  # the words for the whole: 总数的, 驻村干部的, nothing

    @property
    def wholes(self) -> Bounds:
        """Of what this part can be this share."""
        return self.part.number.bounds.over(self.share.number.bounds).times(100)

    @property
    def has_none(self) -> bool:
        """No whole number will do."""
        whole = self.wholes.whole_numbers()
        return whole is not None and not whole and not self.part.number.is_rounded

    def is_of(self, whole: Claim) -> bool:
        return self.part.number.bounds.over(whole.number.bounds).times(100).meets(self.share.number.bounds)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (self.part, *([self.whole] if self.whole else []), self.share)

    @property
    def concept(self) -> str:
        """That of which it is a part: the words of the whole, else what the sentence speaks of."""
        named = NAMED.search(self.base)
        return NAMES[named[0]] if named else self.part.topic

    @property
    def names_no_whole(self) -> bool:
        return self.whole is None and self.base.strip() in NO_BASE


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        shares = list(shares_of_sentence(sentence))
        unexplained = []
        for share in shares:
            finding = _alone(share, sentence, reading)
            if finding:
                yield finding
            if not finding or finding.verdict is Verdict.CONTRADICTED:
                unexplained.append(share)
        yield from _together([share for share in unexplained if share.names_no_whole and not share.has_none])


def shares_of_sentence(sentence: Sequence[Claim]) -> Iterator[Share]:
    """Each share with its part, and with its whole where that stands beside it."""
    for place, claim in enumerate(sentence):
        if not claim.number.is_share or place == 0:
            continue
        last = sentence[place - 1]
        if place > 1 and OF_NUMBER.search(last.before) and BEHIND_NUMBER.match(claim.before):
            part = sentence[place - 2]
            if part.is_alike(last):
                yield Share(part, claim, last, "")
        elif (found := OF_UNSAID.match(claim.before)) and _counts(last):
            yield Share(last, claim, None, found["base"] or "")
        elif place > 1 and (rate := RATE.match(claim.before)) and _are_rate(rate["stem"], sentence[place - 2], last):
            yield Share(last, claim, sentence[place - 2], "")


def _are_rate(stem: str, whole: Claim, part: Claim) -> bool:
    """扶贫车间28442个，复工24740个，复工率86.98%: the part is what the rate is called after."""
    return _counts(part) and part.is_alike(whole) and stem in part.before + part.after


def _counts(claim: Claim) -> bool:
    return claim.number.unit not in ("%", "百分点") and claim.number.value > 0


def _alone(share: Share, sentence: Sequence[Claim], reading: Reading) -> Finding | None:
    if share.whole:
        return _of_named(share, share.whole)
    if share.part.number.hedge is not Hedge.NONE or share.share.number.hedge is not Hedge.NONE:
        return None
    known = [claim for claim in sentence[: share.part.place] if _can_hold(claim, share)]
    totals = [claim for claim in reading.claims if claim.is_total and claim.noun == share.concept != ""]
    totals = [claim for claim in totals if _can_hold(claim, share)]
    for whole in (*reversed(known), *totals):
        if share.is_of(whole):
            return _agreed(share, whole)
    if share.has_none:
        return _of_nothing(share, totals)
    return _of_another(share, totals) if totals and not _is_within(share) else None


def _can_hold(claim: Claim, share: Share) -> bool:
    return claim.is_alike(share.part) and claim.number.value >= share.part.number.value


def _is_within(share: Share) -> bool:
    return WITHIN.search(share.part.before) is not None


def _of_named(share: Share, whole: Claim) -> Finding:
    if share.is_of(whole):
        return _agreed(share, whole)
    sums = share_of(share.part.number.value, whole.number.value)
    sentence = f"{share.part.number.said}占{whole.number.said}的，不是{share.share.number.said}。"
    return Finding(Verdict.CONTRADICTED, RULE, share.claims, sentence, sums)


def _agreed(share: Share, whole: Claim) -> Finding:
    claims = tuple(dict.fromkeys((share.part, whole, share.share)))
    sums = share_of(share.part.number.value, whole.number.value, _decimals(share))
    return Finding(Verdict.AGREED, RULE, claims, f"{said(claims)}对得上。", sums)


def _of_nothing(share: Share, totals: Sequence[Claim]) -> Finding:
    """No whole has this share: its neighbours are shown, so that one sees how it jumps over what is printed."""
    part, printed = share.part.number.value, share.share.number.value
    below = part * 100 // printed
    sums = [share_of(part, Fraction(whole)) for whole in (below, below + 1) if whole >= part]
    sums += [share_of(part, whole.number.value) for whole in _one_each(totals)]
    sentence = f"不论总数是多少，{share.part.number.said}都占不到{share.share.number.said}：没有一个整数除得出来。"
    return Finding(Verdict.CONTRADICTED, RULE, (*share.claims, *totals), sentence, "；".join(sums))


def _of_another(share: Share, totals: Sequence[Claim]) -> Finding:
    sums = [share_of(share.part.number.value, whole.number.value) for whole in _one_each(totals)]
    sums.append(f"{share.part.number.said}占{share.share.number.said}，总数要是 {between(share.wholes)}")
    sentence = f"{share.part.number.said}占{share.share.number.said}，和文中的{share.concept}总数对不上。"
    return Finding(Verdict.CONTRADICTED, RULE, (*share.claims, *totals), sentence, "；".join(sums))


def _one_each(totals: Sequence[Claim]) -> list[Claim]:
    return list({claim.number.value: claim for claim in totals}.values())


def _together(shares: Sequence[Share]) -> Iterator[Finding]:
    """Shares of one sentence that name no whole are of the same: what each implies has to meet."""
    for one, other in combinations(shares, 2):
        if not one.part.is_alike(other.part) or _is_within(one) or _is_within(other):
            continue
        if one.wholes.meets(other.wholes) or one.base != other.base:
            continue
        sums = "；".join(f"{_divided(each)}，总数在 {between(each.wholes)} 之间" for each in (one, other))
        sentence = f"两个占比推出的总数碰不到一起：{said((*one.claims, *other.claims))}不能出自同一个总数。"
        yield Finding(Verdict.CONTRADICTED, RULE, (*one.claims, *other.claims), sentence, sums)


def _divided(share: Share) -> str:
    return f"{share.part.number.said}÷{share.share.number.said}"


def _decimals(share: Share) -> int:
    return max(2, len(plain_number(share.share.number.value, 6).partition(".")[2]))
