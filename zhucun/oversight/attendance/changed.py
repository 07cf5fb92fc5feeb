"""What village or township said otherwise after the member's 属实: which days, by whom, what they are (R-ATT-04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import Side


@dataclass(frozen=True)
class Changed:
    """Half-days of a line that are not any more what its person said was true."""

    day: date
    when: str
    was: str
    now: str
    by: str
    on: date
    reason: str

    @property
    def who(self) -> str:
        return f"{self.by} {self.on.month}月{self.on.day}日"

    @property
    def sentence(self) -> str:
        return f"{self.when}，你点属实时是{self.was}，现在记为{self.now}"


def changed_after(lines: Iterable[MonthLine], months: Mapping[int, Month]) -> dict[int, list[Changed]]:
    """Line → changes, of those that differ, each told once, by who said it last; one query where there are any."""
    differing = {one.posting_id: one for one in lines if one.stated_marks and one.stated != _now(one, months)}
    if not differing:
        return {}
    found: dict[int, list[Changed]] = {}
    told: dict[int, set[int]] = {key: set() for key in differing}
    others = DayStatement.objects.standing().exclude(side=Side.MEMBER).filter(posting__in=differing)
    for row in others.order_by("-pk"):
        line = differing[row.posting_id]
        if one := _changed(row, line, months[row.posting_id], told[row.posting_id]):
            found.setdefault(line.pk, []).append(one)
    return {key: sorted(made, key=lambda one: one.day) for key, made in found.items()}


def _now(line: MonthLine, months: Mapping[int, Month]) -> str:
    return months[line.posting_id].marks if line.posting_id in months else line.stated


def _changed(row: DayStatement, line: MonthLine, month: Month, told: set[int]) -> Changed | None:
    if line.stated_on is None or row.entered_on < line.stated_on:
        return None
    since, until = max(row.since_half, line.since_half), min(row.until_half, line.until_half)
    differ = (half for half in range(since, until) if line.stated[half - line.since_half] != _at(month, half))
    at = [half for half in differ if half not in told]
    if not at:
        return None
    told.update(at)
    was, now = line.stated[at[0] - line.since_half], _at(month, at[0])
    when = halves.in_words(at[0], at[-1] + 1, year=line.first_day.year)
    return Changed(
        halves.day_of(at[0]), when, _label(was, month), _label(now, month), row.entered_by, row.entered_on, row.reason
    )


def _label(mark: str, month: Month) -> str:
    return month.terms.by_mark[mark].label if mark in month.terms.by_mark else "不在队"


def _at(month: Month, half: int) -> str:
    return month.marks[half - month.frame.since]
