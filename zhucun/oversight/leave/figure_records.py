"""The requests behind a figure, as a list."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.lib.figure import Figure, Question
from zhucun.oversight.leave.lists import plain_table
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Table


def list_leaves(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    return replace(plain_table(question.actor), caption=caption), named(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    whole = rows.select_related("cadre__person", "team", "sending_unit").prefetch_related("steps")
    whole = whole.defer("cadre__person__phone", "cadre__person__id_number")
    return with_township(whole, "place_code", question.as_of)


def leave(row: LeaveRequest, question: Question) -> Cell:
    where = f"{row.span} {row.length}"
    return Cell(row.cadre.person.name, sub=where, url=reverse("oversight:leaves.one", args=[row.pk]))


def why(row: LeaveRequest, then: date, now: date, came: bool) -> Why:
    if came:
        return Why(row.granted_on or row.asked_on, f"{row.span}请{row.kind_label}")
    return Why(row.returned_on, "销假了") if row.returned_on else Why(None, row.get_state_display())


show_rows("leave", RowsShown("place_code", list_leaves, named, leave, why))
