"""The sheets behind a figure, as a list; without names for who reads no persons."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.grading.cycle_page import HIDDEN, WITH
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def list_sheets(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    span = question.period
    columns = (
        Column("whose", "谁", lambda row: sheet(row, question), width=24),
        Column("period", "哪一期", lambda row: row.cycle.called, sort="cycle__since"),
        Column("grade", "等次", lambda row: row.grade_called, sort="grade"),
        Column("on", "核定", lambda row: f"{row.decided_on:%Y-%m-%d}", sort="decided_on"),
    )
    table = Table(
        "figure_sheets",
        f"{figure.label}（{span.since:%Y-%m-%d} 至 {span.last_day:%Y-%m-%d}）",
        columns,
        order="place_code",
        counted=lambda count: f"{count} 份",
    )
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related(*WITH, "cycle").defer(*HIDDEN)


def sheet(row: ScoreSheet, question: Question) -> Cell:
    url = reverse("oversight:assessment.sheet", args=[row.pk])
    if row.posting_id is not None and not question.actor.may(SEE_PEOPLE):
        return Cell(row.team.name, url=url)
    return Cell(row.whose, sub=row.team.name if row.posting_id else "", url=url)


def why(row: ScoreSheet, then: date, now: date, came: bool) -> Why:
    return Why(row.decided_on, "核定了等次" if came else "撤回或改了等次")


show_rows("score_sheet", RowsShown("place_code", list_sheets, loaded, sheet, why))
