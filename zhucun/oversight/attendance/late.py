"""Which changes that count one says why: told late, very long, or of a rest day that is over. Pure (R-ATT-08).

Such days count as they were told, since nobody is disbelieved unheard. The question stands until the township has said
what they were or has locked the month, and till then it stands beside every number that they are in.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.refused import Refused
from zhucun.lib import halves
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import IN_VILLAGE, Category


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


def must_say_where(
    category: Category, spoken: Sequence[int], said: str, today: date, terms: Terms, *, field: str = "place"
) -> None:
    """The township reads it with its question. To have been where one is by default needs no where."""
    if category.key == IN_VILLAGE:
        return
    if not said.strip() and (why := why_asked(category, spoken, today, terms)):
        raise Refused(f"{why}的，写一句去哪里、办什么，乡镇会问。", field=field, rule="R-ATT-08")


@dataclass
class OwnWord:
    """A member's statement as far as it lies in a month; `halves` are those of which the township has said nothing."""

    category: str
    told_on: date
    since: int
    until: int
    halves: list[int] = field(default_factory=list)

    def is_asked(self, terms: Terms) -> bool:
        """Judged by the whole statement: its working days, and the rest days of this month that it names."""
        span = range(self.since, self.until)
        working = [half for half in span if terms.calendar.is_working_day(halves.day_of(half))]
        return bool(why_asked(terms.category(self.category), [*working, *self.halves], self.told_on, terms))


def asked_halfdays(words: Collection[OwnWord], terms: Terms) -> tuple[int, ...]:
    """The half-days of a month that somebody is asked about."""
    return tuple(sorted(half for word in words if word.is_asked(terms) for half in word.halves))
