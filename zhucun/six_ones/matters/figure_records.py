"""The matters behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("text", "什么事", lambda row: matter(row, None), width=40),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("raised", "提出", lambda row: day_of(row.raised_on), sort="raised_on", is_tight=True),
    Column("done", "办结", lambda row: day_of(row.done_on), sort="done_on", is_tight=True),
    Column("state", "办到哪一步", lambda row: row.get_state_display()),
)


def list_matters(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_matters", caption, COLUMNS, order=("-raised_on", "-pk"), counted=lambda n: f"{n} 件")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def matter(row: UrgentMatter, question: Question | None) -> Cell:
    return Cell(str(row), url=reverse("six_ones:matters.one", args=[row.pk]))


def why(row: UrgentMatter, then: date, now: date, came: bool) -> Why:
    days = ((row.done_on, "办结了"), (row.raised_on, "提出来了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("matter", RowsShown("place_code", list_matters, loaded, matter, why))
