"""The list of leave (请假): whose, how long, how far, back or not. In the order of townships, nobody is ranked."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.leave import returning
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State
from zhucun.policy import in_force as policy
from zhucun.policy.leave import LEAVE_APPROVERS
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MARKS = {
    State.ASKED: "waits",
    State.GRANTED: "running",
    State.RETURNED: "done",
    State.EXTENDED: "done",
    State.REFUSED: "soon",
    State.WITHDRAWN: "todo",
    State.CLOSED: "todo",
}


def rows_for(request: HttpRequest) -> QuerySet:
    seen = LeaveRequest.objects.visible_to(request.actor).select_related("cadre__person", "team", "sending_unit")
    seen = seen.defer("cadre__person__phone", "cadre__person__id_number")
    return with_township(seen.prefetch_related("steps"), "place_code", request.actor.today)


def leaves_table(request: HttpRequest) -> Table:
    actor, offered = request.actor, Offered(request.actor)
    kinds = [(kind.key, kind.label) for kind in policy.of(actor).leave.kinds]
    mine = LeaveRequest.objects.open_to(actor).values("pk")
    told = LeaveRequest.objects.told_to(actor).values("pk")
    running = Q(state=State.GRANTED)
    return Table(
        name="leaves",
        caption="请假",
        columns=(*_columns(actor.today), *_exported()),
        filters=(
            Filter("kind", "假别", lambda asked: kinds, lambda rows, kind: rows.filter(kind=kind)),
            Filter("township", "乡镇", offered.townships, _within),
        ),
        first=View("", "在办和在假", Q(state__in=(State.ASKED, State.GRANTED))),
        views=(
            View("mine", "等我批", Q(pk__in=mine)),
            View("told", "知会我的", Q(pk__in=told)),
            View("asked", "等批", Q(state=State.ASKED)),
            View("away", "在假、待销假", running),
            View("overdue", "逾期没销", running & Q(return_due_on__lt=actor.today)),
            View("back", "已销假", Q(state__in=(State.RETURNED, State.EXTENDED))),
            View("no", "退回、撤回", Q(state__in=(State.REFUSED, State.WITHDRAWN, State.CLOSED))),
            View("all", "全部", Q()),
        ),
        search=lambda rows, text: rows.filter(
            Q(cadre__person__name__contains=text) | Q(team__name__contains=text) | Q(sending_unit__name__contains=text)
        ),
        search_hint="姓名、工作队、派出单位",
        order=("-since_half",),
        counted=lambda count: f"{count} 张",
        empty={"text": "没有这样的请假单。", "icon": "circle-check"},
    )


def plain_table(actor: Actor) -> Table:
    """The same lines without tabs and filters: what a figure counts."""
    return Table(
        name="leaves_counted",
        caption="请假",
        columns=(*_columns(actor.today), *_exported()),
        order=("place_code", "since_half"),
        counted=lambda count: f"{count} 张",
        empty={"text": "一张也没有。", "icon": "circle-check"},
    )


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("who", "谁", _who, sort="cadre__person__name_key", width=12),
        Column("kind", "假别", lambda row: row.kind_label, sort="kind", width=8, is_tight=True),
        Column("span", "从哪天到哪天", _span, sort="since_half", width=20),
        Column("length", "多久", lambda row: row.length, sort="length_halfdays", numeric=True, width=8, is_tight=True),
        Column("unit", "派出单位", lambda row: row.sending_unit.name, sort="sending_unit__name", width=20),
        Column("state", "办到哪一步", lambda row: _state(row, today), sort="state", width=14),
    )


def _exported() -> tuple[Column, ...]:
    return (
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        exported("team", "工作队", lambda row: row.team.name, width=24),
        exported("asked", "提出", lambda row: row.asked_on, width=12),
        exported("granted", "批准", lambda row: row.granted_on, width=12),
        exported("returned", "销假", lambda row: row.returned_on, width=12),
        exported("late", "晚回几天", lambda row: row.late_days or None, numeric=True),
    )


def _who(row: LeaveRequest) -> Cell:
    url = reverse("oversight:leaves.one", args=[row.pk])
    return Cell(row.cadre.person.name, sub=f"{row.township or ''} {row.team.name}".strip(), url=url)


def _span(row: LeaveRequest) -> Cell:
    return Cell(row.span, sub=_under_span(row))


def _under_span(row: LeaveRequest) -> str:
    if row.state == State.RETURNED:
        late = f"，晚 {row.late_days} 天" if row.late_days else ""
        return f"{returning.in_words(row)}{late}"
    return f"{row.return_due_on:%m-%d} 前销假" if row.state == State.GRANTED else ""


def _state(row: LeaveRequest, today: date) -> Cell:
    word = row.get_state_display()
    return Cell(word, template="oversight/leave/pages/_state.html", context=stage_of(row, today))


def stage_of(row: LeaveRequest, today: date) -> dict[str, Any]:
    """Shape and word of how far it is; late where it should have been returned from."""
    if row.is_overdue(today):
        return {"state": "overdue", "word": "逾期没销"}
    return {"state": MARKS[State(row.state)], "word": row.get_state_display(), "note": _waits_for(row)}


def _waits_for(row: LeaveRequest) -> str:
    """等乡镇党委书记."""
    if row.state != State.ASKED:
        return ""
    open_now = [step for step in row.steps.all() if step.agrees is None and step.rank == row.open_rank]
    return "、".join(LEAVE_APPROVERS[step.role] for step in open_now)
