"""The list of what follows from grades and events."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.rules import EVENTS, GRADED, State
from zhucun.web.tables import Cell, Column, Filter, Table, View

STAYS = "约谈、问责的事只在这里看，不导出。"
MARKS = {State.PROPOSED: "waits", State.OPENED: "done", State.SET_ASIDE: "todo"}


def consequences_table(today: date, offered: Offered) -> Table:
    proposed = Q(state=State.PROPOSED)
    return Table(
        name="consequences",
        caption="考核、督查的后果",
        columns=(
            Column("whom", "谁", _whom),
            Column("event", "出了什么情况", _what_happened),
            Column("opens", "接着办什么", lambda row: row.get_opens_display()),
            Column("due", "哪天前", lambda row: _due(row, today), sort="due_on", is_tight=True),
            Column("state", "办到哪一步", _state),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _of_township),
            Filter("event", "情况", lambda request: EVENTS.items(), lambda rows, value: rows.filter(event=value)),
        ),
        first=View("proposed", "等定", proposed),
        views=(
            View("opened", "办了", Q(state=State.OPENED)),
            View("set_aside", "不办", Q(state=State.SET_ASIDE)),
            View("all", "全部", Q()),
        ),
        order=("due_on", "township_position", "place_code"),
        counted=lambda count: f"{count} 件",
        empty={"text": "没有要定的。考核、整改有了情况，按后果表列到这里。", "icon": "list-check"},
        stays_because=STAYS,
    )


def _of_township(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def rows_for(request: HttpRequest) -> QuerySet:
    rows = Consequence.objects.visible_to(request.actor).in_order_of_places()
    return rows.select_related("posting__cadre__person", "posting__team", "posting__sending_unit", "team", "unit")


def _whom(row: Consequence) -> Cell:
    sub = row.posting.team.name if row.posting else ""
    return Cell(row.whom, sub=sub, url=reverse("oversight:consequences.one", args=[row.pk]))


def _what_happened(row: Consequence) -> Cell:
    """Why a grade opened something says the grade already."""
    return Cell(row.why) if row.event in GRADED else Cell(row.get_event_display(), sub=row.why)


def _due(row: Consequence, today: date) -> Cell:
    """Late is said once, beside the day; nobody can see what matters among marks that all shout."""
    late = (today - row.due_on).days if row.state == State.PROPOSED else 0
    return Cell(f"{row.due_on:%Y-%m-%d}", sub=f"过了 {late} 天" if late > 0 else "")


def _state(row: Consequence) -> Cell:
    state = State(row.state)
    context = (MARKS[state], state.label)
    return Cell(state.label, template="oversight/consequences/pages/_state.html", context=context)


def words_of(row: Consequence, today: date) -> tuple[str, str]:
    """A mark and a word."""
    if row.state == State.PROPOSED and row.due_on < today:
        return "overdue", f"过期 {(today - row.due_on).days} 天"
    return MARKS[State(row.state)], row.get_state_display()
