"""一村一品 and 村集体经济收入 as lists, village by village in their fixed order."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

CHANGE = "six_ones/developing/pages/_change.html"


def listed(rows: QuerySet, day: date) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", day)


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _place(row: VillageSpeciality | CollectiveIncome) -> Cell:
    return Cell(row.place.name, sub=row.township or "", url=reverse("dispatch:villages.one", args=[row.place_code]))


def _links(row: object, address: str, verbs: tuple[tuple[str, str], ...]) -> Cell:
    return Cell(template=CHANGE, context=[(reverse(address, args=[row.pk, verb]), label) for verb, label in verbs])


def specialities_table(request: HttpRequest, *, may_keep: bool) -> Table:
    columns = [
        Column("product", "产品", lambda row: row.product, sort="product", width=20),
        Column("place", "村", _place, sort="place_code", width=16),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        Column("note", "规模、牌子", lambda row: row.note or "—", plain=lambda row: row.note, width=40),
        Column("since", "从哪天起", lambda row: f"{row.since:%Y-%m-%d}", sort="since", is_tight=True),
        Column("until", "到哪天", lambda row: f"{row.until:%Y-%m-%d}" if row.until else "—", plain=_until),
    ]
    if may_keep:
        columns.append(Column("change", "改", _change_speciality, plain=lambda row: ""))
    return Table(
        name="projects.specialities",
        caption="一村一品",
        columns=columns,
        first=View("", "现在的", Q(until__isnull=True)),
        views=(View("ended", "不再是的", Q(until__isnull=False)),),
        filters=(Filter("township", "乡镇", Offered(request.actor).townships, _within),),
        search=lambda rows, text: rows.filter(Q(product__icontains=text) | Q(place__name__icontains=text)),
        search_hint="产品、村",
        order=("place_code", "pk"),
        counted=lambda count: f"{count} 个",
        empty={"text": "还没有登记一村一品。", "icon": "briefcase"},
        note="按村的固定次序，不排名。",
        may_double=False,
    )


def _until(row: VillageSpeciality) -> str:
    return f"{row.until:%Y-%m-%d}" if row.until else ""


def _change_speciality(row: VillageSpeciality) -> Cell:
    verbs = (("take_out", "撤掉"),) if row.until else (("end", "不再是"), ("take_out", "撤掉"))
    return _links(row, "six_ones:projects.specialities.step", verbs)


def incomes_table(request: HttpRequest, *, may_keep: bool) -> Table:
    columns = [
        Column("place", "村", _place, sort="place_code", width=16),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        Column("year", "年度", lambda row: str(row.year), sort="year", is_tight=True),
        Column(
            "fen",
            "收入",
            lambda row: shown_fen(row.fen),
            sort="fen",
            numeric=True,
            plain=lambda row: shown_hundredths(row.fen),
        ),
        Column("note", "从哪里来", lambda row: row.note or "—", plain=lambda row: row.note, width=40),
    ]
    if may_keep:
        columns.append(Column("change", "改", _change_income, plain=lambda row: ""))
    return Table(
        name="projects.incomes",
        caption="村集体经济收入",
        columns=columns,
        filters=(
            Filter("year", "年度", last_years, lambda rows, key: rows.filter(year=key) if key.isdecimal() else rows),
            Filter("township", "乡镇", Offered(request.actor).townships, _within),
        ),
        search=lambda rows, text: rows.filter(place__name__icontains=text),
        search_hint="村",
        order=("-year", "place_code"),
        counted=lambda count: f"{count} 笔",
        empty={"text": "还没有登记村集体经济收入。", "icon": "briefcase"},
        note="按村的固定次序，不排名。",
        may_double=False,
    )


def _change_income(row: CollectiveIncome) -> Cell:
    return _links(row, "six_ones:projects.incomes.step", (("correct", "改"), ("take_out", "撤掉")))
