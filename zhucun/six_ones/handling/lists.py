"""实事台账: what was asked for, for whom, who has it in hand, how long it took."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import year_in
from zhucun.policy import in_force as policy
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE, UNDER_WAY, Duty, Owner, Rating, State
from zhucun.six_ones.village_cells import village_cell
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MARKS = {
    State.OPEN: "running",
    State.HANDED_UP: "waits",
    State.DONE: "done",
    State.CANNOT: "todo",
    State.WITHDRAWN: "todo",
}


def listed(rows: QuerySet, day: date) -> QuerySet:
    return with_township(rows.select_related("place", "team", "unit", "household"), "place_code", day)


def field_names(request: HttpRequest) -> dict[str, str]:
    return {one.key: one.label for one in policy.of(request.actor).matters.fields}


def matters_table(request: HttpRequest) -> Table:
    today, offered, fields = request.actor.today, Offered(request.actor), field_names(request)
    return Table(
        name="matters",
        import_kind="matters",
        caption="实事台账",
        columns=_columns(request, fields, today),
        views=_views(today),
        first=_first(request, today),
        filters=(
            Filter("field", "方面", lambda request: fields.items(), lambda rows, key: rows.filter(field=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("owner", "谁在办", lambda request: Owner.choices, lambda rows, key: rows.filter(owner=key)),
            Filter("year", "哪年提出", last_years, _in_year),
            Filter("done", "哪年办结", last_years, _done_in_year),
            Filter("rating", "群众评价", lambda request: Rating.choices, lambda rows, key: rows.filter(rating=key)),
            Filter("place", "村", _place_asked, _within),
            Filter("team", "工作队", _team_asked, _of_team),
        ),
        search=_search,
        search_hint="什么事、户主、村、工作队",
        order=("-raised_on", "-pk"),
        counted=lambda count: f"{count} 件",
        empty={"text": "没有这样的实事。", "icon": "heart-handshake"},
        note="队员记一笔“做实事”，就进了这本台账，不用再登记。不排名。",
        may_double=False,
    )


def _views(today: date) -> tuple[View, ...]:
    return (
        View("open", "在办", Q(state__in=UNDER_WAY)),
        View("late", "过了日子", Q(state__in=UNDER_WAY, promised_on__lt=today)),
        View("handed_up", "交上去的", Q(state=State.HANDED_UP)),
        View("recheck", "该回访", Q(state=State.DONE, recheck_on__lte=today)),
        View("done", "办结", Q(state=State.DONE)),
        View("cannot", "办不成", Q(state=State.CANNOT)),
        View("withdrawn", "撤回", Q(state=State.WITHDRAWN)),
    )


def _first(request: HttpRequest, today: date) -> View:
    """What is under way or was raised in the last half year; narrowed or searched, everything."""
    if any(request.GET.get(name) for name in ("q", "year", "done", "place", "team", "field", "owner", "rating")):
        return View("", "全部", ~Q(state=State.WITHDRAWN))
    lately = Q(raised_on__gt=today - timedelta(days=183)) | Q(state__in=UNDER_WAY)
    return View("", "近半年", ~Q(state=State.WITHDRAWN) & lately)


def _columns(request: HttpRequest, fields: dict[str, str], today: date) -> tuple[Column, ...]:
    return (
        Column("text", "什么事", _text, width=44),
        Column("village", "哪个村", village_cell(request.actor, SEE), sort="place_code", width=16),
        Column("household", "谁家", lambda row: row.household.head_name if row.household else "—", width=10),
        Column("field", "方面", lambda row: fields.get(row.field, row.field), sort="field", width=10, is_tight=True),
        Column("raised", "提出", lambda row: f"{row.raised_on:%Y-%m-%d}", sort="raised_on", is_tight=True),
        Column("owner", "谁在办", lambda row: Cell(row.owner_name), width=20),
        Column("state", "办到哪一步", lambda row: _state(row, today), plain=lambda row: row.get_state_display()),
        Column("days", "几天", lambda row: str(row.days_open(today)), numeric=True, width=6),
        exported("township", "乡镇", lambda row: row.township or ""),
        exported("promised", "答应哪天", lambda row: f"{row.promised_on:%Y-%m-%d}" if row.promised_on else ""),
        exported("done", "办结", lambda row: f"{row.done_on:%Y-%m-%d}" if row.done_on else ""),
        exported("result", "办成什么样", lambda row: row.result, width=30),
        exported("rating", "群众评价", lambda row: row.get_rating_display()),
        exported("duty", "职责", lambda row: Duty(row.duty).label, width=14),
        exported("raised_how", "怎么提出来", lambda row: row.get_raised_how_display()),
    )


def _text(row: UrgentMatter) -> Cell:
    return Cell(row.text, url=reverse("six_ones:matters.one", args=[row.pk]))


def stage_of(row: UrgentMatter, today: date) -> tuple[str, str]:
    """As the tag `stage` draws it."""
    if row.is_late(today):
        return "overdue", f"过了 {(today - row.promised_on).days} 天"
    return MARKS[State(row.state)], row.get_state_display()


def _state(row: UrgentMatter, today: date) -> Cell:
    note = f"{row.done_on:%Y-%m-%d}" if row.done_on else ""
    if row.state in UNDER_WAY and row.promised_on:
        note = f"答应 {row.promised_on.month}月{row.promised_on.day}日"
    rated = f"，{row.get_rating_display()}" if row.rating else ""
    return Cell(template="six_ones/handling/pages/_state.html", context=(*stage_of(row, today), f"{note}{rated}"))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _in_year(rows: QuerySet, told: str) -> QuerySet:
    year = year_in(told)
    return rows.filter(raised_on__gte=date(year, 1, 1), raised_on__lt=date(year + 1, 1, 1)) if year else rows.none()


def _done_in_year(rows: QuerySet, told: str) -> QuerySet:
    year = year_in(told)
    return rows.done_in(date(year, 1, 1), date(year + 1, 1, 1)) if year else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    row = UrgentMatter.objects.filter(place_code=code).select_related("place").first() if code else None
    return [(code, row.place.name)] if row else []


def _team_asked(request: HttpRequest) -> list[tuple[str, str]]:
    key = request.GET.get("team", "")
    team = Team.objects.visible_to(request.actor).filter(pk=key).first() if key.isdecimal() else None
    return [(key, team.name)] if team else []


def _of_team(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(team=key) if key.isdecimal() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    found = Q(text__icontains=text) | Q(place__name__icontains=text) | Q(team__name__icontains=text)
    return rows.filter(found | Q(household__head_name__icontains=text))
