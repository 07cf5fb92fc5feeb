"""Counting for many figures in one query: each is a condition on rows of one kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.lib.figure import Answer, Figure, Question, register

Where = Callable[[Asked], Q]
Prepare = Callable[[Asked, QuerySet], QuerySet]
MEASURE = "派"
ROWS: dict[str, Callable[[Asked], QuerySet]] = {
    "posting": Asked.postings,
    "team": Asked.teams,
    "pair": Asked.pairs,
    "place": Asked.places,
    "unit": Asked.units,
}


@dataclass(frozen=True)
class Measured:
    """A figure with the condition its rows meet. `amount` is the column that a sum adds up; `prepare` annotates it.

    `unknown` names the figure that counts rows whose fact is not known: they are said in the note.
    """

    figure: Figure
    where: Where
    prepare: Prepare | None = None
    amount: str = ""
    unknown: str = ""
    unknown_words: str = ""

    def rows(self, asked: Asked) -> QuerySet:
        rows = ROWS[self.figure.rows](asked)
        return self.prepare(asked, rows) if self.prepare else rows

    def records(self, asked: Asked) -> QuerySet:
        found = self.rows(asked).filter(self.where(asked))
        return found.annotate(amount=F(self.amount)) if self.amount else found

    def total(self, asked: Asked) -> Count | Sum:
        where = self.where(asked)
        return Sum(self.amount, filter=where) if self.amount else Count("pk", filter=where)


class Group:
    """Figures under one heading, declared one after the other."""

    def __init__(self, title: str) -> None:
        self.title = title
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
        rows: str,
        refs: tuple[str, ...] = (),
        has_period: bool = False,
        prepare: Prepare | None = None,
        unknown: str = "",
        unknown_words: str = "",
    ) -> None:
        figure = self._figure(name, label, unit, "count", definition, rows=rows, refs=refs, has_period=has_period)
        self.measured.append(Measured(figure, where, prepare, "", _id(unknown) if unknown else "", unknown_words))

    def sum(
        self,
        name: str,
        label: str,
        unit: str,
        where: Where,
        definition: str,
        *,
        rows: str,
        amount: str,
        prepare: Prepare,
    ) -> None:
        figure = self._figure(name, label, unit, "sum", definition, rows=rows)
        self.measured.append(Measured(figure, where, prepare, amount))

    def share(
        self, name: str, label: str, of: tuple[str, str], definition: str, *, rows: str, refs: tuple[str, ...] = ()
    ) -> None:
        self._figure(name, label, "%", "share", definition, rows=rows, refs=refs, of=tuple(map(_id, of)))

    def mean(self, name: str, label: str, unit: str, of: tuple[str, str], definition: str, *, rows: str) -> None:
        self._figure(name, label, unit, "mean", definition, rows=rows, of=tuple(map(_id, of)))

    def _figure(self, name: str, label: str, unit: str, kind: str, definition: str, **more: object) -> Figure:
        figure = Figure(_id(name), label, unit, kind, definition, MEASURE, group=self.title, **more)
        self.figures.append(figure)
        return figure


def _id(name: str) -> str:
    return f"dispatch.{name}"


_measured: dict[str, Measured] = {}


def declare(groups: Iterable[Group]) -> None:
    for group in groups:
        _measured.update({measured.figure.id: measured for measured in group.measured})
        register(group.figures, answers)


def answers(figures: Sequence[Figure], question: Question) -> dict[str, Answer]:
    """One query for all of them, beside one for the county's numbers where a condition needs them."""
    asked = Asked(question)
    measured = [_measured[figure.id] for figure in figures]
    unknown = [_measured[one.unknown] for one in measured if one.unknown]
    totals = _totals(asked, {one.figure.id: one for one in [*measured, *unknown]}.values())
    return {
        one.figure.id: Answer(totals[one.figure.id], one.records(asked), note=_note(one, totals)) for one in measured
    }


def _note(one: Measured, totals: Mapping[str, int]) -> str:
    count = totals.get(one.unknown, 0)
    return f"另有 {count} {_measured[one.unknown].figure.unit}{one.unknown_words}，未计入。" if count else ""


def _totals(asked: Asked, measured: Iterable[Measured]) -> dict[str, int]:
    """Aggregates of each kind of row, put under each other: as many columns as the widest has."""
    by_rows: dict[str, list[Measured]] = defaultdict(list)
    for one in measured:
        by_rows[one.figure.rows].append(one)
    width = max(len(group) for group in by_rows.values())
    kinds = list(by_rows)
    queries = [_aggregated(asked, number, by_rows[kind], width) for number, kind in enumerate(kinds)]
    totals = {one.figure.id: 0 for group in by_rows.values() for one in group}
    for number, *found in queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]:
        totals.update({one.figure.id: total for one, total in zip(by_rows[kinds[number]], found, strict=False)})
    return totals


def _aggregated(asked: Asked, number: int, group: list[Measured], width: int) -> QuerySet:
    rows = ROWS[group[0].figure.rows](asked)
    for prepare in dict.fromkeys(one.prepare for one in group if one.prepare):
        rows = prepare(asked, rows)
    counted = [Coalesce(one.total(asked), 0, output_field=IntegerField()) for one in group]
    padded = [*counted, *[Cast(Value(0), IntegerField())] * (width - len(counted))]
    names = [f"zc_{place}" for place in range(width)]
    numbered = rows.order_by().annotate(zc_rows=Cast(Value(number), IntegerField())).values("zc_rows")
    return numbered.annotate(**dict(zip(names, padded, strict=True))).values_list("zc_rows", *names)
