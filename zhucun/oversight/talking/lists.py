"""The lists of 双约谈 and of talks; both stay where they are (R-TLK-09)."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.rules import DONE, TO_HOLD, DualState, Kind, State
from zhucun.web.tables import Cell, Column, Filter, Table, View

STAYS = "约谈、问责的事只在这里看，不导出。"
STATE = "oversight/talking/pages/_state.html"
MARKS = {
    State.NOTICED: "waits",
    State.STATED: "running",
    State.HELD: "done",
    State.FOLLOWED_UP: "done",
    State.WITHDRAWN: "todo",
}


def _of_township(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _marked(words: tuple[str, str]) -> Cell:
    return Cell(words[1], template=STATE, context=words)


def dual_words(row: DualTalk, today: date) -> tuple[str, str]:
    """A mark and a word."""
    if row.state == DualState.OPEN and row.due_on < today:
        return "overdue", f"过期 {(today - row.due_on).days} 天"
    marks = {DualState.OPEN: "running", DualState.COMPLETE: "done", DualState.WITHDRAWN: "todo"}
    return marks[DualState(row.state)], row.get_state_display()


def part_words(held_on: date | None, row: DualTalk, today: date) -> tuple[str, str]:
    if held_on:
        return "done", f"{held_on.month}月{held_on.day}日谈了"
    if row.state == DualState.WITHDRAWN:
        return "todo", "不谈了"
    return ("overdue", "过期没谈") if row.due_on < today else ("waits", "还没谈")


def dual_talks_table(today: date, offered: Offered) -> Table:
    is_open = Q(state=DualState.OPEN)
    return Table(
        name="dual_talks",
        caption="双约谈",
        columns=(
            Column(
                "whom",
                "谁",
                lambda row: Cell(
                    row.name, sub=f"{row.posting.team.name}，{row.posting.sending_unit.name}派出", url=row.page_url
                ),
            ),
            Column("township", "乡镇谈", lambda row: _marked(part_words(row.township_held_on, row, today))),
            Column("unit", "派出单位谈", lambda row: _marked(part_words(row.unit_held_on, row, today))),
            Column("due", "哪天前谈完", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
            Column("state", "谈全了没有", lambda row: _marked(dual_words(row, today))),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _of_township),),
        first=View("standing", "全部", ~Q(state=DualState.WITHDRAWN)),
        views=(
            View("open", "还没谈全", is_open),
            View("late", "过期", is_open & Q(due_on__lt=today)),
            View("complete", "两方都谈了", Q(state=DualState.COMPLETE)),
        ),
        search=lambda rows, text: rows.filter(
            Q(posting__cadre__person__name__contains=text) | Q(posting__sending_unit__name__contains=text)
        ),
        search_hint="姓名、派出单位",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 名队员",
        empty={"text": "没有双约谈。季度考核一般的，定了后果就列到这里。", "icon": "messages"},
        note="乡镇和派出单位都谈了才算谈全。双约谈不算问责。",
        stays_because=STAYS,
    )


def dual_talks_for(actor: Actor) -> QuerySet:
    rows = DualTalk.objects.visible_to(actor).in_order_of_places()
    return rows.select_related("posting__cadre__person", "posting__team", "posting__sending_unit")


def with_parts(rows: QuerySet, actor: Actor) -> QuerySet:
    """Only those parts that may be read."""
    seen = TalkRecord.objects.visible_to(actor).standing().order_by("kind")
    return rows.prefetch_related(Prefetch("parts", queryset=seen, to_attr="seen_parts"))


def talk_words(row: TalkRecord, today: date) -> tuple[str, str]:
    if row.state in TO_HOLD and row.due_on < today:
        return "overdue", f"过期 {(today - row.due_on).days} 天没谈"
    if row.state == State.HELD and row.fix_by and row.fix_by < today:
        return "soon", "到期，该回访"
    return MARKS[State(row.state)], row.get_state_display()


def talks_table(today: date, offered: Offered) -> Table:
    to_hold, held = Q(state__in=TO_HOLD), Q(state=State.HELD)
    return Table(
        name="talks",
        caption="约谈",
        columns=(
            Column("whom", "谁", lambda row: Cell(row.whom, sub=_beside(row), url=row.page_url)),
            Column("kind", "种类", lambda row: Cell(row.get_kind_display(), sub=row.notice_number or "建账以前谈的")),
            Column("why", "为什么", lambda row: row.because),
            Column("due", "哪天前谈", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
            Column("held", "谈了", lambda row: f"{row.held_on:%Y-%m-%d}" if row.held_on else "—", sort="held_on"),
            Column("state", "办到哪一步", lambda row: _marked(talk_words(row, today))),
        ),
        filters=(
            Filter("kind", "种类", lambda request: Kind.choices, lambda rows, value: rows.filter(kind=value)),
            Filter("township", "乡镇", offered.townships, _of_township),
        ),
        first=View("to_hold", "要谈的", to_hold),
        views=(
            View("follow", "该回访的", held & Q(fix_by__lte=today)),
            View("held", "谈了的", Q(state__in=DONE)),
            View("all", "全部", ~Q(state=State.WITHDRAWN)),
        ),
        search=lambda rows, text: rows.filter(
            Q(posting__cadre__person__name__contains=text) | Q(unit__name__contains=text) | Q(team__name__contains=text)
        ),
        search_hint="姓名、单位、工作队",
        order=("due_on", "township_position", "place_code"),
        counted=lambda count: f"{count} 人次",
        empty={"text": "没有要谈的。", "icon": "messages"},
        stays_because=STAYS,
    )


def _beside(row: TalkRecord) -> str:
    return row.posting.team.name if row.posting else (row.unit.head_name if row.unit else "")


def talks_for(request: HttpRequest) -> QuerySet:
    rows = TalkRecord.objects.visible_to(request.actor).in_order_of_places()
    return rows.select_related("posting__cadre__person", "posting__team", "posting__sending_unit", "team", "unit")
