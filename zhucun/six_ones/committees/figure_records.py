"""The committee members behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, month, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("name", "姓名", lambda row: member(row, None), sort="name", width=10),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("posts", "职务", lambda row: row.posts, width=14),
    Column("birth", "出生年月", lambda row: month(row.birth_month), sort="birth_month", is_tight=True),
    Column("education", "学历", lambda row: row.get_education_display() or "—", sort="education"),
    Column("returned", "引回的能人", lambda row: "是" if row.is_returned_talent else "—", is_tight=True),
    Column("since", "到任", lambda row: day_of(row.since), sort="since", is_tight=True),
)


def list_members(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_committee", caption, COLUMNS, order=("place_code", "pk"), counted=lambda n: f"{n} 人")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def member(row: CommitteeMember, question: Question | None) -> Cell:
    return Cell(row.name, url=reverse("six_ones:committees.one", args=[row.place_code]))


def why(row: CommitteeMember, then: date, now: date, came: bool) -> Why:
    days = ((row.until, "离任、换了职务"), (row.since, "到任"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("committee_member", RowsShown("place_code", list_members, loaded, member, why))
