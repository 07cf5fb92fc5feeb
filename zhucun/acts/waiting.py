"""等我办的: each topic says which rows wait for whom; the lines are computed from state, never stored as a to-do.

All topics are asked in one query, so that the count stands on every page: a row of the union for each source.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    Field,
    Min,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from zhucun.acts.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """One line: a tile of the measure, a sentence, a count, when due, one verb that opens the page to do it.

    `message` is the line as a short text for a chat group; it carries no personal data.
    """

    tile: str
    sentence: str
    url: str
    verb: str
    count: int = 1
    unit: str = "件"
    note: str = ""
    due_on: date | None = None

    @property
    def message(self) -> str:
        due = f"，{self.due_on.month}月{self.due_on.day}日前" if self.due_on else ""
        return f"{self.sentence}（{self.count}{self.unit}{due}）"


@dataclass(frozen=True)
class Waited:
    """What was found of a source: how many rows, the earliest of their days, the first of their names."""

    count: int
    first_on: date | None
    name: str


Rows = Callable[[Actor], QuerySet | None]
Say = Callable[[Actor, Waited], Waiting]


@dataclass(frozen=True)
class Source:
    """`day` is the column whose earliest value makes the line urgent, `name` the one that names a single row."""

    rows: Rows
    say: Say
    day: str
    name: str

    def counted(self, actor: Actor, number: int) -> QuerySet | None:
        """One row: the source's number, how many, first day and name. None where it is not this actor's business."""
        rows = self.rows(actor)
        if rows is None:
            return None
        numbered = rows.order_by().annotate(zc_source=Value(number, BigIntegerField())).values("zc_source")
        return numbered.annotate(
            zc_count=Count("pk"),
            zc_first=Min(self.day) if self.day else _nothing(DateField()),
            zc_name=Min(self.name) if self.name else _nothing(CharField()),
        ).values_list("zc_source", "zc_count", "zc_first", "zc_name")


def _nothing(kind: Field) -> Cast:
    """A typed null: PostgreSQL does not guess the type of a union's column."""
    return Cast(Value(None), output_field=kind)


_sources: list[Source] = []


def waits(rows: Rows, *, day: str = "", name: str = "") -> Callable[[Say], Say]:
    """Register a topic's line: the rows that wait for an actor, and how many of them are said in words.

    `rows` gives None where the actor has nothing to do with it, so that nothing is asked.
    """

    def register(say: Say) -> Say:
        _sources.append(Source(rows, say, day, name))
        return say

    return register


def lines_for(actor: Actor) -> list[Waiting]:
    """All that waits for this person, the most urgent first. One query, once in a request."""
    if "waiting" not in actor.memo:
        actor.memo["waiting"] = sorted(_lines(actor), key=lambda line: (line.due_on or date.max, line.sentence))
    return actor.memo["waiting"]


def _lines(actor: Actor) -> Iterable[Waiting]:
    asked = [source.counted(actor, number) for number, source in enumerate(_sources)]
    queries = [query for query in asked if query is not None]
    if not queries:
        return
    for number, count, first_on, name in queries[0].union(*queries[1:], all=True):
        if count:
            yield _sources[number].say(actor, Waited(count, first_on, name or ""))
