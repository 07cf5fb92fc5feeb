"""产业项目: which stage, where stuck; those past their start date first."""

from datetime import date

from django.db.models import BigIntegerField, Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.amounts import shown_hundredths, shown_wan
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold
from zhucun.six_ones.industries.rules import Field, State, shown_mu
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import Kind
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MARKS = {
    State.PLANNED: "waits",
    State.STARTED: "running",
    State.FINISHED: "done",
    State.STOPPED: "todo",
    State.WITHDRAWN: "todo",
}
ORDER = (State.PLANNED, State.STARTED, State.FINISHED, State.STOPPED)


def listed(rows: QuerySet, day: date) -> QuerySet:
    """With what was applied for and arrived, and how many households; those past their start come first."""
    rows = with_township(rows.select_related("place"), "place_code", day)
    behind = When(state=State.PLANNED, planned_start__lt=day, then=0)
    stages = [When(state=state, then=at) for at, state in enumerate(ORDER, start=1)]
    return rows.annotate(
        stage_order=Case(behind, *stages, default=len(ORDER) + 1, output_field=IntegerField()),
        applied_fen=_money(Kind.APPLIED),
        arrived_fen=_money(Kind.ARRIVED),
        household_count=Coalesce(Subquery(_counted()), 0),
    )


def _money(kind: Kind) -> Coalesce:
    rows = ProjectMoney.objects.standing().filter(project=OuterRef("pk"), kind=kind)
    summed = rows.order_by().values("project").annotate(n=Sum("fen")).values("n")
    return Coalesce(Subquery(summed), 0, output_field=BigIntegerField())


def _counted() -> QuerySet:
    rows = ProjectHousehold.objects.filter(project=OuterRef("pk")).order_by()
    return rows.values("project").annotate(n=Count("pk")).values("n")


def projects_table(request: HttpRequest) -> Table:
    today, offered = request.actor.today, Offered(request.actor)
    return Table(
        name="projects",
        import_kind="projects",
        caption="产业项目",
        columns=_columns(today),
        views=_views(today),
        first=View("", "全部", ~Q(state=State.WITHDRAWN)),
        filters=(
            Filter("state", "走到哪一步", lambda request: State.choices[:4], lambda rows, key: rows.filter(state=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("product", "产品", _products, lambda rows, key: rows.filter(product=key)),
            Filter("field", "哪一类", lambda request: Field.choices, lambda rows, key: rows.filter(field=key)),
            Filter("place", "村", _place_asked, _within),
            Filter("team", "工作队", _team_asked, _of_team),
        ),
        search=_search,
        search_hint="项目、产品、村、工作队",
        order=("stage_order", "place_code", "pk"),
        counted=lambda count: f"{count} 项",
        empty={"text": "没有这样的产业项目。", "icon": "briefcase"},
        note="过了计划开工日的在最前面；同一步的按村的固定次序，不排名。",
        may_double=False,
    )


def _views(today: date) -> tuple[View, ...]:
    late = Q(state=State.PLANNED, planned_start__lt=today)
    return (
        View("late", "过了计划开工日", late),
        View("unexplained", "没说为什么", late & Q(late_reason="")),
        View("planned", "未动工", Q(state=State.PLANNED)),
        View("started", "实施中", Q(state=State.STARTED)),
        View("finished", "已完成", Q(state=State.FINISHED)),
        View("stopped", "停下了", Q(state=State.STOPPED)),
        View("withdrawn", "撤回", Q(state=State.WITHDRAWN)),
    )


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("name", "项目名称", _name, sort="name", width=34),
        Column("place", "村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        Column("product", "主打产品", lambda row: row.product or "—", sort="product", plain=lambda row: row.product),
        exported("field", "哪一类", lambda row: row.get_field_display(), width=16),
        exported("plan", "列在哪份规划里", lambda row: row.plan, width=24),
        exported("planned_on", "列入规划", lambda row: _day(row.planned_on), width=12),
        exported("planned_start", "计划开工", lambda row: _day(row.planned_start), width=12),
        exported("planned_finish", "计划完成", lambda row: _day(row.planned_finish), width=12),
        exported("started_on", "开工日期", lambda row: _day(row.started_on), width=12),
        exported("finished_on", "完成日期", lambda row: _day(row.finished_on), width=12),
        Column("state", "走到哪一步", lambda row: _state(row, today), plain=lambda row: row.get_state_display()),
        Column("next", "下一个日子", _next, sort="planned_finish", plain=lambda row: "", width=12),
        Column(
            "applied",
            "申请资金",
            lambda row: _fen(row.applied_fen),
            sort="applied_fen",
            numeric=True,
            plain=lambda row: shown_hundredths(row.applied_fen),
        ),
        Column(
            "arrived",
            "到账",
            lambda row: _fen(row.arrived_fen),
            sort="arrived_fen",
            numeric=True,
            plain=lambda row: shown_hundredths(row.arrived_fen),
        ),
        exported("land", "用地（亩）", lambda row: _acres(row), width=10),
        exported("households_meant", "打算带动户数", lambda row: row.households_meant, numeric=True),
        Column("households", "带动户", lambda row: str(row.household_count), sort="household_count", numeric=True),
        exported("late_reason", "为什么没按计划动工", lambda row: row.late_reason, width=30),
    )


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _fen(fen: int) -> str:
    return shown_wan(fen) if fen else "—"


def _acres(row: IndustryProject) -> str:
    return shown_mu(row.land_tenths).removesuffix(" 亩") if row.land_tenths is not None else ""


def _name(row: IndustryProject) -> Cell:
    return Cell(row.name, url=reverse("six_ones:projects.one", args=[row.pk]))


def stage_of(row: IndustryProject, today: date) -> tuple[str, str]:
    """As the tag `stage` draws it."""
    if row.is_late(today):
        return "overdue", f"过了开工日 {(today - row.planned_start).days} 天"
    return MARKS[State(row.state)], row.get_state_display()


def _state(row: IndustryProject, today: date) -> Cell:
    note = row.late_reason if row.is_late(today) else ""
    if row.state == State.STOPPED:
        note = row.stop_reason
    elif row.state in (State.STARTED, State.FINISHED):
        reached = row.finished_on or row.started_on
        note = f"{reached:%Y-%m-%d}"
    return Cell(template="six_ones/handling/pages/_state.html", context=(*stage_of(row, today), note))


def _next(row: IndustryProject) -> Cell:
    if row.next_on is None:
        return Cell("—")
    return Cell(f"{row.next_on:%Y-%m-%d}", sub="计划开工" if row.state == State.PLANNED else "计划完成")


def _products(request: HttpRequest) -> list[tuple[str, str]]:
    """Those there are within reach."""
    rows = IndustryProject.objects.visible_to(request.actor).standing().exclude(product="").order_by("product")
    return [(one, one) for one in rows.values_list("product", flat=True).distinct()[:60]]


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    row = IndustryProject.objects.filter(place_code=code).select_related("place").first() if code else None
    return [(code, row.place.name)] if row else []


def _team_asked(request: HttpRequest) -> list[tuple[str, str]]:
    key = request.GET.get("team", "")
    team = Team.objects.visible_to(request.actor).filter(pk=key).first() if key.isdecimal() else None
    return [(key, team.name)] if team else []


def _of_team(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(team=key) if key.isdecimal() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    found = Q(name__icontains=text) | Q(product__icontains=text) | Q(place__name__icontains=text)
    return rows.filter(found | Q(team__name__icontains=text))
