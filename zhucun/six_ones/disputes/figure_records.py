"""The disputes behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.disputes.models import Dispute
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("text", "为了什么", lambda row: dispute(row, None), width=40),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("kind", "哪一类", lambda row: row.get_kind_display(), sort="kind", is_tight=True),
    Column("raised", "哪天", lambda row: day_of(row.raised_on), sort="raised_on", is_tight=True),
    Column("closed", "了结", lambda row: day_of(row.closed_on), sort="closed_on", is_tight=True),
    Column("state", "怎么样了", lambda row: row.get_state_display()),
)


def list_disputes(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_disputes", caption, COLUMNS, order=("-raised_on", "-pk"), counted=lambda n: f"{n} 起")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def dispute(row: Dispute, question: Question | None) -> Cell:
    return Cell(str(row), url=reverse("six_ones:disputes.one", args=[row.pk]))


def why(row: Dispute, then: date, now: date, came: bool) -> Why:
    days = ((row.closed_on, "了结了"), (row.raised_on, "登记了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("dispute", RowsShown("place_code", list_disputes, loaded, dispute, why))
