"""The visits behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("team", "工作队", lambda row: drawn(row, None), width=28),
    Column("visited_on", "哪天去的", lambda row: f"{row.visited_on:%Y-%m-%d}", sort="visited_on"),
    Column("kind", "怎么来的", lambda row: row.get_kind_display()),
    Column("round", "哪一周", lambda row: row.round.week),
)


def list_drawn(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    return Table("figure_drawn", caption, COLUMNS, order="-visited_on", counted=lambda n: f"{n} 支次"), loaded(
        rows, question
    )


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("team", "round")


def drawn(row: DrawnTeam, question: Question | None) -> Cell:
    return Cell(row.team.name, url=reverse("dispatch:teams.one", args=[row.team_id]))


def why(row: DrawnTeam, then: date, now: date, came: bool) -> Why:
    return Why(row.visited_on, "交回了督查记录")


show_rows("drawn", RowsShown("seat_code", list_drawn, loaded, drawn, why))
