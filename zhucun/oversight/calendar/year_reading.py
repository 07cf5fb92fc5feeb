"""The days of a year, month by month, from what was locked: a month nobody has locked yet is blank (R-ATT-02)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.calendar.people import OnTeam

MONTHS = 12


@dataclass(frozen=True)
class YearRow:
    """A person's year in half-days; a month that was not locked is None."""

    person: OnTeam
    months: Sequence[int | None]

    @property
    def total(self) -> int:
        return sum(one or 0 for one in self.months)


def rows_of(actor: Actor, year: int, people: Iterable[OnTeam]) -> list[YearRow]:
    """In one query more: only what was frozen is read."""
    seen = MonthLine.objects.visible_to(actor).locked().filter(month__gte=f"{year}-01", month__lte=f"{year}-12")
    found: dict[int, list[int | None]] = defaultdict(lambda: [None] * MONTHS)
    for posting, month, counted in seen.order_by().values_list("posting", "month", "counted_halfdays"):
        found[posting][int(month[5:]) - 1] = counted
    return [YearRow(one, found[one.posting]) for one in people]
