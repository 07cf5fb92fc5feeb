"""Which changes that count one says why: told late, very long, or of a rest day that is over. Pure (R-ATT-08)."""

from collections.abc import Sequence
from datetime import date

from zhucun.lib import halves
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import Category


def why_asked(category: Category, spoken: Sequence[int], told_on: date, terms: Terms) -> str:
    """Empty for whatever is usual: a trip of today or of these days says nothing more."""
    if not spoken or not terms.counts(category):
        return ""
    days = {halves.day_of(half) for half in spoken}
    late, working = (told_on - min(days)).days, {day for day in days if terms.calendar.is_working_day(day)}
    if late > terms.change_late_days:
        return f"隔了 {late} 天才记"
    if len(working) > terms.change_long_days:
        return f"一次 {len(working)} 个工作日"
    if category.on != "rest" and any(day < told_on for day in days - working):
        return "记在过去的休息日上"
    return ""
