"""该走访的户: by the day they are due, who goes, how often."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.dispatch.roster.team_list import Offered
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import VisitRhythm
from zhucun.six_ones.visiting.due import with_due, with_responsible
from zhucun.six_ones.visiting.rhythms import rhythms_in
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

SOON = timedelta(days=30)
TOWNSHIP_DIGITS = 9
HELPER, LINKER, TEAM = "helper", "linker", "team"


def due_rows(actor: Actor) -> QuerySet:
    """Households on today's list, with their day and who goes."""
    day = actor.today
    seen = Household.objects.visible_to(actor).as_of(day).select_related("village", "group")
    above = Place.objects.as_of(day).filter(code=Substr(OuterRef("village__code"), 1, TOWNSHIP_DIGITS))
    named = seen.annotate(township=Subquery(above.values("name")[:1]))
    return with_responsible(with_due(named, day, policy.of(actor), actor), day)


def visits_table(request: HttpRequest) -> Table:
    today, offered = request.actor.today, Offered(request.actor)
    often = {one.key: one for one in rhythms_in(policy.of(request.actor), request.actor)}
    return Table(
        name="visits",
        import_kind="households",
        caption="该走访的户",
        columns=_columns(today, often),
        views=(
            View("overdue", "过了日子", Q(due_on__lt=today)),
            View("soon", "30 天内", Q(due_on__gte=today, due_on__lt=today + SOON)),
            View("never", "还没走过", Q(last_visit__isnull=True)),
        ),
        filters=(
            Filter("rhythm", "哪类户", lambda request: [(one.key, one.label) for one in often.values()], _of_rhythm),
            Filter("who", "谁去", lambda request: WHO, _who_goes),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("place", "村", _place_asked, _within),
            Filter("team", "工作队", _team_asked, _of_team),
        ),
        search=_search,
        search_hint="户主、村、谁去",
        order=("due_on", "village__code", "head_name"),
        counted=lambda count: f"{count} 户",
        empty={"text": "没有这样的户。", "icon": "home"},
        note="上次走访从工作记录里来，记一笔“走访”、点上户主，日子就往后移。多久一次按县里定的。",
        may_double=False,
    )


WHO = [(HELPER, "结对责任人"), (LINKER, "联户的人"), (TEAM, "工作队")]


def _columns(today: date, often: dict[str, VisitRhythm]) -> tuple[Column, ...]:
    return (
        Column("head", "户主", head, sort="head_name", width=12),
        Column("village", "村", _village, sort="village__code", width=16),
        Column("due", "哪天以前", lambda row: due(row, today), sort="due_on", plain=lambda row: row.due_on, width=12),
        Column("last", "上次走访", last, sort="last_visit", is_tight=True, width=12),
        Column("kind", "哪类户", lambda row: _rhythm(row, often), width=14),
        Column("who", "谁去", who_goes, width=18),
        exported("township", "乡镇", lambda row: row.township or ""),
        exported("group", "组", lambda row: str(row.group or "")),
    )


def head(row: Household) -> Cell:
    return Cell(row.head_name, sub=str(row.group or ""), url=reverse("six_ones:households.one", args=[row.pk]))


def _village(row: Household) -> Cell:
    return Cell(row.village.name, sub=row.township or "")


def stage_of(due_on: date, today: date) -> tuple[str, str]:
    """As the tag `stage` draws it."""
    if due_on < today:
        return "overdue", f"过了 {(today - due_on).days} 天"
    if due_on < today + SOON:
        return "soon", f"{due_on.month}月{due_on.day}日前"
    return "todo", f"{due_on:%Y-%m-%d} 前"


def due(row: Household, today: date) -> Cell:
    return Cell(template="six_ones/network/pages/_marked.html", context=stage_of(row.due_on, today))


def last(row: Household) -> str:
    return f"{row.last_visit:%Y-%m-%d}" if row.last_visit else "还没走过"


def _rhythm(row: Household, often: dict[str, VisitRhythm]) -> Cell:
    one = often[row.rhythm]
    return Cell(one.label, sub=one.how_often)


def who_goes(row: Household) -> Cell:
    """R-MON-06: whoever answers for the household; else whoever keeps in touch; else the team of the place."""
    if row.helper:
        return Cell(row.helper, sub="结对责任人")
    if row.linker:
        return Cell(row.linker, sub="联户的人")
    return Cell(row.team, sub="工作队") if row.team else Cell("村里")


def _of_rhythm(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(rhythm=key)


def _who_goes(rows: QuerySet, who: str) -> QuerySet:
    none = {HELPER: Q(helper__isnull=True), LINKER: Q(linker__isnull=True), TEAM: Q(team__isnull=True)}
    if who not in none:
        return rows.none()
    before = [key for key, _ in WHO[: [key for key, _ in WHO].index(who)]]
    found = ~none[who]
    for key in before:
        found &= none[key]
    return rows.filter(found)


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("village__code", [code])) if code.isdigit() else rows.none()


def _of_team(rows: QuerySet, key: str) -> QuerySet:
    if not key.isdecimal():
        return rows.none()
    return rows.filter(village__in=TeamPlace.objects.current().filter(team=key).values("place"))


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    seen = Place.objects.visible_to(request.actor).filter(code=code, until__isnull=True) if code else []
    return [(code, one.name) for one in seen]


def _team_asked(request: HttpRequest) -> list[tuple[str, str]]:
    key = request.GET.get("team", "")
    seen = TeamPlace.objects.current().filter(team=key).select_related("team") if key.isdecimal() else []
    return [(key, one.team.name) for one in seen][:1]


def _search(rows: QuerySet, text: str) -> QuerySet:
    found = Q(head_name__contains=text) | Q(village__name__contains=text)
    return rows.filter(found | Q(helper__contains=text) | Q(linker__contains=text))
