"""The councils, monthly meetings and their items behind a figure, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.policy.customs_values import SHIPPED_BODIES
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil
from zhucun.six_ones.customs.rules import State
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

LABELS = {one.key: one.label for one in SHIPPED_BODIES}


def _village(path: str) -> Column:
    def cell(row: VillageCouncil | MonthlyItem) -> Cell:
        return Cell(
            row.place.name, sub=row.township or "", url=reverse("six_ones:customs.village", args=[row.place_code])
        )

    return Column("village", "哪个村", cell, sort=path, width=16)


COUNCILS = (
    Column("kind", "哪一样", lambda row: LABELS.get(row.kind, row.kind), sort="kind", width=16),
    _village("place_code"),
    Column("since", "哪天建的", lambda row: day_of(row.since), sort="since", is_tight=True),
    Column("members", "几个人", lambda row: str(row.member_count or "—"), sort="member_count", numeric=True),
)


def list_councils(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_councils", caption, COUNCILS, order=("kind", "place_code"), counted=lambda n: f"{n} 个")
    return table, placed(rows, question)


def placed(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def council(row: VillageCouncil, question: Question) -> Cell:
    url = reverse("six_ones:customs.village", args=[row.place_code])
    return Cell(f"{row.place.name}{LABELS.get(row.kind, row.kind)}", url=url)


def why_council(row: VillageCouncil, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "建了") if came else Why(row.until, "停了")


def _meeting_cell(row: Meeting) -> Cell:
    return Cell(str(row), url=reverse("six_ones:customs.meeting", args=[row.pk]))


MEETINGS = (
    Column("text", "议了什么", _meeting_cell, width=40),
    Column(
        "village",
        "哪个村",
        lambda row: Cell(row.record.place.name if row.record.place else "—", sub=row.township or ""),
        sort="record__place_code",
        width=16,
    ),
    Column("held", "哪天", lambda row: day_of(row.record.happened_on), sort="record__happened_on", is_tight=True),
)


def list_meetings(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption, order = title(figure, question), ("-record__happened_on", "-pk")
    table = Table("figure_monthly", caption, MEETINGS, order=order, counted=lambda n: f"{n} 次")
    return table, meetings(rows, question)


def meetings(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("record__place"), "record__place_code", question.as_of)


def why_meeting(row: Meeting, then: date, now: date, came: bool) -> Why:
    return Why(row.record.happened_on, "开了会" if came else "有变化")


ITEMS = (
    Column("item", "议题", lambda row: item(row, None), width=30),
    _village("place_code"),
    Column("decided", "哪天议的", lambda row: day_of(row.decided_on), sort="decided_on", is_tight=True),
    Column("decision", "定了什么", lambda row: row.decision, width=36),
    Column("due", "期限", lambda row: day_of(row.due_on), sort="due_on", is_tight=True),
    Column("done", "办结", lambda row: day_of(row.done_on), sort="done_on", is_tight=True),
)


def list_items(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption, order = title(figure, question), ("-decided_on", "-pk")
    table = Table("figure_monthly_items", caption, ITEMS, order=order, counted=lambda n: f"{n} 件")
    return table, placed(rows, question)


def item(row: MonthlyItem, question: Question | None) -> Cell:
    return Cell(row.item, url=reverse("six_ones:customs.meeting", args=[row.meeting_id]))


def why_item(row: MonthlyItem, then: date, now: date, came: bool) -> Why:
    said = "不办了" if row.state == State.DROPPED else "办结了"
    days = ((row.done_on, said), (row.decided_on, "会上定了"))
    found = (Why(day, words) for day, words in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("village_council", RowsShown("place_code", list_councils, placed, council, why_council))
show_rows(
    "monthly_meeting",
    RowsShown("record__place_code", list_meetings, meetings, lambda row, question: _meeting_cell(row), why_meeting),
)
show_rows("monthly_item", RowsShown("place_code", list_items, placed, item, why_item))
