"""一约四会 village by village, and what the monthly meetings decided."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import year_in
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.policy.customs_values import CustomsBody
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.reading import with_customs
from zhucun.six_ones.customs.rules import SEE, VILLAGE_DIGITS, Owner, State
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MARKS = {State.OPEN: "running", State.DONE: "done", State.DROPPED: "todo", State.WITHDRAWN: "todo"}


def listed(places: QuerySet[Place], bodies: Sequence[CustomsBody], day: date) -> QuerySet[Place]:
    return with_township(with_customs(places, bodies, day), "code", day)


def villages_table(request: HttpRequest, bodies: Sequence[CustomsBody]) -> Table:
    day, offered = request.actor.today, Offered(request.actor)
    this_month, all_of_them = month_of(day).since, len(bodies)
    not_met = Q(met_on__isnull=True) | Q(met_on__lt=this_month)
    return Table(
        name="customs",
        import_kind="customs",
        caption="一约四会和月列会",
        columns=(
            Column("village", "哪个村", _village, plain=lambda row: row.name, sort="code", width=18),
            *(_of_body(one) for one in bodies),
            Column("active", "会里最近活动", lambda row: day_of(row.active_on), sort="active_on", is_tight=True),
            Column("met", "最近月列会", lambda row: day_of(row.met_on), sort="met_on", is_tight=True),
            Column("open", "没办完", lambda row: _open(row), plain=lambda row: row.open_items, numeric=True, width=10),
            exported("township", "乡镇", lambda row: row.township or ""),
        ),
        views=(
            View("lacking", "不全", Q(is_served=True, held__lt=all_of_them)),
            View("complete", "都建了", Q(held=all_of_them)),
            View("not_met", "这个月没开月列会", Q(is_served=True) & not_met),
            View("late", "有过了期限的", Q(late_items__gt=0)),
            View("all", "所有的村", Q()),
        ),
        first=_first(request.actor),
        filters=(
            Filter("township", "乡镇", offered.townships, lambda rows, code: _within(rows, code, "code")),
            Filter("lacks", "没有哪一样", lambda request: [(one.key, one.label) for one in bodies], _lacking),
        ),
        search=lambda rows, text: rows.filter(name__icontains=text),
        search_hint="村名",
        order="code",
        counted=lambda count: f"{count} 个村",
        empty={"text": "没有这样的村。", "icon": "building-community"},
        note="活动和月列会从工作记录来，不用另报。按区划代码排，不排名。",
        may_double=False,
    )


def _first(actor: Actor) -> View:
    """A village whose secretary looks is not missing from its own list because no team serves it."""
    own = actor.scope(SEE).place
    if own and all(len(code) >= VILLAGE_DIGITS for code in own):
        return View("", "本村", Q())
    return View("", "有工作队的村", Q(is_served=True))


def _of_body(body: CustomsBody) -> Column:
    name = f"since_{body.key}"

    def cell(row: Place) -> str:
        since = getattr(row, name)
        return day_of(since) if since else "没有"

    return Column(body.key, body.label, cell, sort=name, is_tight=True, width=13)


def _village(row: Place) -> Cell:
    return Cell(row.name, sub=row.township or "", url=reverse("six_ones:customs.village", args=[row.code]))


def _open(row: Place) -> Cell:
    late = f"过期 {row.late_items}" if row.late_items else ""
    return Cell(str(row.open_items), sub=late)


def _lacking(rows: QuerySet, key: str) -> QuerySet:
    name = f"since_{key}"
    return rows.filter(**{f"{name}__isnull": True}) if name in rows.query.annotations else rows.none()


def _within(rows: QuerySet, code: str, path: str = "place_code") -> QuerySet:
    return rows.filter(within_prefixes(path, [code])) if code.isdigit() else rows.none()


def items(rows: QuerySet, day: date) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", day)


def items_table(request: HttpRequest) -> Table:
    today, offered = request.actor.today, Offered(request.actor)
    return Table(
        name="monthly_items",
        import_kind="monthly_items",
        caption="月列会定的事",
        columns=(
            Column("item", "议题", _item, width=30),
            Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code"),
            Column("decided", "哪天议的", lambda row: day_of(row.decided_on), sort="decided_on", is_tight=True),
            Column("decision", "定了什么", lambda row: row.decision, width=40),
            Column("owner", "谁来办", lambda row: row.get_owner_display(), sort="owner", is_tight=True),
            Column("due", "期限", lambda row: day_of(row.due_on), sort="due_on", is_tight=True),
            Column("state", "办到哪一步", lambda row: _state(row, today), plain=lambda row: row.get_state_display()),
            exported("done", "办结日期", lambda row: day_of(row.done_on) if row.done_on else ""),
            exported("result", "办成什么样", lambda row: row.result, width=30),
            exported("township", "乡镇", lambda row: row.township or ""),
        ),
        views=(
            View("late", "过了期限", Q(state=State.OPEN, due_on__lt=today)),
            View("done", "办结", Q(state=State.DONE)),
            View("dropped", "不办了", Q(state=State.DROPPED)),
            View("all", "全部", ~Q(state=State.WITHDRAWN)),
        ),
        first=View("", "没办完", Q(state=State.OPEN)),
        filters=(
            Filter("owner", "谁来办", lambda request: Owner.choices, lambda rows, key: rows.filter(owner=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("year", "哪年", last_years, _in_year),
            Filter("place", "村", _place_asked, _within),
        ),
        search=lambda rows, text: rows.filter(
            Q(item__icontains=text) | Q(decision__icontains=text) | Q(place__name__icontains=text)
        ),
        search_hint="议题、决定、村",
        order=("due_on", "decided_on"),
        counted=lambda count: f"{count} 件",
        empty={"text": "没有这样的事。", "icon": "list-check"},
        may_double=False,
    )


def _item(row: MonthlyItem) -> Cell:
    return Cell(row.item, url=reverse("six_ones:customs.meeting", args=[row.meeting_id]))


def stage_of(row: MonthlyItem, today: date) -> tuple[str, str]:
    """As the tag `stage` draws it."""
    if row.is_late(today) and row.due_on is not None:
        return "overdue", f"过了 {(today - row.due_on).days} 天"
    return MARKS[State(row.state)], row.get_state_display()


def _state(row: MonthlyItem, today: date) -> Cell:
    note = day_of(row.done_on) if row.done_on else ""
    return Cell(template="six_ones/handling/pages/_state.html", context=(*stage_of(row, today), note))


def _in_year(rows: QuerySet, told: str) -> QuerySet:
    year = year_in(told)
    return rows.filter(decided_on__year=year) if year else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    row = Place.objects.filter(code=code, until__isnull=True).first() if code else None
    return [(code, row.name)] if row else []
