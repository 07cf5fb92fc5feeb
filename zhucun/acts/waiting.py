"""等我办的: each topic says which rows wait for whom; the lines are computed from state, never stored as a to-do.

All topics are asked in one query, so that the count stands on every page: a row of the union for each source.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
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
from django.utils import timezone

from zhucun.acts.actor import Actor

MOST_STATEMENTS = 256


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
    """What was found of a source: how many rows, the earliest of their days, the first of their names, which part;
    of a single row its key."""

    count: int
    first_on: date | None
    name: str
    part: int = 0
    key: int = 0


Rows = Callable[[Actor], QuerySet | None]
Say = Callable[[Actor, Waited], Waiting]
Depends = Callable[[Actor], Hashable]


@dataclass(frozen=True)
class Source:
    """`day` is the column whose earliest value makes the line urgent, `name` the one that names a single row.

    `part` is a whole number by which the rows make lines of their own, such as the late ones.
    """

    rows: Rows
    say: Say
    day: str
    name: str
    part: str
    depends: Depends | None

    def counted(self, actor: Actor, number: int) -> QuerySet | None:
        """A row for each part: the source's number, part, how many, first day and name. None where it is not theirs."""
        rows = self.rows(actor)
        if rows is None:
            return None
        numbered = rows.order_by().annotate(
            zc_source=Value(number, BigIntegerField()),
            zc_part=Cast(self.part or Value(0), BigIntegerField()),
        )
        return (
            numbered.values("zc_source", "zc_part")
            .annotate(
                zc_count=Count("pk"),
                zc_first=Min(self.day) if self.day else _nothing(DateField()),
                zc_name=Min(self.name) if self.name else _nothing(CharField()),
                zc_key=Cast(Min("pk"), BigIntegerField()),
            )
            .values_list("zc_source", "zc_part", "zc_count", "zc_first", "zc_name", "zc_key")
        )


def _nothing(kind: Field) -> Cast:
    """A typed null: PostgreSQL does not guess the type of a union's column."""
    return Cast(Value(None), output_field=kind)


_sources: list[Source] = []


def waits(
    rows: Rows, *, day: str = "", name: str = "", part: str = "", depends: Depends | None = None
) -> Callable[[Say], Say]:
    """Register a topic's line: the rows that wait for an actor, and how many of them are said in words.

    `rows` gives None where the actor has nothing to do with it, so that nothing is asked. It may depend on who asks,
    on their day and on what `depends` gives (the county's numbers), and on nothing else: no clock, no rows read before.
    """

    def register(say: Say) -> Say:
        _sources.append(Source(rows, say, day, name, part, depends))
        return say

    return register


def lines_for(actor: Actor) -> list[Waiting]:
    """All that waits for this person, the most urgent first. One query, once in a request."""
    if "waiting" not in actor.memo:
        actor.memo["waiting"] = sorted(_lines(actor), key=lambda line: (line.due_on or date.max, line.sentence))
    return actor.memo["waiting"]


def _lines(actor: Actor) -> Iterable[Waiting]:
    for number, part, count, first_on, name, key in _found(actor):
        if count:
            yield _sources[number].say(actor, Waited(count, _as_day(first_on), name or "", part, key))


def _as_day(value: date | str | None) -> date | None:
    """SQLite gives back text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


# The same person on the same day asks the same question on every page. To put it together costs the ORM several times
# what the database needs to answer it, so that the wording is kept; the answer never is.
_statements: dict[Hashable, tuple[str, tuple] | None] = {}


def _found(actor: Actor) -> Sequence[tuple]:
    who = (actor.grants, actor.account_id, actor.persons, actor.county_code, actor.today, timezone.localdate())
    depends = dict.fromkeys(source.depends for source in _sources if source.depends)
    key = (tuple(source.rows for source in _sources), who, *(numbers(actor) for numbers in depends))
    if key not in _statements:
        if len(_statements) >= MOST_STATEMENTS:
            _statements.clear()
        _statements[key] = _statement(actor)
    statement = _statements[key]
    if statement is None:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()


def _statement(actor: Actor) -> tuple[str, tuple] | None:
    asked = [source.counted(actor, number) for number, source in enumerate(_sources)]
    queries = [query for query in asked if query is not None]
    if not queries:
        return None
    try:
        return queries[0].union(*queries[1:], all=True).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None
