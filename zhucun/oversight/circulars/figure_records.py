"""The circulars and what they told of behind a figure, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.circulars.models import CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import SEE
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def _linked(words: str, question: Question, key: int, sub: str = "") -> Cell:
    url = reverse("oversight:circulars.one", args=[key]) if question.actor.may(SEE) else ""
    return Cell(words, sub=sub, url=url)


def circular(row: InspectionCircular, question: Question) -> Cell:
    return _linked(str(row), question, row.pk, row.document)


def line(row: CircularLine, question: Question) -> Cell:
    return _linked(row.text, question, row.circular_id, row.place_name)


def _caption(figure: Figure, question: Question) -> str:
    return f"{figure.label}（{question.period.since:%Y-%m-%d} 至 {question.period.last_day:%Y-%m-%d}）"


def list_circulars(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("circular", "哪一期", lambda row: circular(row, question), sort="number", width=28),
        Column("title", "标题", lambda row: row.title, width=40),
        Column("signer", "签发人", lambda row: row.signer),
        Column("issued", "签发日期", lambda row: f"{row.issued_on:%Y-%m-%d}", sort="issued_on", is_tight=True),
    )
    table = Table(
        "figure_circulars", _caption(figure, question), columns, order="issued_on", counted=lambda n: f"{n} 期"
    )
    return table, rows


def list_lines(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("text", "什么问题", lambda row: line(row, question), width=40),
        Column("kind", "问题类型", lambda row: row.kind_label, sort="kind_label"),
        Column("circular", "哪一期", lambda row: str(row.circular), width=24),
        Column("found", "哪天发现", lambda row: f"{row.found_on:%Y-%m-%d}", sort="found_on", is_tight=True),
    )
    table = Table(
        "figure_circular_lines", _caption(figure, question), columns, order="place_code", counted=lambda n: f"{n} 个"
    )
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("circular")


def _as_they_are(rows: QuerySet, question: Question) -> QuerySet:
    return rows


def why(row: InspectionCircular, then: date, now: date, came: bool) -> Why:
    return Why(row.issued_on, "发出了" if came else "不在这段时间里了", str(row))


def why_line(row: CircularLine, then: date, now: date, came: bool) -> Why:
    return why(row.circular, then, now, came)


show_rows("circular", RowsShown("county_code", list_circulars, _as_they_are, circular, why))
show_rows("circular_line", RowsShown("place_code", list_lines, loaded, line, why_line))
