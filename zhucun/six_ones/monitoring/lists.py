"""Clues with the township's tick, and households as the national system's sheet has them (screen S6)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import day_of, with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.policy import in_force as policy
from zhucun.policy.monitoring_values import Monitoring
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import SEE, Result, Source, State, label_of
from zhucun.six_ones.village_cells import village_cell
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STATE = "six_ones/handling/pages/_state.html"
MARKS = {
    State.WITH_TOWNSHIP: "waits",
    State.ENTERED: "done",
    State.NOT_NEEDED: "todo",
    State.WITHDRAWN: "todo",
}
FEW = "只有本村、本队、本乡镇和县驻村办看得到；谁打开过，有记录。"
LATELY = timedelta(days=31)


def listed(rows: QuerySet, day: date) -> QuerySet:
    return with_township(rows.select_related("place", "household"), "place_code", day)


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _place_asked(request: HttpRequest) -> list[tuple[str, str]]:
    """A chip that only a link sets."""
    code = request.GET.get("place", "")
    for rows in (MonitoredHousehold.objects, MonitoringClue.objects) if code else ():
        row = rows.visible_to(request.actor).filter(place_code=code).select_related("place").first()
        if row is not None:
            return [(code, row.place.name)]
    return []


# ── clues ──


def clues_table(request: HttpRequest) -> Table:
    offered, today = Offered(request.actor), request.actor.today
    return Table(
        name="clues",
        caption="监测线索",
        columns=(
            Column("text", "出了什么事", _clue, width=44),
            Column("village", "哪个村", village_cell(request.actor, SEE), sort="place_code", width=16),
            Column("household", "谁家", lambda row: row.household.head_name if row.household else "—", width=10),
            Column("source", "怎么发现的", lambda row: row.get_source_display(), sort="source", width=14),
            Column("reported", "哪天", lambda row: day_of(row.reported_on), sort="reported_on", is_tight=True),
            Column("by", "谁报的", lambda row: row.reported_by, width=12),
            Column("state", "怎么样了", lambda row: _state(row, today), plain=lambda row: row.get_state_display()),
            exported("township", "乡镇", lambda row: row.township or ""),
            exported("answered", "处理", lambda row: day_of(row.answered_on)),
            exported("reason", "为什么不需录入", lambda row: row.reason, width=30),
            exported("result", "后来", lambda row: row.get_result_display()),
        ),
        views=(
            View("with_township", "等录入", Q(state=State.WITH_TOWNSHIP)),
            View("awaited", "录了等结果", Q(state=State.ENTERED, result="")),
            View("listed", "表里有了", Q(result=Result.LISTED)),
            View("not_needed", "不需录入", Q(state=State.NOT_NEEDED)),
            View("withdrawn", "撤回", Q(state=State.WITHDRAWN)),
        ),
        first=View("", "全部", ~Q(state=State.WITHDRAWN)),
        filters=(
            Filter("source", "怎么发现的", lambda request: Source.choices, lambda rows, key: rows.filter(source=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("place", "村", _place_asked, _within),
        ),
        search=lambda rows, text: rows.filter(
            Q(text__icontains=text) | Q(place__name__icontains=text) | Q(household__head_name__icontains=text)
        ),
        search_hint="什么事、户主、哪个村",
        order=("-reported_on", "-pk"),
        counted=lambda count: f"{count} 条",
        empty={"text": "没有这样的线索。", "icon": "eye"},
        note=FEW,
        may_double=False,
    )


def _clue(row: MonitoringClue) -> Cell:
    return Cell(row.text, url=reverse("six_ones:monitoring.clue", args=[row.pk]))


def is_open(row: MonitoringClue) -> bool:
    """Neither the township nor the national system's sheet has said what becomes of it."""
    return row.state == State.WITH_TOWNSHIP or (row.state == State.ENTERED and not row.result)


def clue_stage(row: MonitoringClue, today: date) -> tuple[str, str]:
    """As the tag `stage` draws it."""
    if is_open(row) and row.identify_by < today:
        return "overdue", f"过了 {(today - row.identify_by).days} 天"
    if row.state == State.ENTERED and row.result == "":
        return "running", row.get_state_display()
    return MARKS[State(row.state)], row.get_state_display()


def clue_note(row: MonitoringClue, today: date) -> str:
    """By when, or what came of it."""
    if row.result:
        return row.get_result_display()
    if is_open(row):
        day = f"{row.identify_by.month}月{row.identify_by.day}日"
        return f"{day}前识别完" if row.identify_by >= today else f"{row.get_state_display()}，{day}该识别完"
    return day_of(row.answered_on) if row.answered_on else ""


