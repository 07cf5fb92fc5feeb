"""Figures on pages: the address of one; how the rows behind it are listed, and why one came or went."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from zhucun.lib.figure import Figure, Question, named
from zhucun.web.tables import Cell, Table


@dataclass(frozen=True)
class Why:
    """Since when a row counts or no longer counts, and because of what; `basis` is the document."""

    on: date | None
    sentence: str
    basis: str = ""


@dataclass(frozen=True)
class RowsShown:
    """How records of one kind are shown. `place` is the path to their code, empty where they lie in no one place.

    `listed` makes the table and what it needs of the rows, `called` names one row, `why` says why it came or went
    between two days.
    """

    place: str
    listed: Callable[[Figure, Question, QuerySet], tuple[Table, QuerySet]]
    named: Callable[[QuerySet, Question], QuerySet]
    called: Callable[[Any, Question], Cell]
    why: Callable[[Any, date, date, bool], Why]


_shown: dict[str, RowsShown] = {}


def show_rows(kind: str, shown: RowsShown) -> None:
    """Register how the records of figures over these rows (`Figure.rows`) are shown."""
    _shown[kind] = shown


def rows_shown(figure: Figure) -> RowsShown:
    return _shown[figure.rows]


def address(figure_id: str, question: Question, **more: str) -> str:
    """Where a number opens: its definition and records, for the same territory and day or period."""
    asked = {"as_of": question.as_of.isoformat(), "scope": question.scope}
    if named(figure_id).has_period:
        period = question.period
        asked |= {"from": period.since.isoformat(), "to": (period.until - timedelta(days=1)).isoformat()}
    if question.known_at:
        asked["known"] = timezone.localtime(question.known_at).date().isoformat()
    return f"{_path(figure_id)}?{urlencode(asked | more)}"


@cache
def _path(figure_id: str) -> str:
    """The list of all figures has hundreds."""
    return reverse("reports:figures.one", args=[figure_id])
