"""Counting for many figures in one query: each is a condition on rows of one kind."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from zhucun.acts.permissions import Permission
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.lib.codes import code_range
from zhucun.lib.figure import Answer, Figure, Question, register

Where = Callable[[Asked], Q]
Prepare = Callable[[Asked, QuerySet], QuerySet]
Keys = Callable[[Asked], Collection[int]]
MEASURE = "派"
FEW_EYES = "是哪些人，只有驻村办和有关负责人能看。"
# What is counted, and out of what: a posting because it runs on the day, or because it began or ended in the period.
RUNNING, BEGUN, ENDED = "posting", "posting begun", "posting ended"
ROWS: dict[str, Callable[[Asked], QuerySet]] = {
    RUNNING: Asked.running,
    BEGUN: Asked.begun,
    ENDED: Asked.ended,
    "team": Asked.teams,
    "pair": Asked.pairs,
    "place": Asked.places,
    "unit": Asked.units,
}


def fact(**lookups: object) -> Where:
    return lambda asked: Q(**lookups)


@dataclass(frozen=True)
class Measured:
    """A figure with what it is counted out of, and the condition its rows meet.

    `amount` is the column that a sum adds up; `prepare` annotates it.
    `unknown` names the figure that counts the rows whose fact is not known, and says so in the note. Where rows must
    be read to decide, `keys` finds those that meet the condition. `needs` is what it takes to read the rows: the number
    alone names nobody.
    """

    figure: Figure
    out_of: str
    where: Where
    prepare: Prepare | None = None
    amount: str = ""
    unknown: tuple[str, str] = ("", "")
    keys: Keys | None = None
    needs: Permission | None = None

    def rows(self, asked: Asked) -> QuerySet:
        rows = ROWS[self.out_of](asked)
        return self.prepare(asked, rows) if self.prepare else rows

    def records(self, asked: Asked) -> QuerySet:
        found = self.rows(asked).filter(self.where(asked))
        return found.annotate(amount=F(self.amount)) if self.amount else found

    def total(self, asked: Asked) -> Count | Sum:
        where = self.where(asked)
        return Sum(self.amount, filter=where) if self.amount else Count("pk", filter=where)


class Group:
    """Figures under one heading, counted out of `rows` unless they say otherwise."""

    def __init__(self, title: str, *, rows: str) -> None:
        self.title, self.rows = title, rows
        self.measured: list[Measured] = []
        self.figures: list[Figure] = []

    def count(
        self,
        name: str,
        label: str,
        unit: str,
        where: Where,
        definition: str,
        *,
        rows: str = "",
        prepare: Prepare | None = None,
        unknown: tuple[str, str] = ("", ""),
        refs: tuple[str, ...] = (),
        numbers: tuple[str, ...] = (),
        needs: Permission | None = None,
    ) -> None:
        """`unknown` is the figure that counts the rows whose fact is not known, and what is then said of them."""
        more = {"refs": refs, "numbers": numbers, "for_few": needs is not None}
        figure = self._figure(name, label, unit, "count", definition, rows=rows, **more)
        self._measure(figure, rows, where, prepare, unknown=unknown, needs=needs)

    def found(
        self, name: str, label: str, unit: str, keys: Keys, definition: str, *, numbers: tuple[str, ...] = ()
    ) -> None:
        """Counted by reading: what no condition can say."""
        figure = self._figure(name, label, unit, "count", definition, numbers=numbers)
        self._measure(figure, "", lambda asked: Q(pk__in=list(keys(asked))), None, keys=keys)

    def sum(
        self,
        name: str,
        label: str,
        unit: str,
        where: Where,
        definition: str,
        *,
        amount: str,
        prepare: Prepare,
        numbers: tuple[str, ...] = (),
    ) -> None:
        figure = self._figure(name, label, unit, "sum", definition, numbers=numbers)
        self._measure(figure, "", where, prepare, amount=amount)

    def share(self, name: str, label: str, of: tuple[str, str], definition: str, *, refs: tuple[str, ...] = ()) -> None:
        self._figure(name, label, "%", "share", definition, refs=refs, of=tuple(map(_id, of)))

    def mean(self, name: str, label: str, unit: str, of: tuple[str, str], definition: str, *, rows: str = "") -> None:
        self._figure(name, label, unit, "mean", definition, rows=rows, of=tuple(map(_id, of)))

    def _figure(
        self, name: str, label: str, unit: str, kind: str, definition: str, *, rows: str = "", **more: Any
    ) -> Figure:
        out_of = rows or self.rows
        figure = Figure(
            _id(name), label, unit, kind, definition, MEASURE, self.title, out_of.split()[0],
            has_period=out_of in (BEGUN, ENDED), **more,
        )  # fmt: skip
        self.figures.append(figure)
        return figure

    def _measure(self, figure: Figure, rows: str, where: Where, prepare: Prepare | None, **more: Any) -> None:
        self.measured.append(Measured(figure, rows or self.rows, where, prepare, **more))


def _id(name: str) -> str:
    return f"dispatch.{name}"


_measured: dict[str, Measured] = {}


def declare(groups: Iterable[Group]) -> None:
    for group in groups:
        _measured.update({measured.figure.id: measured for measured in group.measured})
        register(group.figures, answers)


def answers(figures: Sequence[Figure], question: Question) -> dict[str, Answer]:
    """One query for all of them, beside those that conditions need: the county's numbers, the seats that are open."""
    asked = Asked(question)
    measured = [_measured[figure.id] for figure in figures]
    unknown = [_measured[_id(one.unknown[0])] for one in measured if one.unknown[0]]
    totals = _totals(asked, list(dict.fromkeys([*measured, *unknown])))
    return {one.figure.id: _answer(one, asked, totals) for one in measured}


