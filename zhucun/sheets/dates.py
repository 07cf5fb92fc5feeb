"""Days and birth months as people write them: 1984.3, 1984年3月, 198403, 84.3, an age, or a serial number."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import isfinite

from zhucun.lib.periods import add_months
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, doubtful, refused

SERIALS = range(10_000, 60_000)  # 1927 to 2064
AGES = range(16, 91)
YOUNGEST, OLDEST = 16, 75  # of people in service; beyond, the cell is asked
TWO_DIGIT_MONTHS = "two_digit_months"  # 1984.03 stands in the column, so 1984.1 is October
NOW = frozenset(("至今", "现在", "今", "在岗", "在任", "目前", "长期"))

CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
PARTS = re.compile(
    r"(\d{4}|\d{2})\s*[-年./,。、\s]\s*(\d{1,2})(?:\s*[-月./,。、\s]\s*(\d{1,2}))?\s*(?:日|号|月份?|[.。])?(?:出?生)?"
)
CLOCK = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
AGE = re.compile(r"(?:年龄)?\s*(\d{2})\s*(?:周?岁)")


Judge = Callable[[date, Cell, Setting], Reading]  # whether a month that was read is a likely one


def serial_day(number: int, setting: Setting) -> date:
    """A date as spreadsheets count it."""
    epoch = date(1904, 1, 1) if setting.counts_from_1904 else date(1899, 12, 30)
    return epoch + timedelta(days=number)


def _written(cell: Cell) -> str:
    """The cell as digits and separators: 一九八四年三月 → 1984年3月."""
    found = CLOCK.sub("", bare(cell))
    if "年" in found and not re.search(r"\d", found):
        found = re.sub(r"十([一二])", r"1\1", found).replace("十", "10").translate(CHINESE_DIGITS)
    return found


def _as_date(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def _parts(found: str) -> tuple[str, str, str] | None:
    """(year, month, day) as written; the day empty where none is."""
    if re.fullmatch(r"\d{8}", found):
        return found[:4], found[4:6], found[6:]
    if re.fullmatch(r"\d{6}", found):
        return found[:4], found[4:], ""
    parts = PARTS.fullmatch(found)
    return (parts[1], parts[2], parts[3] or "") if parts else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_text(month: date) -> str:
    return f"{month:%Y-%m}"


def _learn_months(cells: Sequence[Cell]) -> frozenset[str]:
    """1984.03 as a number shows that the writer gives months two digits."""
    shown = (repr(cell) for cell in cells if cell.__class__ is float)
    return frozenset((TWO_DIGIT_MONTHS,)) if any(re.fullmatch(r"\d{4}\.0\d", text) for text in shown) else frozenset()


def _no_such(cell: Cell, example: str) -> Reading:
    return refused(f"“{text_of(cell)}”不是日期。请写成 {example}。")


# ── birth months ──


def birth_month() -> Kind:
    """The first of the month. Only the month is known of anybody."""
    return Kind(
        "birth_month",
        _read_birth_month,
        "出生年月，如 1984-03",
        "1984-03",
        _looks_like_month,
        _learn_months,
        writes=_month_text,
    )


def _read_birth_month(cell: Cell, setting: Setting) -> Reading:
    if day := _as_date(cell):
        return _plausible(day.replace(day=1), cell, setting)
    if cell.__class__ is float:
        return _read_month_number(cell, setting, _plausible)
    found = _written(cell)
    if not found:
        return BLANK
    if found.isdigit() and len(found) == 5 and int(found) in SERIALS:
        return _plausible(serial_day(int(found), setting).replace(day=1), cell, setting)
    if AGE.fullmatch(found) or (found.isdigit() and len(found) == 2 and int(found) in AGES):
        return doubtful(f"“{text_of(cell)}”是年龄，推不出出生年月。", "age_not_birth", _LEAVE_BLANK)
    if re.fullmatch(r"(19|20)\d\d年?", found):
        return doubtful(f"“{text_of(cell)}”只有年份，没有月份。", "year_only", _LEAVE_BLANK)
    parts = _parts(found)
    if parts is None and re.fullmatch(r"\d{4}", found):
        parts = found[:2], found[2:], ""
    return _month_of(parts, cell, setting, _plausible) if parts else _no_such(cell, "1984-03")


_LEAVE_BLANK = ("leave_blank", "先空着，以后补", None)


def _month_of(parts: tuple[str, str, str], cell: Cell, setting: Setting, judge: Judge) -> Reading:
    year, month, day = parts
    if not 1 <= int(month) <= 12:
        return refused(f"“{text_of(cell)}”里没有 {int(month)} 月这个月份。请核对。")
    if len(year) == 2:
        return _two_digit_year(cell, setting, year, month)
    found = _day(int(year), int(month), int(day or 1))
    if found is None:
        return refused(f"“{text_of(cell)}”这一天不存在。请核对。")
    return judge(found.replace(day=1), cell, setting)


def _two_digit_year(cell: Cell, setting: Setting, year: str, month: str, day: str = "1") -> Reading:
    days = [(century, _day(int(century + year), int(month), int(day))) for century in ("19", "20")]
    answers = [(century, f"按 {century}xx 年", found) for century, found in days if found and found <= setting.today]
    return doubtful(f"“{text_of(cell)}”的年份只有两位。", "two_digit_year", *answers)


def _unjudged(found: date, _cell: Cell, _setting: Setting) -> Reading:
    return Reading(found)


def _read_month_number(number: float, setting: Setting, judge: Judge) -> Reading:
    """1984.1 as a number is January or October: spreadsheets drop the last nought."""
    shown = repr(number)
    if re.fullmatch(r"\d{2}\.\d{1,2}", shown) or re.fullmatch(r"\d{4}\.\d{2}", shown):
        year, month = shown.split(".")
        return _month_of((year, month, ""), number, setting, judge)
    if not re.fullmatch(r"\d{4}\.\d", shown):
        if not isfinite(number) or int(number) not in SERIALS:
            return _no_such(number, "1984-03")
        return judge(serial_day(int(number), setting).replace(day=1), number, setting)
    year, digit = int(shown[:4]), int(shown[-1])
    if TWO_DIGIT_MONTHS in setting.habits:
        return _month_of((str(year), f"{digit}0", ""), number, setting, judge)
    if digit != 1:
        return _month_of((str(year), str(digit), ""), number, setting, judge)
    january, october = date(year, 1, 1), date(year, 10, 1)
    return doubtful(
        f"“{shown}”可能是 1 月，也可能是 10 月（表格软件会去掉末尾的 0）。",
        "january_or_october",
        ("01", f"{year} 年 1 月", january),
        ("10", f"{year} 年 10 月", october),
        singly=True,
    )


def _plausible(month: date, cell: Cell, setting: Setting) -> Reading:
    if month > setting.today:
        return refused(f"“{text_of(cell)}”在今天之后。请核对。")
    years = setting.today.year - month.year
    if not YOUNGEST <= years <= OLDEST:
        keep = ("keep", "没有错，照写", month)
        return doubtful(f"“{text_of(cell)}”，今年 {years} 岁，请核对。", "unusual_age", keep, _LEAVE_BLANK, singly=True)
    return Reading(month)


def _looks_like_month(found: str) -> bool:
    parts = _parts(found)
    return bool(parts and re.fullmatch(r"19[3-9]\d|200\d", parts[0]) and 1 <= int(parts[1]) <= 12)


# ── days ──


def day(*, whole_months: bool = False, help: str = "日期，如 2021-05-01", example: str = "2021-05-01") -> Kind:
    """`whole_months`: a month without a day is its first day, as is the custom for 入党时间; else it is asked."""

    def read(cell: Cell, setting: Setting) -> Reading:
        return _read_day(cell, setting, whole_months)

    return Kind("day", read, help, example, _looks_like_day, _learn_months)


def _read_day(cell: Cell, setting: Setting, whole_months: bool) -> Reading:
    if found := _as_date(cell):
        return Reading(found)
    if cell.__class__ is float and re.fullmatch(r"\d{4}\.\d", repr(cell)):
        return _first_of(_read_month_number(cell, setting, _unjudged), cell, whole_months)
    written = _written(cell)
    if not written or written in NOW:
        return BLANK
    if written.isdigit() and len(written) == 5 and int(written) in SERIALS:
        return Reading(serial_day(int(written), setting))
    if (parts := _parts(written)) is None:
        return _no_such(cell, "2021-05-01")
    return _day_of(parts, cell, setting, whole_months)


def _day_of(parts: tuple[str, str, str], cell: Cell, setting: Setting, whole_months: bool) -> Reading:
    year, month, number = parts
    century = "20" if len(year) == 2 else ""
    found = _day(int(century + year), int(month), int(number or 1))
    if found is None:
        return refused(f"“{text_of(cell)}”这一天不存在。请核对。")
    if century:
        return _two_digit_year(cell, setting, year, month, number or "1")
    return Reading(found) if number else _first_of(Reading(found), cell, whole_months)


def _first_of(reading: Reading, cell: Cell, whole_months: bool) -> Reading:
    if whole_months or reading.grade:
        return reading
    month = reading.value
    return doubtful(
        f"“{text_of(cell)}”只写到月。", "month_only", ("first", "都按当月 1 日", month), ("leave_blank", "先空着", None)
    )


def _looks_like_day(found: str) -> bool:
    parts = _parts(found)
    return bool(parts and len(parts[0]) == 4 and re.fullmatch(r"19\d\d|20\d\d", parts[0]) and 1 <= int(parts[1]) <= 12)


# ── spans ──

BETWEEN_DAYS = re.compile(r"至|到|~|～|—+|–|--+|\s-\s")


def span() -> Kind:
    """起止时间 in one cell: 2021.5-2023.5, 2021年5月至今. (first day, last day or None)."""
    return Kind("span", _read_span, "起止时间，如 2021-05-01至2023-04-30", "2021-05-01至2023-04-30", _looks_like_span)


def _read_span(cell: Cell, setting: Setting) -> Reading:
    found = bare(cell)
    if not found:
        return BLANK
    if (alone := _read_day(found, setting, False)).value:
        return Reading((alone.value, None))
    for first, last in _halves(found):
        begins, ends = _read_day(first, setting, False), _read_day(last, setting, False)
        for reading in (begins, ends):
            if reading.asks == "month_only":
                return _asked_for_months(found, begins, ends)
        if not (begins.grade or ends.grade) and begins.value:
            return Reading((begins.value, ends.value))
    return refused(f"“{text_of(cell)}”看不出起止时间。请写成 2021-05-01至2023-04-30，或分成两列。")


def _halves(found: str) -> list[tuple[str, str]]:
    """The ways of cutting it in two: at a word between, else at each hyphen, the middle one first."""
    cuts = [(m.start(), m.end()) for m in BETWEEN_DAYS.finditer(found)]
    hyphens = [(n, n + 1) for n, character in enumerate(found) if character == "-"]
    hyphens.sort(key=lambda cut: abs(cut[0] - len(found) / 2))
    halves = ((found[:start].strip(" -"), found[end:].strip(" -")) for start, end in cuts or hyphens)
    return [(first, last) for first, last in halves if first and last]


def _asked_for_months(found: str, begins: Reading, ends: Reading) -> Reading:
    first = begins.value or (begins.answers[0][2] if begins.answers else None)
    last = ends.value or (ends.answers[0][2] if ends.answers else None)
    if first is None:
        return refused(f"“{found}”看不出起止时间。请写成 2021-05-01至2023-04-30，或分成两列。")
    end_of_month = last and add_months(last.replace(day=1), 1) - timedelta(days=1)
    options = (("first", "起按当月 1 日，止按当月最后一天", (first, end_of_month)), ("leave_blank", "先空着", None))
    return doubtful(f"“{found}”只写到月。", "month_only", *options)


def _looks_like_span(found: str) -> bool:
    return any(_parts(first) and (_parts(last) or last in NOW) for first, last in _halves(found))
