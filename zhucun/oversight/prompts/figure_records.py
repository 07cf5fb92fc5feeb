"""The prompts behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.prompts.rules import SEE
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def prompt(row: WorkPrompt, question: Question) -> Cell:
    url = reverse("oversight:rhythm.prompts.one", args=[row.pk]) if question.actor.may(SEE) else ""
    return Cell(row.title, url=url)


def listed(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    span = question.period
    table = Table(
        name="prompts",
        caption=f"{figure.label}（{span.since:%Y-%m-%d} 至 {span.last_day:%Y-%m-%d}）",
        columns=(
            Column("title", "提示", lambda row: prompt(row, question), sort="issued_on", width=30),
            Column("month", "月份", lambda row: row.called, sort="month", plain=lambda row: row.month),
            Column("issued", "哪天发的", lambda row: f"{row.issued_on:%Y-%m-%d}", sort="issued_on", is_tight=True),
        ),
        order="issued_on",
        counted=lambda count: f"{count} 份",
        empty={"text": "这段时间没有发过。", "icon": "list-check"},
    )
    return table, rows


def why(row: WorkPrompt, then: date, now: date, came: bool) -> Why:
    return Why(row.issued_on, "发出了" if came else "收回了", row.title)


show_rows("prompt", RowsShown("county_code", listed, lambda rows, question: rows, prompt, why))
