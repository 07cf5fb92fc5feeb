"""Means: 走访11654户次，平均每名队员走访23.5户次; only where total and base stand before them. Pure."""

import re
from collections.abc import Iterator, Sequence

from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.claims import NAMED, Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, plain_number, said
from zhucun.reports.checking.written import Hedge

RULE = "averages"
EACH = re.compile(
    r"^[^，,。；]{0,10}[，,]\s*(?:平均每(?:[个名位支户](?=[一-鿿]))?(?P<each>[一-鿿]{1,6})"
    r"|(?P<head>[人户村队镇乡])均)(?P<verb>[一-鿿]{0,4})$"
)
FILLERS = re.compile(r"[达为约有是的了到]")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        for place in range(2, len(sentence)):
            mean, total = sentence[place], sentence[place - 1]
            found = EACH.match(mean.before)
            if found is None or not total.is_alike(mean) or mean.number.is_share:
                continue
            base = _spread_over(found, total, sentence[: place - 1])
            if base is not None:
                yield _judged(base, total, mean)


def _spread_over(found: re.Match[str], total: Claim, earlier: Sequence[Claim]) -> Claim | None:
    """The one number of what the mean is for each of; none where the mean is of something else than the total."""
    words, verb = found["each"] or found["head"], FILLERS.sub("", found["verb"])
    bases = [claim for claim in earlier if claim.number.value > 0 and _is_each(claim, words, verb, total)]
    return bases[0] if len(bases) == 1 else None


def _is_each(claim: Claim, words: str, verb: str, total: Claim) -> bool:
    """Of 平均每村走访 or 平均每名队员走访 what is each, and what is done; both have to be in the text before."""
    named = NAMED.match(claim.after)
    for kind in filter(None, (named[0] if named else "", claim.noun, claim.number.unit)):
        if kind.startswith(words) or kind.endswith(words):
            return _is_same_deed(verb, total)
        if words.startswith(kind):
            return _is_same_deed(FILLERS.sub("", words.removeprefix(kind)) + verb, total)
    return False


def _is_same_deed(verb: str, total: Claim) -> bool:
    return verb in total.before + total.after


def _judged(base: Claim, total: Claim, mean: Claim) -> Finding:
    claims, exact = (base, total, mean), total.number.value / base.number.value
    sums = f"{plain_number(total.number.value)}÷{plain_number(base.number.value)}＝{plain_number(exact)}"
    # A mean is rounded even where it is whole.
    number = mean.number
    rounded = number.bounds if number.hedge is not Hedge.NONE else Bounds.of(number.value, number.place / 2)
    if total.number.bounds.over(base.number.bounds).meets(rounded):
        return Finding(Verdict.AGREED, RULE, claims, f"{said(claims)}对得上。", sums)
    return Finding(Verdict.CONTRADICTED, RULE, claims, f"平均下来不是{said((mean,))}。", sums)
