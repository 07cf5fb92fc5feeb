"""A year's leave by person: how often, how long, how much of the annual leave is left. Nobody is ranked (R-LEA-06)."""

from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib import halves
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.ground import OPENING
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import TAKEN
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Filter, Table

YEARS_BACK = 3
ANNUAL = "annual"


@page(needs=rules.SEE)
def year(request: HttpRequest) -> HttpResponse:
    chosen = _year(request)
    context = {"table": _table(request, chosen).bind(request, _rows(request, chosen)), "year": chosen}
    return render(request, "oversight/leave/pages/year.html", context)


def _year(request: HttpRequest) -> int:
    asked, today = request.GET.get("year", ""), request.actor.today
    return int(asked) if asked in {str(today.year - back) for back in range(YEARS_BACK)} else today.year


def _rows(request: HttpRequest, year: int) -> Any:
    """Whoever was posted in the year, in the order of places."""
    actor = request.actor
    first, beyond = date(year, 1, 1), date(year + 1, 1, 1)
    reach = actor.scope(rules.SEE)
    seen = Posting.objects.filter(
        within_prefixes("place_code", reach.place)
        | Q(sending_unit__in=reach.sender)
        | Q(team__in=reach.team)
        | Q(cadre__in=reach.cadre)
    )
    there = seen.filter(Q(until__isnull=True) | Q(until__gt=first), since__lt=beyond)
    loaded = there.select_related("cadre__person", "team").defer("cadre__person__phone", "cadre__person__id_number")
    return with_township(_counted(loaded, year).in_order_of_places(), "place_code", actor.today)


def _counted(rows: Any, year: int) -> Any:
    own = LeaveRequest.objects.filter(
        posting=OuterRef("pk"),
        state__in=TAKEN,
        since_half__gte=halves.half_of(date(year, 1, 1)),
        since_half__lt=halves.half_of(date(year + 1, 1, 1)),
    )
    opening = OpeningBalance.objects.filter(kind=OPENING, cadre=OuterRef("cadre"), month__year=year)
    return rows.annotate(
        times=_number(own, Count("pk"), "posting"),
        taken=_number(own, Sum("length_halfdays"), "posting"),
        annual=_number(own.filter(kind=ANNUAL), Sum("length_halfdays"), "posting"),
        late=_number(own.returned_late(), Count("pk"), "posting"),
        carried=_number(opening, Sum("amount"), "cadre"),
    )


def _number(rows: Any, what: Any, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(zc_n=what).values("zc_n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _table(request: HttpRequest, year: int) -> Table:
    last = min(request.actor.today, date(year, 12, 31))
    years = [str(request.actor.today.year - back) for back in range(YEARS_BACK)]
    offered = Offered(request.actor)
    return Table(
        name="leave_year",
        caption=f"{year} 年请假",
        columns=(
            Column("who", "谁", _who, width=12),
            Column("times", "几次", lambda row: row.times or "—", numeric=True, width=8),
            Column("taken", "一共多久", lambda row: _days(row.taken + row.carried), numeric=True, width=12),
            Column("annual", "其中年休假", lambda row: _days(row.annual), numeric=True, width=12),
            Column("left", "年休假还剩", lambda row: _left(row, last), numeric=True, width=12),
            Column("late", "晚回", lambda row: f"{row.late} 次" if row.late else "—", numeric=True, width=8),
        ),
        filters=(
            Filter("year", "哪一年", lambda asked: [(one, f"{one} 年") for one in years], lambda rows, one: rows),
            Filter("township", "乡镇", offered.townships, _within),
        ),
        search=lambda rows, text: rows.called_like(text),
        search_hint="姓名、派出单位",
        order=("township_position", "place_code", "seat_since"),
        counted=lambda count: f"{count} 人",
        note="按乡镇、工作队的顺序排，不排名。年休假按参加工作时间算，没有登记的算不出。",
        empty={"text": "这一年没有在册的人。", "icon": "circle-check"},
    )


def _within(rows: Any, code: str) -> Any:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _who(row: Posting) -> Cell:
    where = f"{row.township or ''} {row.team.name}".strip()
    url = f"{reverse('oversight:leaves')}?view=all&q={row.cadre.person.name}"
    return Cell(row.cadre.person.name, sub=where, url=url)


def _days(halfdays: int) -> str:
    return halves.length_in_words(halfdays) if halfdays else "—"


def _left(row: Posting, day: date) -> str:
    entitled = rules.annual_entitlement(row.cadre.work_started_on, day)
    return "算不出" if entitled is None else _days(max(0, entitled - row.annual))
