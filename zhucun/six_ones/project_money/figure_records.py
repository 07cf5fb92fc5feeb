"""The lines of project money behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, title
from zhucun.lib.amounts import shown_hundredths, shown_wan
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def line(row: ProjectMoney, question: Question) -> Cell:
    return Cell(
        row.project.name, sub=row.project.place.name, url=reverse("six_ones:projects.one", args=[row.project_id])
    )


def list_lines(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("project", "项目", lambda row: line(row, question), width=34),
        Column("on", "哪天", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True),
        Column("number", "文号、凭证号", lambda row: row.number or "—", width=20),
        Column("funder", "谁的钱", lambda row: row.get_funder_display(), width=14),
        Column(
            "amount",
            "金额",
            lambda row: shown_wan(row.amount),
            sort="amount",
            numeric=True,
            plain=lambda row: shown_hundredths(row.amount),
        ),
    )
    caption = title(figure, question)
    table = Table("figure_project_money", caption, columns, order=("-on", "-pk"), counted=lambda n: f"{n} 笔")
    return table, named(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("project__place")


def why(row: ProjectMoney, then: date, now: date, came: bool) -> Why:
    if came:
        return Why(row.on, "记了账")
    return Why(None, "冲掉了" if row.is_countered else "不在这段时间里")


show_rows("project_money", RowsShown("place_code", list_lines, named, line, why))
