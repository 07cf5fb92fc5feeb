"""Dates as people and spreadsheets write them: 1984.3, 1984年3月, 198403, 二〇二一年五月, a bare serial number."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhucun.lib.periods import add_months

SERIAL_ZERO = date(1899, 12, 30)  # what Excel's day numbers count from, its invented 29 February 1900 allowed for
SERIALS = range(10_000, 80_000)  # 1927 to 2119
YEARS = range(1900, 2100)
LIKE_A_DAY, LIKE_A_MONTH = "2021-05-18 或 2021年5月18日", "1984-03 或 1984年3月"
PIVOT = 30  # two digits from here on are of the last century
CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
WITH_SIGNS = re.compile(r"(\d{4}|\d{2})(?:年|[-./])(\d{1,2})(?:(?:月|[-./])(?:(\d{1,2})日?)?)?")
TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


@dataclass(frozen=True)
class ReadDate:
    """What a cell says. Of a month `value` is its first day, of a year its first; a doubt is a sentence to ask with."""

    value: date
    part: str = "day"  # day, month or year: how much of it was written
    doubt: str = ""
    other: date | None = None  # what a doubtful cell may mean instead


def read_date(
    cell: object, *, tenths_are_written: bool = False, zero: date = SERIAL_ZERO, like: str = LIKE_A_DAY
) -> ReadDate:
    """Read a cell of any type. Raises ValueError with a sentence where it is no date: it is to be written `like` that.

    A number loses its last zero, so 1984.1 may be January or October and is doubted, unless the column is known to
    write October as .10 (`tenths_are_written`). Some workbooks count their days from another `zero`.
    """
    if isinstance(cell, datetime):
        return ReadDate(cell.date())
    if isinstance(cell, date):
        return ReadDate(cell)
    text = _text(cell)
    plain = _plain(text)
    found = _read_bare_number(plain, text, zero) or _read_with_signs(plain, text, tenths_are_written)
    if found is None:
        raise ValueError(f"“{text}”不是日期，请写成 {like}这样。")
    return found


def read_month(cell: object, *, tenths_are_written: bool = False) -> ReadDate:
    """A birth month: the first of the month, whatever day stands behind it. Raises ValueError also for a bare year."""
    found = read_date(cell, tenths_are_written=tenths_are_written, like=LIKE_A_MONTH)
    if found.part == "year":
        raise ValueError(f"“{_text(cell)}”只有年份，没有月份，请补上月份。")
    return ReadDate(found.value.replace(day=1), "month", found.doubt)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return (str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)).strip()


def _plain(text: str) -> str:
    """Half-width, without blanks and time of day, Chinese numerals as digits: 二〇二一年十一月 → 2021年11月."""
    plain = TIME_OF_DAY.sub("", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\s+", "", plain)
    plain = re.sub(r"([一二三])?十([一二三四五六七八九])?", _ten, plain)
    return plain.translate(CHINESE_DIGITS).rstrip(".")


def _ten(found: re.Match[str]) -> str:
    return (found[1] or "一") + (found[2] or "〇")


def _read_bare_number(plain: str, text: str, zero: date) -> ReadDate | None:
    """19840312, 198403, 1984, 1984年 or a spreadsheet's day number."""
    digits = plain.removesuffix("年")
    if not digits.isascii() or not digits.isdigit():
        return None
    if len(digits) == 8:
        return ReadDate(_day(digits[:4], digits[4:6], digits[6:], text))
    if len(digits) == 6:
        return ReadDate(_day(digits[:4], digits[4:], "1", text), "month")
    if len(digits) == 4 and int(digits) in YEARS:
        return ReadDate(date(int(digits), 1, 1), "year")
    if len(digits) == 5 and int(digits) in SERIALS and digits == plain:
        return ReadDate(zero + timedelta(days=int(digits)))
    return None


def _read_with_signs(plain: str, text: str, tenths_are_written: bool) -> ReadDate | None:
    """1984.3, 1984-03-12, 1984年3月, 84.3."""
    found = WITH_SIGNS.fullmatch(plain)
    if found is None:
        return None
    year, month, day = found.groups()
    doubt, other = "", None
    if len(year) == 2:
        likely, unlikely = ("19", "20") if int(year) >= PIVOT else ("20", "19")
        other = _day(unlikely + year, month, day or "1", text)
        year = likely + year
        doubt = f"“{text}”的年份只有两位，按 {year} 年读的，对吗？"
    elif re.fullmatch(r"\d{4}\.1", plain) and not tenths_are_written:
        other = _day(year, "10", "1", text)
        doubt = f"“{text}”可能是 {year} 年 1 月，也可能是 10 月末尾的 0 丢了，是哪个月？"
    return ReadDate(_day(year, month, day or "1", text), "day" if day else "month", doubt, other)


def _day(year: str, month: str, day: str, text: str) -> date:
    """Raises ValueError with a sentence for a day that does not exist."""
    if int(year) not in YEARS:
        raise ValueError(f"“{text}”的年份 {year} 不对，请核对。")
    if not 1 <= int(month) <= 12:
        raise ValueError(f"“{text}”的月份 {int(month)} 不存在，请核对。")
    first = date(int(year), int(month), 1)
    if not 1 <= int(day) <= (add_months(first, 1) - first).days:
        raise ValueError(f"“{text}”里的 {int(month)} 月没有 {int(day)} 日，请核对。")
    return first.replace(day=int(day))
