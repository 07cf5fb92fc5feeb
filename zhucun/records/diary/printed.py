"""民情日记 as a ledger: what each team noted day by day, with what came of it (R-DOC-04)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, placed
from zhucun.org.people.models import Person
from zhucun.org.people.sheets import NAME
from zhucun.org.places.models import Household
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE
from zhucun.records.registry import Side
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

AT_ONCE = 500
SHEET = Sheet(
    "diary",
    "民情日记",
    (
        Column("on", "日期", day(), width=12),
        by_pen("weather", "天气", width=8),
        TOWNSHIP,
        TEAM,
        Column("who", NAME.label, NAME.kind, width=10),
        Column("place", "地点", text(), width=14),
        Column("kind", "事项", text(), width=10),
        Column("said", "记了什么", text(), width=44),
        Column("trouble", "难题", text(), width=26),
        Column("handling", "怎么办的", text(), width=26),
        by_pen("feeling", "体会", width=18),
        Column("next_step", "下一步", text(), width=24),
    ),
)


class Became(NamedTuple):
    """What a record was about that had to be solved, and how far that is."""

    trouble: str
    handling: str


NOTHING = Became("", "")
BecameOf = Callable[[Collection[int]], Mapping[int, Became]]
_became: list[BecameOf] = []


def became_come_from(found: BecameOf) -> BecameOf:
    """Ledgers above know what they opened from a record."""
    _became.append(found)
    return found


def became_of(records: Collection[int]) -> dict[int, Became]:
    return {key: one for found in _became for key, one in found(records).items()}


def read(rows: QuerySet, since: date, until: date) -> QuerySet:
    """Standing records of the days with all a ledger says of them; who is named often is read once for many rows."""
    people = Prefetch("posting__cadre__person", Person.objects.only("name"))
    homes = Prefetch("households", Household.objects.select_related("group").order_by("pk"))
    return rows.standing().happened_in(since, until).prefetch_related("team", "place", people, homes)


def in_parts(rows: QuerySet) -> Iterator[tuple[Sequence[WorkRecord], dict[int, Became]]]:
    """So many at a time: a county has sixty thousand."""
    every = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(every, AT_ONCE)):
        yield some, became_of([row.pk for row in some])


def rows_of(asked: Asked) -> Iterator[Row]:
    """Weather and feelings are left to whoever keeps them, with a pen. What few may read is not among it."""
    seen = WorkRecord.objects.visible_to(asked.by).filter(side=Side.TEAM, is_restricted=False)
    rows = placed(read(seen, asked.since, asked.until), asked.last, "team", "happened_on")
    for some, became in in_parts(rows):
        for row in some:
            yield _values(row, became.get(row.pk, NOTHING))


def _values(row: WorkRecord, became: Became) -> Row:
    return {
        "on": row.happened_on,
        "township": row.township,
        "team": row.team.name,
        "who": row.whose,
        "place": row.place.name if row.place else row.village_name,
        "kind": row.kind_label,
        "said": row.text,
        "trouble": became.trouble,
        "handling": became.handling,
        "next_step": row.next_step,
    }


DIARY_LEDGER = ledger(
    Ledger(
        "diary",
        "R-DOC-04",
        SHEET.title,
        "队员记下的每一笔，一笔一行；天气、体会留给手写。限人看的不在里面。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("记录人", "工作队队长", "乡镇负责人"),
        is_wide=True,
    )
)
