"""从派到用: what a person's file is made of (screen P5), and how topics above add to its lanes.

What a topic keeps in rows of its own is asked of all topics in one query; what it read for its card is not read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    F,
    Field,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from zhucun.acts.actor import Actor
from zhucun.acts.scope import NOTHING
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import Posting, ServiceNote
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.lib.lanes import Life, MonthDays, Thing
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE

T = TypeVar("T")
CHAIN = ("succeeds", "successor")
COLUMNS = ("zc_source", "zc_on", "zc_until", "zc_word", "zc_more", "zc_key", "zc_number")


@dataclass
class MemberFile:
    """One person as somebody reads them; `postings` are those within reach, the oldest first."""

    cadre: Cadre
    postings: Sequence[Posting]
    actor: Actor
    _read: dict[Any, Any] = field(default_factory=dict)

    def once(self, reading: Callable[["MemberFile"], T]) -> T:
        """What several cards, lanes and conditions of a topic need is read by the first of them."""
        if reading not in self._read:
            self._read[reading] = reading(self)
        return cast(T, self._read[reading])

    @property
    def now(self) -> Posting | None:
        """The posting that runs today."""
        return next((one for one in self.postings if one.is_there(self.actor.today)), None)

    @property
    def keys(self) -> list[int]:
        return [one.pk for one in self.postings]


@dataclass(frozen=True)
class Row:
    """One row of a topic, as the one query for all of them gives it."""

    on: date
    until: date | None
    word: str
    more: str
    key: int
    number: int


def file_of_member(cadre: Cadre, actor: Actor, needs: str = SEE) -> MemberFile:
    """Two queries: the postings within reach with what the file says of them, and what was noted of each."""
    seen = Posting.objects.visible_to(actor, needs).filter(cadre=cadre)
    told = Posting.objects.visible_to(actor, SEE_ENDS).filter(pk=OuterRef("pk"))
    loaded = seen.annotate(is_told=Exists(told)).select_related(
        "team", "sending_unit", *(f"{path}__cadre__person" for path in CHAIN)
    )
    hidden = [f"{path}__{name}" for path in CHAIN for name in lineup.HIDDEN]
    notes = Prefetch("notes", ServiceNote.objects.visible_to(actor).order_by("-on"))
    postings = loaded.defer(*hidden).prefetch_related(notes).order_by("since", "pk").with_spells()
    for posting in postings:
        posting.cadre = cadre
    return MemberFile(cadre, postings, actor)


Source = Callable[[MemberFile], Iterable[Thing | MonthDays]]
Rows = Callable[[MemberFile], QuerySet | None]
Say = Callable[[MemberFile, Row], Thing]

_sources: list[Source] = []
_rows: list[tuple[Rows, Say]] = []


def lanes_are_told_by(source: Source) -> Source:
    """Register what a topic has to say of a person from what it has read already."""
    _sources.append(source)
    return source


def lanes_have(rows: Rows) -> Callable[[Say], Say]:
    """Register a topic's rows about a person (as `columns` shapes them, or None), and how one of them is said."""

    def register(say: Say) -> Say:
        _rows.append((rows, say))
        return say

    return register


Column = str | Combinable | None


def columns(
    rows: QuerySet,
    *,
    on: str | Combinable,
    until: Column = None,
    word: Column = None,
    more: Column = None,
    key: str | Combinable = "pk",
    number: Column = None,
) -> QuerySet:
    """The rows with the columns that all topics have in common; a name is a path."""
    wanted: dict[str, tuple[Column, Field]] = {
        "zc_on": (on, DateField()),
        "zc_until": (until, DateField()),
        "zc_word": (word, CharField()),
        "zc_more": (more, CharField()),
        "zc_key": (key, BigIntegerField()),
        "zc_number": (number, BigIntegerField()),
    }
    return rows.order_by().annotate(**{name: _typed(*one) for name, one in wanted.items()})


def _typed(column: Column, kind: Field) -> Cast:
    """PostgreSQL does not guess the type of a union's column."""
    found = F(column) if isinstance(column, str) else Value(None) if column is None else column
    return Cast(found, output_field=kind)


def in_their_time(file: MemberFile, team: str, day: str) -> Q:
    """The condition on rows of teams, by the path to their day: while the person was in that team."""
    condition = NOTHING
    for posting in file.postings:
        ended = Q(**{f"{day}__lt": posting.until}) if posting.until else Q()
        condition |= Q(**{team: posting.team_id, f"{day}__gte": posting.since}) & ended
    return condition


def life_of(file: MemberFile) -> Life:
    told = [one for source in _sources for one in source(file)]
    return Life.of([*told, *_found(file)])


def _found(file: MemberFile) -> Iterable[Thing]:
    asked = [(number, rows(file)) for number, (rows, _) in enumerate(_rows)]
    queries = [_numbered(rows, number) for number, rows in asked if rows is not None]
    if not queries:
        return
    for number, on, until, word, more, key, amount in queries[0].union(*queries[1:], all=True):
        row = Row(_as_day(on), until and _as_day(until), word or "", more or "", key, amount or 0)
        yield _rows[number][1](file, row)


def _numbered(rows: QuerySet, number: int) -> QuerySet:
    return rows.annotate(zc_source=Value(number, BigIntegerField())).values_list(*COLUMNS)


def _as_day(value: date | str) -> date:
    """SQLite gives back text of what it has cast."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value
