"""Of which days a report is: a month, quarter, half-year, year, or the year up to a day; and what these are called."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhucun.lib.dates import read_date
from zhucun.lib.periods import Span, add_months

ONE_DAY = timedelta(days=1)
EVER = date(2000, 1, 1)
QUARTERS, HALVES = "一二三四", ("上半年", "下半年")


class Cycle(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DAY = "day"


MONTHS = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF: 6, Cycle.YEAR: 12}
HERE = {"month": "本月", "quarter": "本季度", "year": "全年", "day": "今年以来"}
BEFORE = {"month": "上月", "quarter": "上季度", "year": "上年", "day": "去年同期"}
KEYS = {
    Cycle.MONTH: re.compile(r"(\d{4})-(0[1-9]|1[0-2])"),
    Cycle.QUARTER: re.compile(r"(\d{4})-?[Qq]([1-4])"),
    Cycle.HALF: re.compile(r"(\d{4})-?[Hh]([12])"),
    Cycle.YEAR: re.compile(r"(\d{4})()"),
}
HOW = {"month": "2022-06", "quarter": "2022-Q2", "half": "2022-H1", "year": "2022", "day": "2022-07-11"}


@dataclass(frozen=True)
class Period:
    """From `since` to before `until`; of a day, the year up to it."""

    cycle: Cycle
    since: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - ONE_DAY

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    @property
    def key(self) -> str:
        year = self.since.year
        match self.cycle:
            case Cycle.MONTH:
                return f"{self.since:%Y-%m}"
            case Cycle.QUARTER:
                return f"{year}-Q{self._at}"
            case Cycle.HALF:
                return f"{year}-H{self._at}"
            case Cycle.YEAR:
                return f"{year}"
        return self.last_day.isoformat()

    @property
    def title(self) -> str:
        """2022年6月, 2022年二季度, 2022年上半年, 2022年."""
        year = f"{self.since.year}年"
        match self.cycle:
            case Cycle.MONTH:
                return f"{year}{self.since.month}月"
            case Cycle.QUARTER:
                return f"{year}{QUARTERS[self._at - 1]}季度"
            case Cycle.HALF:
                return f"{year}{HALVES[self._at - 1]}"
            case Cycle.YEAR:
                return year
        return f"{year}{self.last_day.month}月{self.last_day.day}日"

    @property
    def here(self) -> str:
        return HALVES[self._at - 1] if self.cycle is Cycle.HALF else HERE[self.cycle]

    @property
    def before_called(self) -> str:
        return ("去年下半年", "上半年")[self._at - 1] if self.cycle is Cycle.HALF else BEFORE[self.cycle]

    @property
    def before(self) -> "Period":
        """The one it is compared with: right before it; of a day, the same days of the year before."""
        if self.cycle is Cycle.DAY:
            return of_day(add_months(self.last_day, -12))
        return Period(self.cycle, add_months(self.since, -MONTHS[self.cycle]), self.since)

    @property
    def after(self) -> "Period":
        return Period(self.cycle, self.until, add_months(self.until, MONTHS.get(self.cycle, 1)))

    @property
    def _at(self) -> int:
        """Which quarter or half of its year."""
        return (self.since.month - 1) // MONTHS.get(self.cycle, 12) + 1


def of_day(day: date) -> Period:
    return Period(Cycle.DAY, date(day.year, 1, 1), day + ONE_DAY)


def holding(cycle: Cycle, day: date) -> Period:
    """The period that has the day in it."""
    if cycle is Cycle.DAY:
        return of_day(day)
    months = MONTHS[cycle]
    since = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(cycle, since, add_months(since, months))


def of_key(cycle: Cycle, key: str) -> Period:
    """Raises ValueError with a sentence."""
    wrong = f"“{key}”看不懂，写成 {HOW[cycle]} 这样。"
    if cycle is Cycle.DAY:
        try:
            return of_day(read_date(key).value)
        except ValueError as error:
            raise ValueError(wrong) from error
    found = KEYS[cycle].fullmatch(key.strip())
    if not found or not 1900 < int(found[1]) < 2200:
        raise ValueError(wrong)
    months, at = MONTHS[cycle], int(found[2] or 1)
    return holding(cycle, date(int(found[1]), (at - 1) * months + 1, 1))


def latest_over(cycle: Cycle, today: date) -> Period:
    """The last one that is over; of a day, today."""
    return of_day(today) if cycle is Cycle.DAY else holding(cycle, today).before


# ── what a template may say of its numbers beside the report's own days ──

NAMED: dict[str, Callable[[Period], Span]] = {
    "本期": lambda own: own.span,
    "上期": lambda own: own.before.span,
    "今年以来": lambda own: Span(date(own.last_day.year, 1, 1), own.until),
    "去年以来": lambda own: Span(date(own.last_day.year - 1, 1, 1), own.until),
    "上月以来": lambda own: Span(add_months(own.last_day.replace(day=1), -1), own.until),
    "六个月来": lambda own: _full_months(own, 6),
    "一年来": lambda own: _full_months(own, 12),
    "上个整月": lambda own: _full_months(own, 1),
    "累计": lambda own: Span(EVER, own.until),
}


def _full_months(own: Period, months: int) -> Span:
    """So many whole months, the last of them over by the report's last day."""
    until = own.until.replace(day=1)
    return Span(add_months(until, -months), until)
