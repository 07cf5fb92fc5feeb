"""任务单 of a year, team by team in the fixed order of townships; nobody is ranked."""

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.promises.models import AnnualTaskList
from zhucun.oversight.promises.rules import ListState
from zhucun.web.tables import Cell, Column, Filter, Table, View


def _townships(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(request.actor).filter(kind=Kind.TOWNSHIP, until__isnull=True)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def lists_table(year: int) -> Table:
    return Table(
        name="task_lists",
        caption=f"{year} 年任务单",
        columns=(
            Column("team", "工作队", _team, width=28),
            Column("state", "定了没有", _state, width=16),
            Column("of", "几件", lambda row: str(row.of), numeric=True),
            Column("accepted", "验收了", lambda row: str(row.accepted), numeric=True, sort="accepted"),
            Column("waiting", "等验收", lambda row: str(row.waiting or "—"), numeric=True, sort="waiting"),
            Column("late", "过了期", lambda row: str(row.late or "—"), numeric=True, sort="late"),
        ),
        views=(
            View("handed", "等乡镇定", Q(state=ListState.HANDED)),
            View("waiting", "有等验收的", Q(waiting__gt=0)),
            View("late", "有过期的", Q(late__gt=0, state=ListState.AGREED)),
        ),
        filters=(
            Filter(
                "township",
                "乡镇",
                _townships,
                lambda rows, code: rows.filter(place_code__gte=code, place_code__lt=f"{code}~"),
            ),
        ),
        search=lambda rows, text: rows.filter(Q(team__name__icontains=text) | Q(promises__text__icontains=text)),
        search_hint="找队、找事",
        order=(F("township_position").asc(nulls_last=True), "place_code", "team__number"),
        counted=lambda count: f"{count} 支队",
        empty={"text": f"{year} 年还没有任务单。", "icon": "list-check"},
        note="按乡镇固定次序，不排名。",
    )


def _team(row: AnnualTaskList) -> Cell:
    return Cell(row.team.name, sub=f"队号 {row.team.number}", url=reverse("oversight:promises.one", args=[row.pk]))


def _state(row: AnnualTaskList) -> Cell:
    said = {ListState.AGREED: row.agreed_on, ListState.HANDED: row.handed_on}.get(row.state)
    return Cell(row.get_state_display(), sub=f"{said:%Y-%m-%d}" if said else "")


def without_list(request: HttpRequest, year: int) -> list[Team]:
    """Teams that are there today and have written none."""
    written = AnnualTaskList.objects.filter(year=year).values("team")
    teams = Team.objects.visible_to(request.actor).as_of(request.actor.today).exclude(pk__in=written)
    return list(teams.in_order_of_places().order_by(F("township_position").asc(nulls_last=True), "place_code"))
