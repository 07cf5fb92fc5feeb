"""The tests and the people behind a figure, as lists; of a person only that they sat."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, title
from zhucun.lib.figure import Figure, Question
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def test(row: KnowledgeTest, question: Question) -> Cell:
    return Cell(row.title, url=reverse("training:tests.one", args=[row.pk]))


test.__test__ = False  # what it is about, not one of ours


def sitter(row: Seat, question: Question) -> Cell:
    return Cell(row.name, sub="驻村队员" if row.posting_id else "村“两委”等")


def list_tests(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("title", "测验", lambda row: test(row, question), width=40),
        Column("opens", "哪天", lambda row: f"{row.opens_at:%Y-%m-%d}", sort="opens_at", is_tight=True),
    )
    table = Table("tests_of_figure", title(figure, question), columns, order="-opens_at", counted=lambda n: f"{n} 场")
    return table, rows


def list_sitters(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("name", "谁", lambda row: sitter(row, question), width=16),
        Column("test", "测验", lambda row: test(row.test, question), sort="test__opens_at", width=40),
        Column("way", "怎么答", lambda row: row.get_way_display()),
    )
    order = ("place_code", "number")
    table = Table("sitters_of_figure", title(figure, question), columns, order=order, counted=lambda n: f"{n} 人")
    return table, named_sitters(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    return rows


def named_sitters(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("test")


def why_test(row: KnowledgeTest, then: date, now: date, came: bool) -> Why:
    return Why(row.opens_at.date(), "有人交了卷" if came else "不在这段时间里")


def why_sitter(row: Seat, then: date, now: date, came: bool) -> Why:
    return Why(row.test.opens_at.date(), "交了卷" if came else "不在这段时间里")


show_rows("knowledge_test", RowsShown("place_code", list_tests, named, test, why_test))
show_rows("test_seat", RowsShown("place_code", list_sitters, named_sitters, sitter, why_sitter))
