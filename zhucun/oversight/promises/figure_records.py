"""The promises behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.promises.models import TaskPromise
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("text", "做什么", lambda row: promise(row, None), width=40),
    Column("team", "工作队", lambda row: row.of_list.team.name, width=20),
    Column("due", "期限", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on"),
    Column("state", "办到哪一步", lambda row: row.get_state_display()),
)


def list_promises(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    table = Table("figure_promises", caption, COLUMNS, order="due_on", counted=lambda n: f"{n} 件")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("of_list__team")


def promise(row: TaskPromise, question: Question | None) -> Cell:
    return Cell(row.text, url=f"{reverse('oversight:promises.one', args=[row.of_list_id])}#p{row.pk}")


def why(row: TaskPromise, then: date, now: date, came: bool) -> Why:
    days = ((row.closed_on, "验收或了结了"), (row.done_on, "说办成了"), (row.due_on, "到了期限"))
    return next((Why(day, said) for day, said in days if day and then < day <= now), Why(None, "任务单有变化"))


show_rows("promise", RowsShown("of_list__place_code", list_promises, loaded, promise, why))
