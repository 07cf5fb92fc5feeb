"""值守岗位 of a day: where, what for, who of the teams, how many in all, where nobody is."""

from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import day_in
from zhucun.policy import in_force as policy
from zhucun.six_ones.duty_rota.models import PostDuty, RotaPost
from zhucun.six_ones.duty_rota.reading import named
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported


def listed(rows: QuerySet, day: date) -> QuerySet:
    """Open on the day; each with `there`, who of the teams stands there."""
    duties = named(PostDuty.objects.standing().as_of(day)).order_by("posting__cadre__person__name_key", "pk")
    there = Prefetch("duties", duties, to_attr="there")
    open_then = rows.standing().as_of(day).with_day(day).select_related("place").prefetch_related(there)
    return with_township(open_then, "place_code", day)


def kind_names(request: HttpRequest) -> dict[str, str]:
    return {one.key: one.label for one in policy.of(request.actor).rota.kinds}


def posts_table(request: HttpRequest, day: date) -> Table:
    kinds, offered = kind_names(request), Offered(request.actor)
    return Table(
        name="rota_posts",
        import_kind="rota",
        caption=f"应急值守岗位（{day_of(day)}）",
        columns=(
            Column("post", "岗位", _post, width=20),
            Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code"),
            Column("kind", "做什么", lambda row: kinds.get(row.kind, row.kind), sort="kind", is_tight=True),
            Column("people", "队员", lambda row: _names(row) or "—", plain=_names, width=30),
            Column("headcount", "到岗人数", lambda row: _count(row.headcount), numeric=True, width=10),
            Column("state", "缺不缺人", lambda row: _state(row, request.actor.today, day), plain=_lack, width=12),
            Column("last", "最后一天", lambda row: day_of(row.last_day), sort="until", is_tight=True),
            exported("township", "乡镇", lambda row: row.township or ""),
            exported("day", "哪天", lambda row: day_of(day)),
            exported("title", "应急值守", lambda row: row.title),
            exported("basis", "依据", lambda row: row.basis),
        ),
        views=(
            View("empty", "没人", Q(people=0)),
            View("short", "人不够", Q(people__gt=0, people__lt=F("wanted"))),
            View("uncounted", "没报人数", Q(headcount__isnull=True)),
        ),
        filters=(
            Filter("kind", "做什么", lambda request: kinds.items(), lambda rows, key: rows.filter(kind=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("place", "村", _place_asked, _within),
            Filter("day", "哪天", _day_asked, lambda rows, day: rows),
        ),
        search=_search,
        search_hint="岗位、村、队员",
        order=("place_code", "pk"),
        counted=lambda count: f"{count} 个岗位",
        empty={"text": "这一天没有开着的岗位。", "icon": "shield"},
        note="只写队员和人数，不写群众的姓名、健康。报不报人数不进考核。",
        may_double=False,
    )


def _post(row: RotaPost) -> Cell:
    return Cell(row.name, url=reverse("six_ones:rota.one", args=[row.pk]))


def _names(row: Any) -> str:
    return "、".join(one.posting.cadre.person.name for one in row.there)


def _count(value: int | None) -> str:
    return "—" if value is None else str(value)


def _lack(row: Any) -> str:
    if not row.people:
        return "没人"
    return f"差 {row.wanted - row.people} 人" if row.people < row.wanted else "排好了"


def state_of(row: Any, today: date, day: date) -> tuple[str, str]:
    """As the tag `stage` draws it; of an annotated post."""
    if not row.people:
        return "overdue" if day <= today else "waits", "今晚没人" if day == today else "没人"
    return ("waits", _lack(row)) if row.people < row.wanted else ("done", "排好了")


def _state(row: Any, today: date, day: date) -> Cell:
    return Cell(template="six_ones/handling/pages/_state.html", context=(*state_of(row, today, day), ""))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    row = RotaPost.objects.filter(place_code=code).select_related("place").first() if code else None
    return [(code, row.place.name)] if row else []


def _day_asked(request: HttpRequest) -> list[tuple[str, str]]:
    day = day_in(request.GET.get("day", ""))
    return [(day.isoformat(), f"{day.month}月{day.day}日")] if day else []


def _search(rows: QuerySet, text: str) -> QuerySet:
    standing = PostDuty.objects.standing().filter(posting__cadre__person__name__icontains=text).values("post")
    return rows.filter(Q(name__icontains=text) | Q(place__name__icontains=text) | Q(pk__in=standing))
