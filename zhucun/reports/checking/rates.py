"""A rate applied: 资金5273万元，按1%提取项目管理费46.3万元. Such a rate is exact, it is no rounded share. Pure."""

import re
from collections.abc import Iterator

from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, in_print, plain_number, said

RULE = "rates"
BY = re.compile(r"按(?:照)?$")
TAKEN = re.compile(r"^(?:的?(?:比例|标准))?(?:提取|计提|配套|补助|奖补|收取|缴纳|发放|计算)")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        for whole, rate, part in zip(sentence, sentence[1:], sentence[2:], strict=False):
            if _is_applied(rate) and whole.is_alike(part) and not whole.number.is_share:
                yield _judged(whole, rate, part)


def _is_applied(rate: Claim) -> bool:
    return rate.number.is_share and BY.search(rate.before) is not None and TAKEN.match(rate.after) is not None


def _judged(whole: Claim, rate: Claim, part: Claim) -> Finding:
    claims = (whole, rate, part)
    exact = whole.number.value * rate.number.value / 100
    multiple = whole.number.multiple if whole.number.multiple == part.number.multiple else 1
    sums = f"{in_print((whole, part))[0]}×{plain_number(rate.number.value)}%＝{plain_number(exact / multiple)}"
    if whole.number.bounds.times(rate.number.value / 100).meets(Bounds.of(part.number.value, part.number.place / 2)):
        return Finding(Verdict.AGREED, RULE, claims, f"{said(claims)}对得上。", sums)
    sentence = f"{said((whole,))}按{said((rate,))}算，不是{said((part,))}。"
    return Finding(Verdict.CONTRADICTED, RULE, claims, sentence, sums)
