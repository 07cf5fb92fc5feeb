"""The lines, questions and corrections behind a figure, as lists; without names for who reads no persons."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from zhucun.dispatch.roster.linking import member_url
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.figure import Figure, Question
from zhucun.lib.halves import in_words, shown_halfdays
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.places.models import Place
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import month_in_words
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

TOWNSHIP_DIGITS = 9
HIDDEN = ("phone", "id_number")
Listed = tuple[Table, QuerySet]


def _caption(figure: Figure, question: Question) -> str:
    if not figure.has_period:
        return f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    return f"{figure.label}（{question.period.since:%Y-%m} 至 {question.period.last_day:%Y-%m}）"


def _named(rows: QuerySet, path: str, question: Question) -> QuerySet:
    town = Place.objects.as_of(question.as_of).filter(code=Substr(OuterRef("place_code"), 1, TOWNSHIP_DIGITS))
    hidden = [f"{path}cadre__person__{name}" for name in HIDDEN]
    return (
        rows.select_related(f"{path}posting__team", f"{path}cadre__person")
        .defer(*hidden)
        .annotate(township=Subquery(town.values("name")[:1]))
    )


def _who(posting: Posting, name: str, township: str | None, question: Question) -> Cell:
    where = f"{township or ''} {posting.team.name}".strip()
    if not question.actor.may(SEE_PEOPLE):
        return Cell(where)
    return Cell(name, sub=where, url=member_url(posting, question.actor))


def line(row: MonthLine, question: Question) -> Cell:
    return _who(row.posting, row.cadre.person.name, getattr(row, "township", ""), question)


def statement(row: DayStatement, question: Question) -> Cell:
    return _who(row.posting, row.cadre.person.name, getattr(row, "township", ""), question)


def correction(row: Correction, question: Question) -> Cell:
    return _who(row.line.posting, row.line.cadre.person.name, getattr(row, "township", ""), question)


def _table(name: str, figure: Figure, question: Question, columns: tuple[Column, ...], search: str) -> Table:
    return Table(
        name=name,
        caption=_caption(figure, question),
        columns=columns,
        search=lambda rows, text: rows.filter(**{f"{search}__contains": text}),
        search_hint="工作队",
        order="place_code",
        counted=lambda count: f"{count} 行",
        empty={"text": "一个也没有。", "icon": "table"},
    )


def list_lines(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("name", "姓名", lambda row: line(row, question), sort="place_code", width=20),
        Column("month", "月份", lambda row: month_in_words(row.month), sort="month", plain=lambda row: row.month),
        Column("state", "到哪一步", lambda row: row.get_state_display()),
        _days("counted", "驻村天数", "counted_halfdays"),
        _days("required", "应驻村", "required_halfdays"),
        _days("working", "工作日", "working_halfdays"),
    )
    return _table("month_lines", figure, question, columns, "team__name"), _named(rows, "", question)


def _days(key: str, label: str, column: str) -> Column:
    return Column(key, label, lambda row: _halfdays(getattr(row, column)), sort=column, numeric=True)


def _halfdays(value: int | None) -> str:
    return "—" if value is None else shown_halfdays(value)


def list_statements(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("name", "姓名", lambda row: statement(row, question), sort="place_code", width=20),
        Column("days", "哪几天", lambda row: in_words(row.since_half, row.until_half), sort="since_half", width=18),
        Column("side", "谁说不是这样", lambda row: row.get_side_display()),
        Column("on", "哪天说的", lambda row: f"{row.entered_on:%Y-%m-%d}", sort="entered_on"),
    )
    return _table("day_questions", figure, question, columns, "posting__team__name"), _named(rows, "", question)


def list_corrections(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("name", "姓名", lambda row: correction(row, question), sort="place_code", width=20),
        Column("days", "哪几天", lambda row: row.in_words, sort="since_half", width=18),
        Column("before", "原来", lambda row: shown_halfdays(row.before_halfdays), numeric=True),
        Column("after", "更正后", lambda row: shown_halfdays(row.after_halfdays), numeric=True),
        Column("state", "到哪一步", lambda row: row.get_state_display()),
        Column("on", "提出", lambda row: f"{row.proposed_on:%Y-%m-%d}", sort="proposed_on"),
    )
    return _table("corrections", figure, question, columns, "line__team__name"), _named(rows, "line__", question)


def why(row: Any, then: date, now: date, came: bool) -> Why:
    return Why(None, "月表又走了一步" if isinstance(row, MonthLine) else "又提出或认定了一件")


def named(rows: QuerySet, question: Question) -> QuerySet:
    return _named(rows, "line__" if rows.model is Correction else "", question)


show_rows("month_line", RowsShown("place_code", list_lines, named, line, why))
show_rows("day_statement", RowsShown("place_code", list_statements, named, statement, why))
show_rows("correction", RowsShown("place_code", list_corrections, named, correction, why))
