"""Who keeps in touch, and the households, behind a figure."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Household
from zhucun.six_ones.network.figures import with_load
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

STAYS = "农户名单不从这里导出，去“点位”里看。"


def village(row: Any) -> Cell:
    return Cell(row.village.name, sub=row.township or "")


def linker(row: Linker, question: Question | None) -> Cell:
    return Cell(row.name, sub=row.village.name, url=reverse("six_ones:links.of", args=[row.place_code]))


def _loaded(rows: QuerySet, question: Question) -> QuerySet:
    named = with_township(rows.select_related("village", "group"), "place_code", question.as_of)
    return named if "load" in rows.query.annotations else with_load(named, question)


def list_linkers(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("name", "姓名", lambda row: linker(row, question), sort="name", width=14),
        Column("kind", "身份", lambda row: row.get_kind_display(), sort="kind", width=10),
        Column(
            "village", "村", lambda row: Cell(row.village.name, sub=row.township or ""), sort="place_code", width=16
        ),
        Column("load", "联几户", lambda row: str(row.load), sort="load", numeric=True),
        Column("since", "从哪天起", lambda row: day_of(row.since), sort="since", is_tight=True),
    )
    table = Table(
        "figure_linkers", title(figure, question), columns, order=("place_code", "pk"), counted=lambda n: f"{n} 人"
    )
    return table, _loaded(rows, question)


def why_linker(row: Linker, then: date, now: date, came: bool) -> Why:
    if came:
        return Why(row.since, "登记了") if then < row.since <= now else Why(None, "联的户变了")
    return Why(row.until, "不再联户") if row.until and then < row.until <= now else Why(None, "联的户变了")


show_rows("linker", RowsShown("place_code", list_linkers, _loaded, linker, why_linker))


def link(row: HouseholdLink, question: Question | None) -> Cell:
    address = reverse("six_ones:households.one", args=[row.household_id])
    return Cell(row.household.head_name, sub=row.village.name, url=address)


def _links(rows: QuerySet, question: Question) -> QuerySet:
    named = rows.select_related("village", "household__group", "linker")
    return with_township(named, "place_code", question.as_of)


def list_links(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("head", "户主", lambda row: link(row, question), sort="household__head_name", width=14),
        Column(
            "village", "村", lambda row: Cell(row.village.name, sub=row.township or ""), sort="place_code", width=16
        ),
        Column("group", "组", lambda row: str(row.household.group or "—"), width=10),
        Column("linker", "谁联", lambda row: row.linker.name, sort="linker__name", width=12),
        Column("since", "从哪天起", lambda row: day_of(row.since), sort="since", is_tight=True),
    )
    table = Table(
        "figure_links", title(figure, question), columns, order=("place_code", "pk"), counted=lambda n: f"{n} 户"
    )
    return replace(table, stays_because=STAYS), _links(rows, question)


def why_link(row: HouseholdLink, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "联上了") if came else Why(row.until, "没有人联了")


show_rows("household_link", RowsShown("place_code", list_links, _links, link, why_link))


def home(row: Household, question: Question | None) -> Cell:
    return Cell(row.head_name, sub=row.village.name, url=reverse("six_ones:households.one", args=[row.pk]))


def homes(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("village", "group"), "village__code", question.as_of)


HOME_COLUMNS = (
    Column("head", "户主", lambda row: home(row, None), sort="head_name", width=14),
    Column("village", "村", lambda row: Cell(row.village.name, sub=row.township or ""), sort="village__code", width=16),
    Column("group", "组", lambda row: str(row.group or "—"), width=10),
)


def list_homes(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_homes", caption, HOME_COLUMNS, order=("village__code", "pk"), counted=lambda n: f"{n} 户")
    return replace(table, stays_because=STAYS), homes(rows, question)


def why_home(row: Household, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "上了名单") if came and then < row.since <= now else Why(None, "联户变了")


show_rows("listed_household", RowsShown("village__code", list_homes, homes, home, why_home))
