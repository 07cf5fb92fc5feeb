"""The outcomes behind a figure, as a list."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, title
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.lib.figure import Figure, Question
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def outcome(row: AnnouncedOutcome, question: Question) -> Cell:
    return Cell(row.cadre.person.name, sub=row.what, url=reverse("dispatch:members.one", args=[row.cadre_id]))


def list_outcomes(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("name", "姓名", lambda row: outcome(row, question), width=24),
        Column("kind", "哪一种", lambda row: row.called),
        Column("document", "文件号", lambda row: row.document, width=24),
        Column("on", "公布日", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True),
    )
    table = Table(
        "outcomes_of_figure",
        title(figure, question),
        columns,
        search=lambda rows, text: rows.filter(Q(what__contains=text) | Q(cadre__person__name__contains=text)),
        search_hint="姓名、公布了什么",
        order="-on",
        counted=lambda n: f"{n} 人次",
    )
    return table, named(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("cadre__person")


def why(row: AnnouncedOutcome, then: date, now: date, came: bool) -> Why:
    return Why(row.on, "公布了" if came else "不在这段时间里")


show_rows("outcome", RowsShown("place_code", list_outcomes, named, outcome, why))
