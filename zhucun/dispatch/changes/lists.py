"""The list of cases (screen P10): what happens to each, who acts next, until when."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.changes.models import ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import RUNNING, TO_BE_DECIDED, CaseKind, State, spoken
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.dispatch.roster.team_list import Offered
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MARKS = {
    State.OPINIONS: "running",
    State.DECIDED: "soon",
    State.VACANT: "running",
    State.CLOSED: "done",
    State.REFUSED: "todo",
    State.WITHDRAWN: "todo",
}


def rows_for(request: HttpRequest) -> QuerySet:
    seen = ChangeCase.objects.visible_to(request.actor).select_related(
        "posting__cadre__person", "posting__successor__cadre__person", "team", "sending_unit"
    )
    hidden = ("posting__cadre__person", "posting__successor__cadre__person")
    deferred = [f"{path}__{name}" for path in hidden for name in ("phone", "id_number")]
    confirmed = SuccessorChoice.objects.filter(confirmed_on__isnull=False).select_related("cadre__person")
    named = Prefetch("choices", confirmed, to_attr="confirmed")
    return with_township(seen.defer(*deferred), "place_code", request.actor.today).prefetch_related(named)


def cases_table(request: HttpRequest) -> Table:
    today, offered = request.actor.today, Offered(request.actor)
    return Table(
        name="changes",
        caption="人员变动",
        columns=(*_columns(today), *_exported()),
        filters=(
            Filter("kind", "种类", kinds_for, lambda rows, kind: rows.filter(kind=kind)),
            Filter("township", "乡镇", offered.townships, _within),
        ),
        first=View("", "在办", Q(state__in=RUNNING)),
        views=(
            View("deciding", "待定", Q(state__in=TO_BE_DECIDED)),
            View("decided", "待发文", Q(state=State.DECIDED)),
            View("vacant", "待补人", Q(state=State.VACANT)),
            View("closed", "已办结", Q(state=State.CLOSED)),
            View("no", "没有办", Q(state__in=(State.REFUSED, State.WITHDRAWN))),
            View("all", "全部", Q()),
        ),
        search=lambda rows, text: rows.filter(
            Q(posting__cadre__person__name__contains=text)
            | Q(team__name__contains=text)
            | Q(sending_unit__name__contains=text)
            | Q(document__contains=text)
        ),
        search_hint="姓名、工作队、单位、文号",
        order="-proposed_on",
        counted=lambda count: f"{count} 件",
        note=f"轮换、调整不算过错，分开统计。{'召回只在这里看，不进导出的表。' if request.actor.may(SEE_ENDS) else ''}",
        empty={"text": "没有这样的变动。", "icon": "circle-check"},
    )


def kinds_for(request: HttpRequest) -> list[tuple[str, str]]:
    """Whoever does not see recalls is not offered them either."""
    may = request.actor.may(SEE_ENDS)
    return [(kind.value, kind.label) for kind in CaseKind if may or kind != CaseKind.RECALL]


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("whom", "谁", _whom, sort="posting__cadre__person__name_key", width=12),
        Column("kind", "种类", lambda row: row.get_kind_display(), sort="kind", width=8, is_tight=True),
        Column("ground", "事由", lambda row: Cell(spoken(row.ground), sub=row.document), width=28),
        Column("state", "办到哪一步", lambda row: _state(row, today), sort="state", width=12),
        Column("unit", "派出单位", _unit, sort="sending_unit__name", width=24),
        Column("proposed", "提出", _proposed, sort="proposed_on", width=12, is_tight=True),
        Column("follows", "空缺和接替", lambda row: _follows(row, today), width=18),
    )


def _exported() -> tuple[Column, ...]:
    return (
        exported("team", "工作队", lambda row: row.team.name, width=24),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        exported("level", "派出层级", lambda row: row.get_sending_level_display()),
        exported("document", "文号", lambda row: row.document, width=24),
        exported("last_day", "最后一天", lambda row: row.last_day if row.carried_out_on else None, width=12),
        exported("due", "补齐期限", lambda row: row.vacancy_due_on, width=12),
        exported("closed", "办结", lambda row: row.closed_on, width=12),
    )


def _whom(row: ChangeCase) -> Cell:
    where = f"{row.township or ''} {row.team.name}".strip() if row.posting_id else row.township or ""
    return Cell(row.whom, sub=where, url=reverse("dispatch:changes.one", args=[row.pk]))


def _state(row: ChangeCase, today: date) -> Cell:
    word = row.get_state_display()
    return Cell(word, template="dispatch/changes/pages/_state_cell.html", context=stage_of(row, today))


def stage_of(row: ChangeCase, today: date) -> dict[str, Any]:
    """Shape and word, and until when for what has a day."""
    due = due_of(row)
    late = due is not None and due < today
    mark = "overdue" if late else MARKS.get(State(row.state), "waits")
    return {"state": mark, "word": row.get_state_display(), "due": due, "today": today}


def due_of(row: ChangeCase) -> date | None:
    if row.state in (State.OPINIONS, State.OFFICE):
        return row.opinion_due_on
    return row.vacancy_due_on if row.state == State.VACANT else None


def _unit(row: ChangeCase) -> Cell | str:
    return Cell(row.sending_unit.name, sub=row.get_sending_level_display()) if row.sending_unit else "—"


def _proposed(row: ChangeCase) -> Cell:
    return Cell(f"{row.proposed_on:%Y-%m-%d}", sub=f"{row.get_proposed_from_display()}提")


def _follows(row: ChangeCase, today: date) -> Cell | str:
    successor = getattr(row.posting, "successor", None) if row.posting_id else None
    if successor is not None:
        return Cell(successor.cadre.person.name, sub=f"{successor.since:%Y-%m-%d} 起")
    if row.state == State.CLOSED:
        return "人已补齐" if not row.closed_note else Cell("没有补", sub=row.closed_note[:30])
    if row.confirmed:
        return Cell(row.confirmed[0].cadre.person.name, sub="单位已确认，等派出")
    return Cell(f"{row.vacancy_due_on:%Y-%m-%d} 前补齐") if row.state == State.VACANT else "—"
