"""The doubts and screenings behind a figure, as lists."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.hearing.lists import counted, doubts_table, loaded, name_of, screenings_table
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.lib.figure import Figure, Question
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Table

Listed = tuple[Table, QuerySet]


def _caption(figure: Figure, question: Question) -> str:
    return f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"


def list_doubts(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    table = replace(doubts_table(question.actor), caption=_caption(figure, question), views=(), search=None)
    return table, loaded(rows)


def list_screenings(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    return replace(screenings_table(), caption=_caption(figure, question)), counted(rows)


def named_doubts(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("posting__cadre__person", "team")


def as_they_are(rows: QuerySet, question: Question) -> QuerySet:
    return rows


def doubt(row: Doubt, question: Question) -> Cell:
    return Cell(name_of(row), url=reverse("dispatch:doubt", args=[row.pk]))


def screening(row: Screening, question: Question) -> Cell:
    return Cell(str(row), url=reverse("dispatch:screening.one", args=[row.pk]))


def why(row: Any, then: date, now: date, came: bool) -> Why:
    on = row.asked_on if isinstance(row, Doubt) else row.on
    return Why(on, "又过了一次筛子") if then < on <= now else Why(None, "处理有变化")


show_rows("doubt", RowsShown("place_code", list_doubts, named_doubts, doubt, why))
show_rows("screening", RowsShown("", list_screenings, as_they_are, screening, why))
