"""经费台账: teams with what came in, what went out and what is left; each in its fixed place, none ranked."""

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.incentives.funds.rules import SEE, Promise, half_said
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.web.tables import Cell, Column, Table, View


def _sum(rows: QuerySet[FundEntry]) -> Coalesce:
    of_team = rows.filter(team=OuterRef("pk")).order_by().values("team").annotate(n=Sum("fen")).values("n")
    return Coalesce(Subquery(of_team), Value(0), output_field=BigIntegerField())


def teams_with_funds(request: HttpRequest, year: int) -> QuerySet[Team]:
    entries = FundEntry.objects.all()
    shown = FundPublication.objects.filter(team=OuterRef("pk")).order_by("-half").values("half")[:1]
    teams = Team.objects.visible_to(request.actor, SEE).as_of(request.actor.today).in_order_of_places()
    return with_township(teams, "place_code", request.actor.today).annotate(
        fund_left=_sum(entries),
        fund_in=_sum(entries.income().filter(year=year)),
        fund_out=_sum(entries.spending().filter(year=year)),
        fund_shown=Subquery(shown),
        first_came=_came(Promise.FIRST_SECRETARY, year),
        team_came=_came(Promise.TEAM, year),
    )


def _came(promise: Promise, year: int) -> Exists:
    return Exists(FundEntry.objects.standing().income().filter(team=OuterRef("pk"), promise=promise, year=year))


def funds_table(year: int, last_half: str) -> Table:
    return Table(
        name="funds",
        caption="经费台账",
        columns=(
            Column("team", "工作队", _called),
            _money("in", f"{year} 年收入", "fund_in"),
            _money("out", f"{year} 年支出", "fund_out", sign=-1),
            _money("left", "结余", "fund_left"),
            Column("shown", "公示到", lambda row: half_said(row.fund_shown) if row.fund_shown else "没公示过"),
        ),
        views=(
            View("unshown", f"{half_said(last_half)}没公示", Q(fund_shown__lt=last_half) | Q(fund_shown__isnull=True)),
            View("first_missing", "第一书记经费没到", Q(first_came=False)),
            View("team_missing", "队经费没到", Q(team_came=False)),
        ),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="工作队",
        order=(F("township_position"), "place_code"),
        counted=lambda count: f"{count} 支队",
        empty={"text": "没有这样的队。", "icon": "circle-check"},
        note="按点位的固定顺序，不排名。",
        may_double=False,
    )


def _money(key: str, label: str, name: str, *, sign: int = 1) -> Column:
    def cell(row: Any) -> str:
        return shown_fen(sign * getattr(row, name))

    return Column(key, label, cell, numeric=True, plain=lambda row: shown_hundredths(sign * getattr(row, name)))


def _called(row: Team) -> Cell:
    return Cell(row.name, sub=row.township or "", url=reverse("incentives:funds.one", args=[row.pk]))
