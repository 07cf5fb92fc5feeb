"""Households with their day, behind a figure."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from zhucun.dispatch.roster.figure_records.words import day_of, title
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Household
from zhucun.six_ones.network.figure_records import HOME_COLUMNS, STAYS, home, homes
from zhucun.six_ones.network.figures import policy_for
from zhucun.six_ones.visiting.due import with_due
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Column, Table

COLUMNS = (
    *HOME_COLUMNS,
    Column("last", "上次走访", lambda row: day_of(row.last_visit), sort="last_visit", is_tight=True),
    Column("due", "哪天以前", lambda row: day_of(row.due_on), sort="due_on", is_tight=True),
)


def _loaded(rows: QuerySet, question: Question) -> QuerySet:
    named = homes(rows, question)
    return (
        named
        if "due_on" in rows.query.annotations
        else with_due(named, question.as_of, policy_for(question), question.actor)
    )


def list_due(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_due", caption, COLUMNS, order=("due_on", "village__code"), counted=lambda n: f"{n} 户")
    return replace(table, stays_because=STAYS), _loaded(rows, question)


def why(row: Household, then: date, now: date, came: bool) -> Why:
    return Why(None, "走访的日子变了")


show_rows("household_due", RowsShown("village__code", list_due, _loaded, home, why))
