"""项目资金 line by line, in the columns by which it is brought in; lines taken back stand apart."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.six_ones.developing.village_lists import last_years
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import Funder, Kind
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STANDS = Q(is_countered=False, counters__isnull=True)


def lines_listed(actor: Actor) -> QuerySet:
    rows = ProjectMoney.objects.visible_to(actor).select_related("project__place")
    return with_township(rows, "place_code", actor.today)


def money_table(request: HttpRequest) -> Table:
    return Table(
        name="project_money",
        caption="产业项目资金台账",
        columns=_columns(),
        views=(
            *(View(kind.value, kind.label, STANDS & Q(kind=kind)) for kind in Kind),
            View("countered", "更正冲掉的", ~STANDS),
        ),
        first=View("", "全部", STANDS),
        filters=(
            Filter("funder", "谁的钱", lambda request: Funder.choices, lambda rows, key: rows.filter(funder=key)),
            Filter("year", "年度", last_years, _of_year),
            Filter("township", "乡镇", Offered(request.actor).townships, _within),
        ),
        search=_search,
        search_hint="项目、村、文号",
        order=("-on", "place_code", "pk"),
        counted=lambda count: f"{count} 笔",
        empty={"text": "没有这样的资金。", "icon": "briefcase"},
        note="一笔对一张：申请、批复、到账、支出各是一笔，不相加。",
        may_double=False,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", "项目名称", _project, sort="project__name", width=30),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        Column("place", "村", _place, sort="place_code", plain=lambda row: row.project.place.name, width=16),
        Column("kind", "哪一种", lambda row: row.get_kind_display(), sort="kind", is_tight=True, width=10),
        Column("on", "日期", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True, width=12),
        Column(
            "fen",
            "金额（元）",
            lambda row: shown_fen(row.fen),
            sort="fen",
            numeric=True,
            plain=lambda row: shown_hundredths(row.fen),
            width=14,
        ),
        Column("number", "文号、凭证号", lambda row: row.number or "—", plain=lambda row: row.number, width=20),
        Column("funder", "谁的钱", lambda row: row.get_funder_display(), sort="funder", width=14),
        exported("what", "说明", lambda row: row.what, width=28),
    )


def _project(row: ProjectMoney) -> Cell:
    return Cell(row.project.name, url=f"{reverse('six_ones:projects.one', args=[row.project_id])}#money")


def _place(row: ProjectMoney) -> Cell:
    return Cell(row.project.place.name, sub=row.township or "")


def _of_year(rows: QuerySet, key: str) -> QuerySet:
    if not key.isdecimal() or not 1 <= int(key) < date.max.year:
        return rows.none()
    return rows.filter(on__gte=date(int(key), 1, 1), on__lt=date(int(key) + 1, 1, 1))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    found = Q(project__name__icontains=text) | Q(project__place__name__icontains=text)
    return rows.filter(found | Q(number__icontains=text))
