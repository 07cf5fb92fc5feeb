"""The households and clues behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

VILLAGE = Column(
    "village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16
)
HOUSEHOLDS = (
    Column("head", "户主", lambda row: household(row, None), width=14),
    VILLAGE,
    Column("persons", "人口", lambda row: str(row.person_count or "—"), numeric=True, width=6),
    Column("entered", "识别", lambda row: day_of(row.entered_on), sort="entered_on", is_tight=True),
    Column("removed", "移出", lambda row: day_of(row.removed_on), sort="removed_on", is_tight=True),
)
CLUES = (
    Column("text", "出了什么事", lambda row: clue(row, None), width=40),
    VILLAGE,
    Column("reported", "哪天", lambda row: day_of(row.reported_on), sort="reported_on", is_tight=True),
    Column("answered", "处理", lambda row: day_of(row.answered_on), sort="answered_on", is_tight=True),
    Column("state", "怎么样了", lambda row: row.get_state_display()),
)


def list_households(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    order = ("place_code", "head_name", "pk")
    table = Table("figure_monitored", caption, HOUSEHOLDS, order=order, counted=lambda n: f"{n} 户")
    return table, loaded(rows, question)


def list_clues(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_clues", caption, CLUES, order=("-reported_on", "-pk"), counted=lambda n: f"{n} 条")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def household(row: MonitoredHousehold, question: Question | None) -> Cell:
    return Cell(str(row), url=reverse("six_ones:monitoring.household", args=[row.pk]))


def clue(row: MonitoringClue, question: Question | None) -> Cell:
    return Cell(str(row), url=reverse("six_ones:monitoring.clue", args=[row.pk]))


def why_household(row: MonitoredHousehold, then: date, now: date, came: bool) -> Why:
    days = ((row.removed_on, "移出了"), (row.entered_on, "识别进来了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "导入了" if came else "有变化"))


def why_clue(row: MonitoringClue, then: date, now: date, came: bool) -> Why:
    days = ((row.answered_on, "处理了"), (row.reported_on, "报上来了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "报上来了" if came else "有变化"))


show_rows("monitored", RowsShown("place_code", list_households, loaded, household, why_household))
show_rows("clue", RowsShown("place_code", list_clues, loaded, clue, why_clue))
