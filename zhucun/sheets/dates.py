"""Birth months, days and spans in cells: what `lib.dates` doubts is asked, an age or a bare year is no birth month."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from zhucun.lib.dates import LIKE_A_DAY, LIKE_A_MONTH, SERIAL_ZERO, ReadDate, read_date
from zhucun.lib.periods import add_months
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, doubtful, refused

ZERO_OF_1904 = date(1904, 1, 1)
AGES = range(16, 91)
YOUNGEST, OLDEST = 16, 75  # of people in service; beyond, the cell is asked
NOW = frozenset(("至今", "现在", "今", "在岗", "在任", "目前", "长期"))

# What the months of a column show about their writer.
NOUGHTS_STAND = "noughts_stand"  # 1984.10 as text: a nought at the end was not lost
TWO_DIGITS = "two_digits"  # 1984.03 as a number: 1984.1 is shown as 1984.10, which is October

AGE = re.compile(r"(?:年龄)?(\d{2})周?岁?")
SIGNS = re.compile(r"\s*([年月日.\-/])\s*")
OTHER_SIGNS = re.compile(r"(?<=\d)[、,。\s]+(?=\d)(?!\d{1,2}:)")
ENDINGS = re.compile(r"(?:份|号|出?生)+$|[、,。.]+$")
LEAVE_BLANK = ("leave_blank", "先空着，以后补", None)


def _written(cell: Cell, setting: Setting) -> Cell:
    """The cell with the separators that dates have; dates as they are."""
    if cell.__class__ is float and TWO_DIGITS in setting.habits and re.fullmatch(r"\d{4}\.\d", repr(cell)):
        return f"{cell!r}0"
    if not isinstance(cell, str | float | int) or isinstance(cell, bool):
        return cell
    found = ENDINGS.sub("", OTHER_SIGNS.sub(".", SIGNS.sub(r"\1", bare(cell))))
    return re.sub(r"^(\d\d)(0[1-9]|1[0-2])$", r"\1.\2", found) if not re.match(r"19|20", found) else found


def _read(cell: Cell, setting: Setting, like: str = LIKE_A_DAY) -> ReadDate | Reading:
    """Refused with a sentence where it is no date."""
    zero = ZERO_OF_1904 if setting.counts_from_1904 else SERIAL_ZERO
    try:
        tenths = NOUGHTS_STAND in setting.habits
        found = read_date(_written(cell, setting), tenths_are_written=tenths, zero=zero, like=like)
    except ValueError as problem:
        return refused(str(problem))
    return found


def _learn(cells: Sequence[Cell]) -> frozenset[str]:
    habits = set()
    for cell in cells:
        if cell.__class__ is float and re.fullmatch(r"\d{4}\.0\d", repr(cell)):
            habits.add(TWO_DIGITS)
        elif cell.__class__ is str and cell.endswith(".10") and re.fullmatch(r"\d{4}\.10", cell):
            habits.add(NOUGHTS_STAND)
    return frozenset(habits)


def _asked(cell: Cell, found: ReadDate, today: date) -> Reading:
    """A doubt of `lib.dates` as a question: of the century for the column, of January or October for the cell."""
    days = [day for day in (found.value, found.other) if day and day <= today]
    if found.other and found.value.year == found.other.year:
        answers = [(f"{day:%m}", f"{day.year} 年 {day.month} 月", day) for day in days]
        return doubtful(found.doubt, "january_or_october", *answers, singly=True)
    answers = [(f"{day.year // 100}", f"按 {day.year // 100}xx 年", day) for day in sorted(days)]
    return doubtful(f"“{text_of(cell)}”的年份只有两位。", "two_digit_year", *answers, LEAVE_BLANK)


# ── birth months ──


def birth_month() -> Kind:
    """The first of the month. Only the month is known of anybody."""
    return Kind(
        "birth_month",
        _read_birth_month,
        "出生年月，如 1984-03",
        "1984-03",
        _looks_like_month,
        _learn,
        writes=lambda month: f"{month:%Y-%m}",
    )


def _read_birth_month(cell: Cell, setting: Setting) -> Reading:
    if isinstance(cell, str | int) and not isinstance(cell, bool):
        plain = re.sub(r"\s", "", bare(cell))
        if not plain:
            return BLANK
        age = AGE.fullmatch(plain)
        if age and int(age[1]) in AGES:
            return doubtful(f"“{text_of(cell)}”是年龄，推不出出生年月。", "age_not_birth", LEAVE_BLANK)
    elif cell is None:
        return BLANK
    found = _read(cell, setting, LIKE_A_MONTH)
    if isinstance(found, Reading):
        return found
    if found.part == "year":
        return doubtful(f"“{text_of(cell)}”只有年份，没有月份。", "year_only", LEAVE_BLANK)
    if found.doubt:
        return _asked(cell, found, setting.today)
    return _plausible(found.value.replace(day=1), cell, setting)


def _plausible(month: date, cell: Cell, setting: Setting) -> Reading:
    if month > setting.today:
        return refused(f"“{text_of(cell)}”在今天之后。请核对。")
    years = setting.today.year - month.year
    if not YOUNGEST <= years <= OLDEST:
        keep = ("keep", "没有错，照写", month)
        return doubtful(f"“{text_of(cell)}”，今年 {years} 岁，请核对。", "unusual_age", keep, LEAVE_BLANK, singly=True)
    return Reading(month)


def _looks_like_month(found: str) -> bool:
    month = _day_in(found)
    return month is not None and 1930 <= month.year <= 2009


def _day_in(found: str) -> date | None:
    """For evidence: only what is written like a date, no bare number."""
    if found.isdigit() and len(found) not in (6, 8):
        return None
    try:
        return read_date(_written(found, Setting(date.max))).value
    except ValueError:
        return None


# ── days ──


def day(*, whole_months: bool = False, help: str = "日期，如 2021-05-01", example: str = "2021-05-01") -> Kind:
    """`whole_months`: a month without a day is its first day, as is the custom for 入党时间; else it is asked."""

    def read(cell: Cell, setting: Setting) -> Reading:
        return _read_day(cell, setting, whole_months)

    return Kind("day", read, help, example, lambda found: _day_in(found) is not None, _learn)


def _read_day(cell: Cell, setting: Setting, whole_months: bool) -> Reading:
    if cell is None or (isinstance(cell, str) and (bare(cell) in NOW or not bare(cell))):
        return BLANK
    found = _read(cell, setting)
    if isinstance(found, Reading):
        return found
    if found.doubt:
        return _asked(cell, found, date.max)
    if found.part == "day" or (whole_months and found.part == "month"):
        return Reading(found.value)
    if found.part == "year":
        return doubtful(f"“{text_of(cell)}”只有年份。", "year_only", ("leave_blank", "先空着", None))
    first = ("first", "都按当月 1 日", found.value)
    return doubtful(f"“{text_of(cell)}”只写到月。", "month_only", first, ("leave_blank", "先空着", None))


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
    return any(_day_in(first) and (_day_in(last) or last in NOW) for first, last in _halves(found))