def _answer(one: Measured, asked: Asked, totals: Mapping[str, int]) -> Answer:
    if one.needs is not None and not asked.actor.may(one.needs):
        return Answer(totals[one.figure.id], one.records(asked).none, note=FEW_EYES)
    return Answer(totals[one.figure.id], partial(one.records, asked), note=_note(one, totals))


def _note(one: Measured, totals: Mapping[str, int]) -> str:
    name, words = one.unknown
    count = totals.get(_id(name), 0)
    return f"另有 {count} {one.figure.unit}{words}，未计入。" if count else ""


def _totals(asked: Asked, measured: Sequence[Measured]) -> dict[str, int]:
    read = {one.figure.id: len(one.keys(asked)) for one in measured if one.keys}
    plain = [one for one in measured if not one.keys]
    by_rows: dict[str, list[Measured]] = defaultdict(list)
    for one in plain:
        by_rows[one.out_of].append(one)
    totals = dict.fromkeys((one.figure.id for one in plain), 0) | read
    kinds = list(by_rows)
    for number, *found in _fetched(asked, by_rows) if plain else ():
        counted = zip(by_rows[kinds[number]], map(int, found), strict=False)  # PostgreSQL adds up to decimals
        totals.update({one.figure.id: total for one, total in counted})
    return totals


def _fetched(asked: Asked, by_rows: Mapping[str, list[Measured]]) -> list[tuple[int, ...]]:
    try:
        text = _text(asked, by_rows)
    except EmptyResultSet:  # nothing is within reach, so that there is nothing to ask
        return []
    with connection.cursor() as cursor:
        cursor.execute(*text)
        return cursor.fetchall()


Text = tuple[str, tuple[Any, ...]]
_texts: dict[Any, tuple[Text, str]] = {}  # with the territory it was written for
_with_numbers: dict[tuple[str, ...], bool] = {}  # which sets of figures rest on the county's numbers
MOST_TEXTS = 100


def _text(asked: Asked, by_rows: Mapping[str, list[Measured]]) -> Text:
    """The query's text, kept: to put it together takes Django four times as long as to run it."""
    ids = tuple(one.figure.id for group in by_rows.values() for one in group)
    if ids in _with_numbers and (kept := _texts.get((ids, asked.key(with_numbers=_with_numbers[ids])))):
        return _of_territory(*kept, asked.scope)
    text = _union(asked, by_rows).query.sql_with_params()
    _with_numbers[ids] = asked.asked_numbers
    if len(_texts) >= MOST_TEXTS:
        _texts.clear()
    _texts[ids, asked.key(with_numbers=_with_numbers[ids])] = text, asked.scope
    return text


def _of_territory(text: Text, written_for: str, scope: str) -> Text:
    if written_for == scope:
        return text
    other = dict(zip(code_range(written_for), code_range(scope), strict=True))
    return text[0], tuple(other.get(value, value) if isinstance(value, str) else value for value in text[1])


def _union(asked: Asked, by_rows: Mapping[str, list[Measured]]) -> QuerySet:
    """Aggregates of each kind of row, put under each other: as many columns as the widest has."""
    width = max(map(len, by_rows.values()))
    first, *others = (_aggregated(asked, number, group, width) for number, group in enumerate(by_rows.values()))
    return first.union(*others, all=True) if others else first


def _aggregated(asked: Asked, number: int, group: list[Measured], width: int) -> QuerySet:
    rows = ROWS[group[0].out_of](asked)
    for prepare in dict.fromkeys(one.prepare for one in group if one.prepare):
        rows = prepare(asked, rows)
    counted = [Coalesce(one.total(asked), 0, output_field=IntegerField()) for one in group]
    padded = [*counted, *[Cast(Value(0), IntegerField())] * (width - len(counted))]
    names = [f"zc_{place}" for place in range(width)]
    numbered = rows.order_by().annotate(zc_rows=Cast(Value(number), IntegerField())).values("zc_rows")
    return numbered.annotate(**dict(zip(names, padded, strict=True))).values_list("zc_rows", *names)
