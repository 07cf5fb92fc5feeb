"""The issues, letters and items behind a figure, as lists."""

from datetime import date

from django.db.models import Model, QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import SEE
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def _linked(words: str, question: Question, route: str, row: Model, sub: str = "") -> Cell:
    return Cell(words, sub=sub, url=reverse(route, args=[row.pk]) if question.actor.may(SEE) else "")


def issue(row: LetterIssue, question: Question) -> Cell:
    return _linked(str(row), question, "oversight:rectification.issue", row)


def letter(row: RectificationLetter, question: Question) -> Cell:
    return _linked(f"致{row.addressee}", question, "oversight:rectification.letter", row, row.number)


def item(row: RectificationItem, question: Question) -> Cell:
    return _linked(row.problem, question, "oversight:rectification.item", row, row.place_name)


def _caption(figure: Figure, question: Question) -> str:
    if not figure.has_period:
        return f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    return f"{figure.label}（{question.period.since:%Y-%m-%d} 至 {question.period.last_day:%Y-%m-%d}）"


def list_issues(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("issue", "期", lambda row: issue(row, question), sort="number", width=24),
        Column("title", "标题", lambda row: row.title, width=40),
        Column("issued", "哪天发的", lambda row: f"{row.issued_on:%Y-%m-%d}", sort="issued_on", is_tight=True),
    )
    return Table("figure_issues", _caption(figure, question), columns, order="issued_on", counted=_issues), rows


def _issues(count: int) -> str:
    return f"{count} 期"


def list_letters(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("letter", "函", lambda row: letter(row, question), sort="addressee", width=30),
        Column("signer", "签发人", lambda row: row.signer),
        Column("issued", "签发日期", lambda row: f"{row.issued_on:%Y-%m-%d}", sort="issued_on", is_tight=True),
    )
    table = Table("figure_letters", _caption(figure, question), columns, order="issued_on", counted=lambda n: f"{n} 件")
    return table, rows


def list_items(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("problem", "问题", lambda row: item(row, question), width=40),
        Column("unit", "责任单位", lambda row: row.letter.addressee, width=22),
        Column("due", "期限", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
        Column("state", "进展", lambda row: row.get_state_display()),
    )
    table = Table("figure_rectification", _caption(figure, question), columns, order="due_on", counted=_count)
    return table, loaded(rows, question)


def _count(count: int) -> str:
    return f"{count} 项"


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("letter__issue")


def why_sent(row: LetterIssue | RectificationLetter, then: date, now: date, came: bool) -> Why:
    return Why(row.issued_on, "发出了" if came else "不在这段时间里了", str(row))


def why(row: RectificationItem, then: date, now: date, came: bool) -> Why:
    days = (
        (row.closed_on, "销了号"),
        (row.replied_on, "反馈了"),
        (row.due_on, "到了期限"),
        (row.letter.issued_on, "签发了"),
    )
    return next((Why(day, said) for day, said in days if day and then < day <= now), Why(None, "整改有变化"))


def _as_they_are(rows: QuerySet, question: Question) -> QuerySet:
    return rows


show_rows("letter_issue", RowsShown("county_code", list_issues, _as_they_are, issue, why_sent))
show_rows("letter", RowsShown("issue__county_code", list_letters, _as_they_are, letter, why_sent))
show_rows("rectification_item", RowsShown("place_code", list_items, loaded, item, why))
