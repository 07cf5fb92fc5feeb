"""The list of 问责: by kind, in 人次; it stays where it is (R-TLK-09)."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.lib.asked_days import year_in
from zhucun.oversight.accountability.models import AccountabilityRecord
from zhucun.oversight.accountability.rules import About, Kind
from zhucun.web.tables import Cell, Column, Filter, Table, View

STAYS = "约谈、问责的事只在这里看，不导出。"


def accountability_table() -> Table:
    standing = Q(withdrawn_on__isnull=True)
    return Table(
        name="accountability",
        caption="问责",
        columns=(
            Column("whom", "谁", lambda row: Cell(row.whom, sub=row.of_what, url=address(row))),
            Column("kind", "种类", lambda row: row.get_kind_display()),
            Column("reason", "事由", lambda row: row.reason),
            Column("document", "文号", lambda row: Cell(row.document, sub=row.decided_by)),
            Column("on", "决定日", lambda row: f"{row.decided_on:%Y-%m-%d}", sort="decided_on", is_tight=True),
            Column("until", "影响到", lambda row: f"{row.effect_until:%Y-%m-%d}" if row.effect_until else "—"),
        ),
        filters=(
            Filter("kind", "种类", lambda request: Kind.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("about", "对象", lambda request: About.choices, lambda rows, value: rows.filter(about=value)),
            Filter("year", "年份", _years, _of_year),
        ),
        first=View("standing", "全部", standing),
        views=(View("withdrawn", "撤回的", ~standing),),
        search=lambda rows, text: rows.filter(
            Q(document__contains=text) | Q(person_name__contains=text) | Q(posting__cadre__person__name__contains=text)
        ),
        search_hint="姓名、文号",
        order="-decided_on",
        counted=lambda count: f"{count} 人次",
        empty={"text": "没有登记过问责。", "icon": "messages"},
        note="双约谈不算问责。",
        stays_because=STAYS,
    )


def _years(request: HttpRequest) -> list[tuple[str, str]]:
    days = AccountabilityRecord.objects.visible_to(request.actor).dates("decided_on", "year", order="DESC")
    return [(str(day.year), f"{day.year} 年") for day in days]


def _of_year(rows: QuerySet, year: str) -> QuerySet:
    return rows.filter(decided_on__year=found) if (found := year_in(year)) else rows.none()


def rows_for(request: HttpRequest) -> QuerySet:
    rows = AccountabilityRecord.objects.visible_to(request.actor)
    return rows.select_related("posting__cadre__person", "posting__team", "team", "unit")


def address(row: AccountabilityRecord) -> str:
    return reverse("oversight:accountability.one", args=[row.pk])


def sums_of(year: int, request: HttpRequest) -> list[tuple[str, int]]:
    """Of the year: each kind that occurs, in 人次. One query."""
    rows = AccountabilityRecord.objects.visible_to(request.actor).standing().filter(decided_on__year=year)
    found = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [(kind.label, found[kind.value]) for kind in Kind if kind.value in found]