def _state(row: MonitoringClue, today: date) -> Cell:
    return Cell(template=STATE, context=(*clue_stage(row, today), clue_note(row, today)))


# ── households ──


def households_table(request: HttpRequest) -> Table:
    numbers, today, offered = policy.of(request.actor).monitoring, request.actor.today, Offered(request.actor)
    return Table(
        name="monitored",
        caption="监测对象",
        columns=(
            Column("head", "户主", _head, sort="head_name", plain=lambda row: row.head_name, width=12),
            Column("village", "哪个村", village_cell(request.actor, SEE), sort="place_code", width=16),
            Column("group", "组", lambda row: row.group_name or "—", width=10, is_tight=True),
            Column("persons", "人口", lambda row: str(row.person_count or "—"), numeric=True, width=6),
            Column("kind", "类别", lambda row: label_of(row.kind, numbers.classes), sort="kind", width=18),
            Column("risk", "风险", lambda row: risk_of(row, numbers) or "—", sort="risk", width=12),
            Column("entered", "识别", lambda row: day_of(row.entered_on), sort="entered_on", is_tight=True),
            Column("visit", "下次走访", lambda row: _visit(row, today), sort="next_visit", width=12),
            Column("state", "怎么样了", lambda row: _household_state(row, today), plain=lambda row: in_words(row)),
            exported("code", "户编号", lambda row: row.code, width=18),
            exported("township", "乡镇", lambda row: row.township or ""),
            exported("measures", "帮扶措施", lambda row: row.measures, width=30),
            exported("found", "线索日期", lambda row: day_of(row.found_on)),
            exported("publicised", "公示日期", lambda row: day_of(row.publicised_on)),
            exported("removed", "移出日期", lambda row: day_of(row.removed_on)),
        ),
        views=_views(today),
        first=View("", "在监测", Q(removed_on__isnull=True)),
        filters=(
            Filter("kind", "类别", lambda request: _kinds(numbers), lambda rows, key: rows.filter(kind=key)),
            Filter("risk", "风险", lambda request: _risks(numbers), lambda rows, key: rows.filter(risk=key)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("place", "村", _place_asked, _within),
        ),
        search=lambda rows, text: rows.filter(
            Q(head_name__icontains=text) | Q(code=text) | Q(place__name__icontains=text)
        ),
        search_hint="户主、户编号、哪个村",
        order=("place_code", "group_name", "head_name", "pk"),
        counted=lambda count: f"{count} 户",
        empty={"text": "没有这样的户。国家系统导出的表导进来，就有了。", "icon": "eye"},
        note=FEW,
        may_double=False,
    )


def _views(today: date) -> tuple[View, ...]:
    month = today.replace(day=1)
    return (
        View("visit", "该走访了", Q(removed_on__isnull=True, next_visit__lte=today)),
        View("under_way", "在识别", Q(removed_on__isnull=True, entered_on__isnull=True)),
        View("changed", "本月变动", Q(entered_on__gte=month) | Q(removed_on__gte=month)),
        View("removed", "移出了", Q(removed_on__isnull=False)),
    )


def _kinds(numbers: Monitoring) -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in numbers.classes]


def _risks(numbers: Monitoring) -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in numbers.risks]


def risk_of(row: MonitoredHousehold, numbers: Any) -> str:
    return next((one.label for one in numbers.risks if one.key == row.risk), row.risk)


def _head(row: MonitoredHousehold) -> Cell:
    return Cell(row.head_name or row.code, url=reverse("six_ones:monitoring.household", args=[row.pk]))


def _visit(row: MonitoredHousehold, today: date) -> Cell | str:
    if row.next_visit is None or row.removed_on is not None:
        return "—"
    if row.next_visit < today:
        return Cell(template=STATE, context=("overdue", f"{row.next_visit:%m-%d}", ""))
    return day_of(row.next_visit)


def in_words(row: MonitoredHousehold) -> str:
    if row.removed_on is not None:
        return row.get_left_display()
    return "在监测" if row.entered_on is not None else "在识别"


def household_stage(row: MonitoredHousehold, today: date) -> tuple[str, str]:
    if row.removed_on is not None:
        return "done", in_words(row)
    if row.entered_on is None:
        late = row.identify_by is not None and row.identify_by < today
        return ("overdue" if late else "waits"), in_words(row)
    return "running", in_words(row)


def _household_state(row: MonitoredHousehold, today: date) -> Cell:
    note = day_of(row.removed_on) if row.removed_on else ""
    if row.entered_on is None and row.removed_on is None and row.identify_by:
        note = f"{row.identify_by.month}月{row.identify_by.day}日前识别完"
    return Cell(template=STATE, context=(*household_stage(row, today), note))
