"""Numbers as a text writes them: digits of any width, numerals, 万 and 亿, 余 and 约, shares. Pure.

What looks like a number and measures nothing is left out: dates, ages, ordinals, document numbers, set phrases.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhucun.reports.checking import numerals
from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.words import MEASURE_WORDS, SAME_UNIT, SET_PHRASES

WIDE = str.maketrans("０１２３４５６７８９．％，；：（）～", "0123456789.%,;:()~")
MULTIPLES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
MULTIPLE = "万亿|千万|百万|亿|万|千|百"
UNITS = "|".join(sorted(MEASURE_WORDS, key=len, reverse=True))
HEDGE_BEFORE = r"约|大约|近|将近|接近|超|超过|逾|突破|多达|高达|不少于|不低于|至少|最少|不足|不到|不超过|最多|至多"
HEDGE_WITHIN = "余|多|来"
HEDGE_AFTER = "以上|及以上|左右|上下|以下|以内|有余"


class Hedge(StrEnum):
    NONE = "none"
    MORE = "more"  # 余, 超过: from the number up
    ABOUT = "about"
    NEARLY = "nearly"
    LESS = "less"  # 不足, 以下


HEDGES = {
    **dict.fromkeys("约 大约 左右 上下 来".split(), Hedge.ABOUT),
    **dict.fromkeys("近 将近 接近".split(), Hedge.NEARLY),
    **dict.fromkeys("不足 不到 不超过 最多 至多 以下 以内".split(), Hedge.LESS),
    **dict.fromkeys("余 多 有余 超 超过 逾 突破 多达 高达 不少于 不低于 至少 最少 以上 及以上".split(), Hedge.MORE),
}


@dataclass(frozen=True)
class Written:
    """One number of a text: where it stands, its value, the place of its last digit (10 000 of 3万, 1/100 of 42.63).

    Of a share `unit` is % and the value that many hundredths; of percentage points it is 百分点.
    """

    start: int
    end: int
    said: str
    value: Fraction
    place: Fraction
    unit: str
    hedge: Hedge = Hedge.NONE
    multiple: int = 1  # 10 000 of 万

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    @property
    def is_rounded(self) -> bool:
        """A share, a decimal, a number of 万: the true value lies around it; a whole count is what it says."""
        return self.place != 1 or self.unit in ("%", "百分点")

    @property
    def last_place(self) -> Fraction:
        """The place of its last digit that is not nothing: of 300 a hundred, of 4500万 a million."""
        place = self.place
        while self.value and self.value % (place * 10) == 0:
            place *= 10
        return place

    @property
    def bounds(self) -> Bounds:
        """What the number leaves possible if what it says is true."""
        half = self.place / 2 if self.is_rounded else Fraction(0)
        match self.hedge:
            case Hedge.MORE:
                return Bounds(self.value - half, None)
            case Hedge.LESS:
                return Bounds(None, self.value + half)
            case Hedge.NEARLY:
                return Bounds(self.value - self.last_place, self.value + half)
            case Hedge.ABOUT:
                return Bounds.of(self.value, self.last_place)
        return Bounds.of(self.value, half)


def plain(text: str) -> str:
    """Full-width digits and signs as half-width ones, each at its place."""
    return text.translate(WIDE)


def numbers_in(text: str) -> list[Written]:
    """In the order of the text; what stands at a place is read once, by the first reading that fits."""
    said = plain(text)
    taken = [False] * len(said)
    for pattern in IGNORED:
        for found in pattern.finditer(said):
            _take(taken, found.start("it"), found.end("it"))
    numbers = []
    for pattern, read in READINGS:
        for found in pattern.finditer(said):
            if any(taken[found.start() : found.end()]):
                continue
            if (number := read(found)) is not None:
                _take(taken, found.start(), found.end())
                numbers.append(number)
    return sorted(numbers, key=lambda number: number.start)


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)


def _digits(found: re.Match[str]) -> Written:
    digits = found["digits"].replace(",", "")
    multiple = MULTIPLES[found["multiple"] or ""]
    decimals = len(digits.partition(".")[2])
    unit, hedge = found["unit"] or "", _hedge(found)
    return _written(found, Fraction(digits) * multiple, Fraction(multiple, 10**decimals), unit, hedge, multiple)


def _numeral(found: re.Match[str]) -> Written | None:
    """Not 一个, 一批: those are articles, no counts."""
    value = numerals.whole(found["digits"])
    if value < 2:
        return None
    multiple = next((numerals.GROUPS[sign] for sign in found["digits"][-1:] if sign in numerals.GROUPS), 1)
    return _written(found, Fraction(value), Fraction(multiple), found["unit"], _hedge(found), multiple)


def _spoken_share(found: re.Match[str]) -> Written:
    """百分之四十二点六."""
    whole, _, decimals = found["digits"].partition("点")
    digits = "".join(str(numerals.DIGITS[one]) for one in decimals)
    value = Fraction(f"{numerals.whole(whole)}.{digits or 0}")
    return _written(found, value, Fraction(1, 10 ** len(digits)), "%", Hedge.NONE)


def _tenths(found: re.Match[str]) -> Written:
    """六成, 八成五."""
    value = numerals.DIGITS[found["digits"]] * 10 + (numerals.DIGITS[found["half"]] if found["half"] else 0)
    return _written(found, Fraction(value), Fraction(1 if found["half"] else 10), "%", _hedge(found))


def _parts(found: re.Match[str]) -> Written | None:
    """三分之一: near enough, two hundredths each way."""
    whole = numerals.whole(found["whole"])
    if not whole:
        return None
    value = Fraction(100 * numerals.whole(found["part"]), whole)
    return _written(found, value, Fraction(4), "%", _hedge(found))


def _hedge(found: re.Match[str]) -> Hedge:
    words = found.groupdict()
    return next((HEDGES[words[one]] for one in ("within", "before", "after") if words.get(one)), Hedge.NONE)


def _written(
    found: re.Match[str], value: Fraction, place: Fraction, unit: str, hedge: Hedge, multiple: int = 1
) -> Written:
    return Written(found.start(), found.end(), found[0], value, place, SAME_UNIT.get(unit, unit), hedge, multiple)


Reading = Callable[[re.Match[str]], Written | None]
BEFORE, AFTER = f"(?P<before>{HEDGE_BEFORE})?", f"(?P<after>{HEDGE_AFTER})?"
SIGNS = numerals.SIGNS
READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(rf"百分之(?P<digits>[{SIGNS}]+(?:点[{SIGNS}]+)?)"), _spoken_share),
    (re.compile(rf"{BEFORE}(?P<whole>[{SIGNS}]+)分之(?P<part>[{SIGNS}]+)"), _parts),
    (re.compile(rf"{BEFORE}(?P<digits>[二三四五六七八九])成(?P<half>[{SIGNS}])?(?![为立员效绩果]){AFTER}"), _tenths),
    (
        re.compile(
            rf"{BEFORE}(?P<digits>{DIGITS})\s?(?P<within>{HEDGE_WITHIN})?(?P<multiple>{MULTIPLE})?"
            rf"(?:余|多)?\s?(?P<unit>个百分点|百分点|%|‰|{UNITS})?{AFTER}"
        ),
        _digits,
    ),
    (
        re.compile(
            rf"(?<![{SIGNS}第]){BEFORE}(?P<digits>{numerals.NUMERAL})(?P<within>{HEDGE_WITHIN})?(?P<unit>{UNITS})(?![一{SIGNS}]){AFTER}"
        ),
        _numeral,
    ),
)

IGNORED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"(?P<it>https?://\S+)",
        r"(?P<it>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)",
        r"(?P<it>\d{4}[—~-]\d{4}年(?:度)?)",
        r"(?P<it>(?:19|20)\d{2}(?:年度|年)(?:第[一二三四]季度|[上下]半年|\d{1,2}(?:[至—~-]\d{1,2})?月(?:份|\d{1,2}[日号])?)?)",
        rf"(?P<it>[{SIGNS}]{{4}}年(?:[{SIGNS}]+月)?(?:[{SIGNS}]+日)?)",
        r"(?P<it>\d{1,2}月(?:份|\d{1,2}[日号])?(?:[至—~-](?:\d{1,2}月)?(?:\d{1,2}[日号])?)?)",
        r"(?P<it>\d{1,2}[日号](?=[，,。；、上下前起止晚]))",
        r"(?P<it>\d{1,2}:\d{2}(?::\d{2})?)",
        r"(?P<it>\d+\s?(?:周)?岁(?:及以下|及以上|以下|以上|至\d+岁)?)",
        rf"(?P<it>第[\d{SIGNS}]+[个条款项期批次届轮名季]?)",
        r"(?P<it>[〔\[(]\d{4}[〕\])]\s*\d*号?)",
        r"(?P<it>1[3-9]\d{9}(?!\d)|\d{17}[\dXx])",
        rf"^\s*(?P<it>[\d{SIGNS}]+[、.．])(?!\d)",
        rf"(?P<it>[(（][\d{SIGNS}]+[)）])(?=[^占，。]{{0,1}}\S)",
        rf"(?P<it>{'|'.join(SET_PHRASES)})",
        rf"(?P<it>[“\"][^”\"\d]{{0,8}}[{SIGNS}][^”\"\d]{{0,8}}[”\"])",
    )
)
