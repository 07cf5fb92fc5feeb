"""The records and the households behind a figure, as lists."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Household
from zhucun.records.notes.lists import columns, listed
from zhucun.records.notes.models import WorkRecord
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def list_records(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = Table(name="records_of_figure", caption=title(figure, question), columns=columns(), order=NEWEST)
    return table, named(rows, question)


NEWEST = ("-happened_on", "-pk")


def named(rows: QuerySet, question: Question) -> QuerySet:
    return listed(rows, question.as_of)


def record(row: WorkRecord, question: Question) -> Cell:
    return Cell(str(row), sub=f"{row.happened_on:%Y-%m-%d}", url=reverse("records:work.one", args=[row.pk]))


def why_record(row: WorkRecord, then: date, now: date, came: bool) -> Why:
    return Why(row.happened_on, "记了一笔" if came else "撤回了，或者不在这段时间里")


show_rows("record", RowsShown("place_code", list_records, named, record, why_record))


def list_households(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    shown = (
        Column("head", "户主", lambda row: household(row, question), sort="head_name", width=14),
        Column("village", "村", lambda row: row.village.name, sort="village__code", width=16),
        Column("group", "组", lambda row: str(row.group or "—"), width=14),
    )
    table = Table(name="households_of_figure", caption=title(figure, question), columns=shown, order="village__code")
    return replace(table, stays_because="农户名单不从这里导出，去“点位”里看。"), named_households(rows, question)


def named_households(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("village", "group"), "village__code", question.as_of)


def household(row: Any, question: Question) -> Cell:
    return Cell(row.head_name, sub=row.village.name, url=f"{reverse('records:work')}?household={row.pk}")


def why_household(row: Household, then: date, now: date, came: bool) -> Why:
    return Why(None, "走访到了" if came else "这段时间没有走到")


show_rows("household", RowsShown("village__code", list_households, named_households, household, why_household))
