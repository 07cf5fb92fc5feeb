"""Ledgers as they are printed and signed (R-DOC-01 to 16): each topic declares its own, every door writes them alike.

    LEDGER = ledger(Ledger("leave", "R-DOC-03", "请假台账", …, rows=rows_of))

A ledger of a day, a month or a span comes in its columns and order, with blanks for wet signatures (R-DOC-34).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.db import transaction

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import add_months, month_of
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.sheets.writing import Written, write_parts
from zhucun.web.exporting import note_export
from zhucun.web.tables import EXPORT

LONGEST_SPAN = 366 * 3  # days; more is asked for in parts
Row = Mapping[str, Any]
PEN = replace(text(), name="pen")


def by_pen(key: str, label: str, *, width: int = 12) -> Column:
    """A column that nothing known stands in: weather, a villager's telephone, a signature."""
    return Column(key, label, PEN, width=width, value=lambda _row: None)


class Per(Enum):
    """What a ledger is asked for: how things stand on a day, a month, or what happened from a day to a day."""

    DAY = "day", "哪一天"
    MONTH = "month", "哪个月"
    SPAN = "span", "从哪天到哪天"

    def __init__(self, key: str, label: str) -> None:
        self.key, self.label = key, label


@dataclass(frozen=True)
class Asked:
    """By whom and for when; both days are meant. As it stands on a day, that day is `last`."""

    by: Actor
    since: date
    last: date

    @property
    def until(self) -> date:
        """The day after."""
        return date.fromordinal(self.last.toordinal() + 1)


@dataclass(frozen=True)
class Ledger:
    """`rows` gives values by the keys of the columns, in the fixed order of places; `part` names a row's worksheet."""

    key: str
    rule: str
    title: str
    note: str
    needs: Permission
    per: Per
    columns: Sheet | Callable[[Asked], Sheet]
    rows: Callable[[Asked], Iterable[Row]]
    signs: tuple[str, ...]
    is_wide: bool = False
    part: Callable[[Row], str] | None = None
    row_height: int = 0  # where somebody signs in each row
    is_restricted: bool = False  # few may read it: its page says so
    says: Callable[[Asked], str] | None = None  # a sentence above the rows and on the page

    def sheet(self, asked: Asked) -> Sheet:
        return self.columns if isinstance(self.columns, Sheet) else self.columns(asked)

    def may_be_taken_by(self, by: Actor) -> bool:
        return by.may(EXPORT) and by.may(self.needs)

    @property
    def paper(self) -> str:
        return "A3 横" if self.is_wide else "A4 横"


_ledgers: dict[str, Ledger] = {}


def ledger(made: Ledger) -> Ledger:
    """Register. Raises ValueError where the key is taken."""
    if made.key in _ledgers:
        raise ValueError(f"two ledgers are called {made.key}")
    return _ledgers.setdefault(made.key, made)


def all_ledgers() -> list[Ledger]:
    """In the order of their rules, as the forms are numbered."""
    return sorted(_ledgers.values(), key=lambda one: (one.rule, one.key))


def ledger_called(key: str) -> Ledger | None:
    return _ledgers.get(key)


def asked_of(one: Ledger, by: Actor, *, day: date | None = None, since: date | None = None) -> Asked:
    """`day` is the last one, of a month any; left out, it is today. A span begins with the year where nothing is said.
    Raises Refused."""
    last = day or by.today
    if last > by.today and one.per is not Per.MONTH:
        raise Refused(f"{last:%Y-%m-%d} 还没到。写今天或以前的日子。", field="day")
    if one.per is Per.DAY:
        return Asked(by, last, last)
    if one.per is Per.MONTH:
        span = month_of(last)
        return Asked(by, span.since, span.last_day)
    since = since or last.replace(month=1, day=1)
    if since > last:
        raise Refused("开始的日子在结束的日子后面。换过来。", field="since")
    if (last - since).days > LONGEST_SPAN:
        raise Refused("一次最多导三年的。分几次导。", field="since")
    return Asked(by, since, last)


def when(one: Ledger, asked: Asked) -> str:
    if one.per is Per.DAY:
        return f"截至 {asked.last:%Y-%m-%d}"
    if one.per is Per.MONTH:
        return f"{asked.since.year}年{asked.since.month}月"
    return f"{asked.since:%Y-%m-%d} 至 {asked.last:%Y-%m-%d}"


def file_name(one: Ledger, asked: Asked) -> str:
    if one.per is Per.MONTH:
        return f"{one.title}{asked.since:%Y年%m月}"
    return f"{one.title}{asked.last:%Y%m%d}"


@transaction.atomic
def write(one: Ledger, target: str | Path | IO[bytes], asked: Asked) -> int:
    """How many rows. Nothing is written that is not noted (R-SEC-08). Raises NotPermitted."""
    asked.by.must(EXPORT)
    asked.by.must(one.needs)
    rows, part = one.rows(asked), one.part
    parts = ((name, found) for name, found in groupby(rows, part)) if part else [(one.title, rows)]
    written = write_parts(target, one.sheet(asked), parts, _around(one, asked))
    note_export(asked.by, one.title, written)
    return written


def _around(one: Ledger, asked: Asked) -> Written:
    by = asked.by
    office = by.office.partition(" · ")[0]
    made_by = f"编制单位：{office}　　" if office else ""
    return Written(
        title=f"{when(one, asked)}{one.title}" if one.per is Per.MONTH else one.title,
        note=f"{made_by}{one.says(asked) if one.says else when(one, asked)}　　{by.today:%Y-%m-%d} {by.name}导出",
        footer=office,
        is_demo=by.is_demo,
        is_ledger=True,
        is_wide=one.is_wide,
        row_height=one.row_height,
        signs=one.signs,
    )


OFFICE_SIGNS = ("制表人", "审核人", "单位负责人")
VILLAGE_SIGNS = ("填表人", "村党组织书记", "乡镇负责人", "县驻村办")


def months_before(day: date, count: int) -> list[date]:
    """First days of this month and of those before it, for people to choose from."""
    first = day.replace(day=1)
    return [add_months(first, -back) for back in range(count)]
