"""The list of handovers (screen P11): who hands over to whom, how far it is, for whom it waits."""

from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.handover.rules import SEE, Side, State
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.searching import is_spelt, is_spelt_like
from zhucun.org.places.models import Place
from zhucun.web.tables import Cell, Column, Filter, Table, View

MOST_DOCUMENTS = 40


def rows_for(request: HttpRequest) -> QuerySet:
    rows = Handover.objects.visible_to(request.actor, SEE).with_people().with_standing().with_lack()
    return rows.in_order_of_places()


def handovers_table(today: date, offered: Offered) -> Table:
    is_open = Q(state=State.OPEN)
    return Table(
        name="handovers",
        caption="交接",
        columns=_columns(today),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("basis", "哪一批", documents, lambda rows, basis: rows.filter(incoming__start_basis=basis)),
        ),
        first=View("", "正在交接", is_open),
        views=(
            View("late", "超期", is_open & Q(due_on__lt=today)),
            View("township", "等乡镇签", is_open & Q(lack=Side.TOWNSHIP)),
            View("done", "已经交接", Q(state=State.DONE)),
        ),
        search=_search,
        search_hint="姓名、工作队",
        order=("state", "township_position", "place_code"),
        counted=lambda count: f"{count} 件",
        note="交的人、接的人和乡镇都签字，才算交接完。",
        empty={"text": "没有这样的交接。有人接替，交接就自动开始。", "icon": "transfer"},
    )


def documents(request: HttpRequest) -> list[tuple[str, str]]:
    """By which documents successors were sent, the latest first: all of a rotation came by one. None among one."""
    seen = Handover.objects.visible_to(request.actor, SEE).order_by()
    counted = seen.values_list("incoming__start_basis").annotate(Count("pk"), latest=Max("opened_on"))
    found = [(basis, f"{basis}（{count} 件）") for basis, count, _ in counted.order_by("-latest")[:MOST_DOCUMENTS]]
    return found if len(found) > 1 else []


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    if is_spelt(text):
        named = rows.order_by().values_list("pk", "leaving__cadre__person__name", "incoming__cadre__person__name")
        return rows.filter(pk__in=[key for key, *names in named if any(is_spelt_like(name, text) for name in names)])
    return rows.filter(
        Q(team__name__contains=text)
        | Q(leaving__cadre__person__name__contains=text)
        | Q(incoming__cadre__person__name__contains=text)
    )


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("team", "工作队", _team, sort="place_code", plain=lambda row: row.team.name, width=24),
        Column("leaving", "谁交", lambda row: _leaving(row, today), plain=lambda r: r.leaving.cadre.person.name),
        Column("incoming", "谁接", _incoming, plain=lambda r: r.incoming.cadre.person.name),
        Column("items", "清点", _items, numeric=True, width=10),
        Column("signed", "签字", _signed, plain=_signed_words, width=24),
        Column("state", "到哪一步", lambda row: _state(row, today), sort="due_on", plain=lambda r: r.standing.words),
    )


def address(row: Handover) -> str:
    return reverse("dispatch:handovers.one", args=[row.pk])


def _team(row: Handover) -> Cell:
    return Cell(row.team.name, url=address(row))


def _leaving(row: Handover, today: date) -> Cell:
    last = row.leaving.last_day
    told = f"最后一天 {last.month}月{last.day}日" if last and last >= today else f"{last:%Y-%m-%d} 离任" if last else ""
    return Cell(row.leaving.cadre.person.name, sub=told)


def _incoming(row: Handover) -> Cell:
    return Cell(row.incoming.cadre.person.name, sub=row.incoming.sending_unit.name)


def _items(row: Handover) -> str:
    return f"{row.settled_count} / {row.item_count}"


def _signed(row: Handover) -> Cell:
    return Cell("", template="dispatch/handover/pages/_signed.html", context=sides_of(row))


def sides_of(row: Handover) -> list[dict[str, Any]]:
    return [{"label": side.label, "name": getattr(row, f"signed_by_{side.value}")} for side in Side]


def _signed_words(row: Handover) -> str:
    return "、".join(side["label"] for side in sides_of(row) if side["name"]) or "都没签"


def _state(row: Handover, today: date) -> Cell:
    mark, word, note = state_of(row, today)
    return Cell(word, template="dispatch/handover/pages/_state.html", context=(mark, word, note))


def state_of(row: Handover, today: date) -> tuple[str, str, str]:
    """A mark, a word, and until when."""
    if row.state == State.DONE:
        return "done", "已经交接", f"{row.closed_on:%Y-%m-%d}"
    if row.opened_on > today:
        return "todo", "还没开始", f"{row.opened_on:%Y-%m-%d} 起"
    left = (row.due_on - today).days
    note = f"过期 {-left} 天" if left < 0 else "今天到期" if left == 0 else f"{row.due_on:%Y-%m-%d} 前"
    mark = "overdue" if left < 0 else "soon" if left <= 1 else "running"
    return mark, row.standing.words, note


def townships_in_order(request: HttpRequest) -> dict[str, str]:
    """Code → name, in their fixed order (R-DOC-31)."""
    seen = Place.objects.visible_to(request.actor, SEE).filter(kind="township", until__isnull=True)
    return dict(seen.order_by("position", "code").values_list("code", "name"))
