"""矛盾纠纷台账: narrowed by where it was solved; taken away by whoever may, never by those above."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import year_in
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import SEE, Kind, Level, State
from zhucun.six_ones.village_cells import village_cell
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View

MARKS = {
    State.OPEN: "running",
    State.SOLVED_IN_VILLAGE: "done",
    State.SOLVED_IN_TOWNSHIP: "done",
    State.REFERRED: "waits",
    State.WITHDRAWN: "todo",
}


def listed(rows: QuerySet, day: date) -> QuerySet:
    return with_township(rows.select_related("place", "team"), "place_code", day)


def disputes_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="disputes",
        caption="矛盾纠纷台账",
        columns=(
            Column("text", "为了什么", _text, width=44),
            Column("village", "哪个村", village_cell(request.actor, SEE), sort="place_code"),
            Column("kind", "哪一类", lambda row: row.get_kind_display(), sort="kind", is_tight=True),
            Column("raised", "哪天", lambda row: day_of(row.raised_on), sort="raised_on", is_tight=True),
            Column("mediator", "谁来调解", lambda row: row.mediator or "—", width=14),
            Column("state", "怎么样了", _state, plain=lambda row: row.get_state_display(), width=16),
            Column("outcome", "怎么解决的", lambda row: row.outcome or row.referred_to or "—", width=30),
        ),
        views=(
            View("open", "在调解", Q(state=State.OPEN)),
            View("township", "镇里在调解", Q(state=State.OPEN) & ~Q(level=Level.VILLAGE)),
            View("in_village", "村里解决", Q(state=State.SOLVED_IN_VILLAGE)),
            View("in_township", "镇里解决", Q(state=State.SOLVED_IN_TOWNSHIP)),
            View("referred", "转出去了", Q(state=State.REFERRED)),
            View("withdrawn", "撤回", Q(state=State.WITHDRAWN)),
        ),
        first=View("", "全部", ~Q(state=State.WITHDRAWN)),
        filters=(
            Filter("kind", "哪一类", lambda request: Kind.choices, lambda rows, key: rows.filter(kind=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("year", "哪年", last_years, _in_year),
        ),
        search=lambda rows, text: rows.filter(Q(text__icontains=text) | Q(place__name__icontains=text)),
        search_hint="为了什么、哪个村",
        order=("-raised_on", "-pk"),
        counted=lambda count: f"{count} 起",
        empty={"text": "没有这样的纠纷。", "icon": "scale"},
        note="只有本队、本村、本乡镇和县驻村办看得到。",
        may_double=False,
    )


def _text(row: Dispute) -> Cell:
    return Cell(row.text, sub=row.parties, url=reverse("six_ones:disputes.one", args=[row.pk]))


def stage_of(row: Dispute) -> tuple[str, str]:
    if row.state == State.OPEN and row.level != Level.VILLAGE:
        return "waits", f"{row.get_level_display()}在调解"
    return MARKS[State(row.state)], row.get_state_display()


def _state(row: Dispute) -> Cell:
    note = day_of(row.closed_on) if row.closed_on else ""
    return Cell(template="six_ones/handling/pages/_state.html", context=(*stage_of(row), note))


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _in_year(rows: QuerySet, told: str) -> QuerySet:
    year = year_in(told)
    return rows.filter(raised_on__gte=date(year, 1, 1), raised_on__lt=date(year + 1, 1, 1)) if year else rows.none()
