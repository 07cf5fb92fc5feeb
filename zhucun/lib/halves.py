"""Half-days as whole numbers: `day.toordinal() * 2` in the morning, one more in the afternoon; spans are half-open.

Days of attendance and leave are kept and counted in them, so that no sum is ever rounded (R-ATT-05).
"""

from collections.abc import Iterator
from datetime import date, timedelta

MORNING, AFTERNOON = 0, 1
PARTS = {MORNING: "上午", AFTERNOON: "下午"}
PER_DAY = 2


def half_of(day: date, part: int = MORNING) -> int:
    """The half-day's number."""
    return day.toordinal() * PER_DAY + part


def beyond(day: date) -> int:
    """The first half-day after the day: where a span that ends with the day ends."""
    return half_of(day + timedelta(days=1))


def day_of(half: int) -> date:
    return date.fromordinal(half // PER_DAY)


def part_of(half: int) -> int:
    return half % PER_DAY


def whole_days(first_day: date, last_day: date) -> tuple[int, int]:
    """The span of whole days, both included."""
    return half_of(first_day), beyond(last_day)


def days_between(since_half: int, until_half: int) -> Iterator[date]:
    """Every day of which the span holds at least a half."""
    if since_half < until_half:
        for ordinal in range(since_half // PER_DAY, (until_half - 1) // PER_DAY + 1):
            yield date.fromordinal(ordinal)


def overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def shown_halfdays(halfdays: int) -> str:
    """3 → 1.5; 40 → 20."""
    whole, rest = divmod(abs(halfdays), PER_DAY)
    return f"{'-' if halfdays < 0 else ''}{whole}{'.5' if rest else ''}"


def length_in_words(halfdays: int) -> str:
    """1.5 天; 20 天."""
    return f"{shown_halfdays(halfdays)} 天"


def in_words(since_half: int, until_half: int, *, year: int | None = None) -> str:
    """7月14日下午; 7月14日至19日; 7月28日下午至8月2日上午. The year is said where it is not `year`, or changes."""
    first, last = day_of(since_half), day_of(until_half - 1)
    begins_whole, ends_whole = part_of(since_half) == MORNING, part_of(until_half) == MORNING
    says_year = first.year != last.year or (year is not None and first.year != year)
    start = _day(first, f"{first.year}年" if says_year else "")
    if first == last:
        return start if begins_whole and ends_whole else start + PARTS[part_of(since_half)]
    start += "" if begins_whole else PARTS[AFTERNOON]
    return f"{start}至{_last_day(first, last)}{'' if ends_whole else PARTS[MORNING]}"


def _day(day: date, before: str) -> str:
    return f"{before}{day.month}月{day.day}日"


def _last_day(first: date, last: date) -> str:
    if first.year != last.year:
        return _day(last, f"{last.year}年")
    return f"{last.day}日" if first.month == last.month else _day(last, "")
