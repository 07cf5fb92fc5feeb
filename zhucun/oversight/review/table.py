"""调度表: townships in their fixed order, the columns of all ledgers, and what each township says; drawn anew each time
until the meeting, then kept as the meeting had it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review.columns import Asked, Column, all_columns
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement


@dataclass(frozen=True)
class Number:
    label: str
    value: int
    url: str
    is_late: bool


@dataclass(frozen=True)
class Line:
    """A township with its numbers; `said` is its statement, None while it has told nothing."""

    code: str
    name: str
    numbers: tuple[Number, ...]
    said: TownshipStatement | None


@dataclass(frozen=True)
class Sheet:
    """`as_of` is the day its numbers are of; of one that `is_kept` they are those of the meeting and open nothing."""

    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Number, ...]
    as_of: date
    is_kept: bool

    @property
    def said(self) -> int:
        return sum(line.said is not None for line in self.lines)

    @property
    def silent(self) -> list[str]:
        return [line.name for line in self.lines if line.said is None]


def asked_of(review: MonthlyReview, by: Actor) -> Asked:
    month = month_of(review.first)
    return Asked(by, review.place_code[: len(by.county_code)], month, max(min(by.today, month.last_day), month.since))


def sheet_of(review: MonthlyReview, by: Actor) -> Sheet:
    said = {one.place_code: one for one in TownshipStatement.objects.visible_to(by).filter(review=review)}
    return _kept(review, by, said) if review.table else _counted(review, by, said)


def _townships(review: MonthlyReview, by: Actor, day: date) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(by).as_of(day).filter(kind=Kind.TOWNSHIP, code__startswith=review.place_code)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def _counted(review: MonthlyReview, by: Actor, said: dict[str, TownshipStatement]) -> Sheet:
    asked = asked_of(review, by)
    counts = [(column, column.count(asked)) for column in all_columns()]
    lines = tuple(
        Line(code, name, tuple(_number(column, asked, code, of.get(code, 0)) for column, of in counts), said.get(code))
        for code, name in _townships(review, by, asked.day)
    )
    totals = tuple(
        _number(column, asked, review.place_code, sum(line.numbers[at].value for line in lines))
        for at, (column, _) in enumerate(counts)
    )
    return Sheet(tuple(column.label for column, _ in counts), lines, totals, asked.day, is_kept=False)


def _number(column: Column, asked: Asked, code: str, value: int) -> Number:
    return Number(column.label, value, column.leads_to(asked, code), column.is_lack and value > 0)


def kept(sheet: Sheet) -> dict[str, Any]:
    """As the review keeps it."""
    return {
        "as_of": sheet.as_of.isoformat(),
        "labels": list(sheet.labels),
        "late": [at for at, number in enumerate(sheet.totals) if number.is_late],
        "rows": [[line.code, line.name, *(number.value for number in line.numbers)] for line in sheet.lines],
    }


def _kept(review: MonthlyReview, by: Actor, said: dict[str, TownshipStatement]) -> Sheet:
    labels, late = review.table["labels"], set(review.table["late"])
    scope = by.scope(MonthlyReview.SEE)
    lines = tuple(
        Line(code, name, _plain(labels, values, late), said.get(code))
        for code, name, *values in review.table["rows"]
        if scope.covers_place(code)
    )
    sums: Sequence[int] = [sum(line.numbers[at].value for line in lines) for at in range(len(labels))]
    as_of = date.fromisoformat(review.table["as_of"])
    return Sheet(tuple(labels), lines, _plain(labels, sums, late), as_of, is_kept=True)


def _plain(labels: Sequence[str], values: Sequence[int], late: set[int]) -> tuple[Number, ...]:
    return tuple(
        Number(label, value, "", at in late and value > 0)
        for at, (label, value) in enumerate(zip(labels, values, strict=True))
    )
