"""The list of records: what was done, where, by whom; narrowed by kind, township and month."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import month_in, year_in
from zhucun.lib.periods import add_months
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.models import RecordHold, WorkRecord
from zhucun.records.notes.rules import State
from zhucun.records.registry import kind_choices
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

SHOWN = 60
MONTHS_BACK = 12
LATELY = timedelta(days=92)


def listed(rows: QuerySet, day: date) -> QuerySet:
    """With everything a line says: four queries for a page of them."""
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    loaded = rows.select_related("place", "team", "unit", "posting__cadre__person").defer(*hidden)
    homes = Prefetch("households", Household.objects.order_by("pk"))
    held = Exists(RecordHold.objects.filter(record=OuterRef("pk")))
    return with_township(loaded, "place_code", day).annotate(is_held=held).prefetch_related(homes)


def records_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="records",
        caption="工作记录",
        columns=(*columns(), *_exported()),
        filters=(
            Filter("kind", "种类", lambda request: kind_choices(), lambda rows, kind: rows.filter(kind=kind)),
            Filter("township", "乡镇", offered.townships, within),
            Filter("month", "月份", _months, _in_month),
            Filter("team", "工作队", _team_asked, _of_team),
            Filter("unit", "单位", _unit_asked, _of_unit),
            Filter("place", "村", _place_asked, within),
            Filter("household", "户", _household_asked, _of_household),
        ),
        first=_first(request),
        views=(
            *([] if is_narrowed(request) else [View("all", "全部", Q(state=State.STANDING))]),
            View("township", "乡镇、驻村办的", Q(state=State.STANDING, side__in=["township", "office"])),
            View("unit", "单位的", Q(state=State.STANDING, side="unit")),
            View("for_others", "代记的", Q(state=State.STANDING) & ~Q(written_for="")),
            View("withdrawn", "撤回的", Q(state=State.WITHDRAWN)),
        ),
        search=_search,
        search_hint="内容、姓名、户主、工作队",
        order=("-happened_on", "-pk"),
        counted=lambda count: f"{count} 笔",
        note="记一笔，用在各处：日志、台账、月报都从这里来。没记的日子不是缺，不催、不排名。",
        empty={"text": "没有这样的记录。", "icon": "file-text"},
        may_double=False,
    )


def is_narrowed(request: HttpRequest) -> bool:
    return any(request.GET.get(name) for name in ("q", "month", "team", "unit", "place", "household"))


def _first(request: HttpRequest) -> View:
    """What happened lately; of a team, a month or a household everything."""
    if is_narrowed(request):
        return View("", "全部", Q(state=State.STANDING))
    return View("", "近三个月", Q(state=State.STANDING, happened_on__gt=request.actor.today - LATELY))


def _months(request: HttpRequest) -> list[tuple[str, str]]:
    first = request.actor.today.replace(day=1)
    days = [add_months(first, -back) for back in range(MONTHS_BACK)]
    return [*((f"{day:%Y-%m}", f"{day.year}年{day.month}月") for day in days), *last_years(request)]


def _in_month(rows: QuerySet, month: str) -> QuerySet:
    """Or in a whole year."""
    if year := year_in(month):
        return rows.happened_in(date(year, 1, 1), date(year + 1, 1, 1))
    since = month_in(month)
    return rows.happened_in(since, add_months(since, 1)) if since else rows.none()


def within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _of_team(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(team=key) if key.isdecimal() else rows.none()


def _of_household(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(households=key) if key.isdecimal() else rows.none()


def _of_unit(rows: QuerySet, key: str) -> QuerySet:
    """What the unit itself wrote."""
    return rows.filter(unit=key, side="unit") if key.isdecimal() else rows.none()


def _unit_asked(request: HttpRequest) -> list[tuple[str, str]]:
    key = request.GET.get("unit", "")
    seen = Unit.objects.visible_to(request.actor).filter(pk=key) if key.isdecimal() else Unit.objects.none()
    return [(key, unit.name) for unit in seen]


def _team_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """Only the one that the address names: nobody chooses among a hundred and sixty."""
    key = request.GET.get("team", "")
    seen = Team.objects.visible_to(request.actor).filter(pk=key) if key.isdecimal() else Team.objects.none()
    return [(key, team.name) for team in seen]


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    code = request.GET.get("place", "")
    seen = Place.objects.visible_to(request.actor).filter(code=code, until__isnull=True)
    return [(code, place.name) for place in seen] if code else []


def _household_asked(request: HttpRequest) -> list[tuple[str, str]]:
    key = request.GET.get("household", "")
    seen = Household.objects.visible_to(request.actor).filter(pk=key) if key.isdecimal() else Household.objects.none()
    return [(key, home.head_name) for home in seen]


def _search(rows: QuerySet, text: str) -> QuerySet:
    through = WorkRecord.households.through.objects
    homes = through.filter(workrecord=OuterRef("pk"), household__head_name__contains=text)
    return rows.filter(
        Q(text__contains=text)
        | Q(written_by__contains=text)
        | Q(posting__cadre__person__name__contains=text)
        | Q(team__name__contains=text)
        | Q(Exists(homes))
    )


def columns() -> tuple[Column, ...]:
    return (
        Column("text", "什么事", _text, plain=lambda row: row.text, width=60),
        Column("kind", "种类", lambda row: row.kind_label, sort="kind", width=10, is_tight=True),
        Column("day", "哪天", lambda row: f"{row.happened_on:%Y-%m-%d}", sort="happened_on", width=12, is_tight=True),
        Column("who", "谁", _who, sort="written_by", width=12),
        Column("where", "在哪里", _where, sort="place_code", width=24),
        Column("homes", "涉及的户", _homes, width=24),
    )


def _exported() -> tuple[Column, ...]:
    return (
        exported("team", "工作队", lambda row: row.team.name if row.team else "", width=24),
        exported("next_step", "下一步", lambda row: row.next_step, width=30),
        exported("written_for", "代记的理由", lambda row: row.written_for, width=24),
    )


def _text(row: WorkRecord) -> Cell:
    shown = row.text if len(row.text) <= SHOWN else f"{row.text[:SHOWN]}…"
    return Cell(shown, sub="已作佐证" if row.is_held else "", url=reverse("records:work.one", args=[row.pk]))


def _who(row: WorkRecord) -> Cell:
    return Cell(row.whose, sub=f"{row.written_by}代记" if row.written_for else "")


def _where(row: WorkRecord) -> Cell:
    if row.unit and not row.place:
        return Cell(row.unit.name)
    name = row.place.name if row.place else row.team.name if row.team else "—"
    return Cell(name, sub=row.township or "")


def _homes(row: WorkRecord) -> str:
    return "、".join(one.head_name for one in row.households.all()) or "—"
