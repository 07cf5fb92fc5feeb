"""Whom a figure of 问责 counts, as a list; few open it."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.accountability.lists import accountability_table, address
from zhucun.oversight.accountability.models import AccountabilityRecord
from zhucun.oversight.accountability.rules import SEE
from zhucun.oversight.consequences.counting import empty_for
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Table


def list_records(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = accountability_table()
    plain = {"filters": (), "views": (), "first": None, "search": None, "stays_because": ""}
    plain["empty"] = empty_for(question.actor.may(SEE))
    return replace(table, name="figure_accountability", caption=figure.label, **plain), loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("posting__cadre__person", "posting__team", "team", "unit")


def whom(row: AccountabilityRecord, question: Question | None) -> Cell:
    return Cell(row.whom, sub=row.get_kind_display(), url=address(row))


def why(row: AccountabilityRecord, then: date, now: date, came: bool) -> Why:
    return Why(row.decided_on, f"{row.get_kind_display()}，{row.document}") if came else Why(row.withdrawn_on, "撤回了")


show_rows("accountability", RowsShown("", list_records, loaded, whom, why))
