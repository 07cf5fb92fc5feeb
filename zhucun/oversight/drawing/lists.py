"""Past weeks, the latest first."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.oversight.inspection.models import InspectionRound
from zhucun.oversight.inspection.rules import Kind, Seen, State
from zhucun.oversight.rhythm.periods import of_key
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.web.tables import Cell, Column, Filter, Table, View


def counted(rows: QuerySet[InspectionRound]) -> QuerySet[InspectionRound]:
    by = {kind.value: Count("drawn", filter=Q(drawn__kind=kind)) for kind in Kind}
    return rows.annotate(visited=Count("drawn", filter=Q(drawn__state=Seen.VISITED)), **by)


def rounds_table() -> Table:
    return Table(
        name="inspections",
        caption="往期督查",
        columns=(
            Column("week", "哪一周", _week, sort="week", width=22),
            Column("random", "随机抽", lambda row: str(row.random), numeric=True),
            Column("floor", "很久没到", lambda row: str(row.floor or "—"), numeric=True),
            Column("revisit", "回头看", lambda row: str(row.revisit or "—"), numeric=True),
            Column("visited", "交回记录", lambda row: str(row.visited), numeric=True, sort="visited"),
            Column("plan", "督查计划", lambda row: row.plan_document or "没写", width=20),
            Column("state", "办到哪一步", _state, width=20),
            Column("seal", "封签", lambda row: row.seal_hash[:12] or "—", plain=lambda row: row.seal_hash, width=30),
        ),
        views=(View("done", "走完的", Q(state=State.DONE)), View("open", "没走完的", ~Q(state__in=CLOSED))),
        filters=(Filter("year", "年份", _years, lambda rows, year: rows.filter(week__startswith=year)),),
        search=lambda rows, text: rows.filter(
            Q(week__icontains=text) | Q(plan_document__icontains=text) | Q(seal_hash__startswith=text)
        ),
        search_hint="找周次、文号、封签",
        order="-week",
        counted=lambda count: f"{count} 周",
        empty={"text": "还没有督查过。", "icon": "list-check"},
    )


CLOSED = (State.DONE, State.CANCELLED)


def _years(request: HttpRequest) -> list[tuple[str, str]]:
    weeks = InspectionRound.objects.visible_to(request.actor).order_by().values_list("week", flat=True)
    return [(year, f"{year} 年") for year in sorted({week[:4] for week in weeks}, reverse=True)]


def _week(row: InspectionRound) -> Cell:
    period = of_key(Cycle.WEEK, row.week)
    days = f"{period.since.year} 年 {period.since.month}月{period.since.day}日起"
    return Cell(period.name, sub=days, url=reverse("oversight:inspection.one", args=[row.pk]))


def _state(row: InspectionRound) -> Cell:
    said = {State.DONE: row.finished_on, State.CANCELLED: row.cancelled_because}.get(row.state, "")
    return Cell(row.get_state_display(), sub=str(said or ""))
