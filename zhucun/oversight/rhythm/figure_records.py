"""The pieces of work behind a figure of the rhythm, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import SEE, Cycle
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Filter, Table


def item(row: CadenceItem, question: Question) -> Cell:
    url = reverse("oversight:rhythm.item", args=[row.pk]) if question.actor.may(SEE) else ""
    return Cell(row.title, url=url)


def listed(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    span = question.period
    table = Table(
        name="cadence",
        caption=f"{figure.label}（{span.since:%Y-%m-%d} 至 {span.last_day:%Y-%m-%d}）",
        columns=(
            Column("title", "哪一期", lambda row: item(row, question), sort="due_on", width=20),
            Column("due", "期限", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
            Column("done", "哪天办的", lambda row: f"{row.done_on:%Y-%m-%d}" if row.done_on else "—", is_tight=True),
            Column("evidence", "凭据", lambda row: row.evidence or "—", width=30),
        ),
        filters=(Filter("cycle", "哪一档", lambda request: Cycle.choices, lambda rows, key: rows.filter(cycle=key)),),
        order="due_on",
        counted=lambda count: f"{count} 期",
        empty={"text": "这段时间没有。", "icon": "list-check"},
    )
    return table, rows


def why(row: CadenceItem, then: date, now: date, came: bool) -> Why:
    return Why(row.done_on or row.due_on, "登记办了" if row.done_on else "到了期限", row.evidence)


show_rows("cadence", RowsShown("county_code", listed, lambda rows, question: rows, item, why))
