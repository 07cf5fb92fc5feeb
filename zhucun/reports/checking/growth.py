"""Growth: 由20个增加到25个，增长25%; 比去年增加5个，增长25%; points of a share. Pure."""

import re
from collections.abc import Iterator
from fractions import Fraction

from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.claims import Claim, Reading
from zhucun.reports.checking.findings import Finding, Verdict, plain_number, said, share_of

RULE = "growth"
UP, DOWN = "增长|增加|提高|上升|提升|增幅|新增|多|增", "下降|减少|降低|降|减|少|降幅"
FROM = re.compile(r"[由从](?:[^，,。；\d]{0,12})$")
TO = re.compile(rf"^[^，,。；\d]{{0,8}}(?:{UP}|{DOWN})?(?:到|至|为)了?$")
BY = re.compile(rf"^[^，。；\d]{{0,12}}[，,]?[^，,。；\d]{{0,12}}(?P<way>{UP}|{DOWN})了?(?:约)?(?:率?为)?$")
OVER_LAST = re.compile(rf"比[^，,。；]{{1,14}}?(?P<way>{UP}|{DOWN})了?$")


def check(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        for place in range(len(sentence) - 2):
            one, two, three = sentence[place : place + 3]
            if FROM.search(one.before) and TO.match(two.before) and one.is_alike(two):
                yield from _from_to(one, two, three)
            elif (way := OVER_LAST.search(two.before)) and one.is_alike(two):
                yield from _over_last(one, two, three, way["way"])


def _from_to(old: Claim, new: Claim, by: Claim) -> Iterator[Finding]:
    way = BY.match(by.before)
    is_down = new.number.value < old.number.value
    if way is None or _is_down(way["way"]) != is_down:
        return
    claims, apart = (old, new, by), new.number.bounds.minus(old.number.bounds).times(-1 if is_down else 1)
    grown = abs(new.number.value - old.number.value)
    if old.number.is_share:
        yield _in_points(claims, apart, grown)
    elif by.number.is_share:
        yield _by_share(claims, apart.over(old.number.bounds), grown, old.number.value)
    elif by.is_alike(old):
        yield _by_amount(claims, apart, f"前后相差 {plain_number(grown)}")


def _over_last(now: Claim, more: Claim, by: Claim, way: str) -> Iterator[Finding]:
    """达到25个，比去年增加5个，增长25%: that of which it grew is what is left without it."""
    behind = BY.match(by.before)
    if behind is None or not by.number.is_share or more.number.is_share or _is_down(behind["way"]) != _is_down(way):
        return
    put_back = now.number.bounds.plus if _is_down(way) else now.number.bounds.minus
    before = now.number.value + more.number.value * (1 if _is_down(way) else -1)
    if before > 0:
        grown = more.number.bounds.over(put_back(more.number.bounds))
        yield _by_share((now, more, by), grown, more.number.value, before)


def _by_share(claims: tuple[Claim, ...], grown: Bounds, part: Fraction, whole: Fraction) -> Finding:
    sums = share_of(part, whole)
    if grown.times(100).meets(claims[-1].number.bounds):
        return _agreed(claims, sums)
    return Finding(Verdict.CONTRADICTED, RULE, claims, f"增减的幅度不是{said(claims[-1:])}。", sums)


def _in_points(claims: tuple[Claim, ...], apart: Bounds, grown: Fraction) -> Finding:
    by, sums = claims[-1], f"前后相差 {plain_number(grown)} 个百分点"
    if not apart.meets(by.number.bounds):
        return Finding(Verdict.CONTRADICTED, RULE, claims, f"两个占比相差的不是{said((by,))}。", sums)
    if by.number.is_share:
        sentence = f"{said((by,))}是两个占比的差，应写成百分点。"
        return Finding(Verdict.NEEDS_SCOPE, RULE, claims, sentence, sums)
    return _agreed(claims, sums)


def _by_amount(claims: tuple[Claim, ...], apart: Bounds, sums: str) -> Finding:
    if apart.meets(claims[-1].number.bounds):
        return _agreed(claims, sums)
    return Finding(Verdict.CONTRADICTED, RULE, claims, f"前后相差的不是{said(claims[-1:])}。", sums)


def _agreed(claims: tuple[Claim, ...], sums: str) -> Finding:
    return Finding(Verdict.AGREED, RULE, claims, f"{said(claims)}对得上。", sums)


def _is_down(way: str) -> bool:
    return re.fullmatch(DOWN, way) is not None
