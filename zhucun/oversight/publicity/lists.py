"""Notices of a county, and the objections one may read."""

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.publicity.rules import ObjectionState
from zhucun.oversight.schemes.rules import called
from zhucun.web.tables import Cell, Column, Table, View


def notices_table(request: HttpRequest) -> Table:
    day = request.actor.today
    return Table(
        name="public_notices",
        caption="考核公示",
        columns=(
            Column(
                "title",
                "公示",
                lambda row: Cell(row.title, url=reverse("oversight:publicity.one", args=[row.pk])),
                width=40,
            ),
            Column("since", "从哪天", lambda row: f"{row.published_on:%Y-%m-%d}", sort="published_on", is_tight=True),
            Column("until", "到哪天", lambda row: f"{row.last_day:%Y-%m-%d}", sort="last_day", is_tight=True),
            Column("state", "在不在公示", lambda row: "公示中" if row.runs_on(day) else "结束了"),
            Column("names", "名单", lambda row: f"{len(row.names)} 个", numeric=True),
        ),
        views=(View("running", "公示中", Q(published_on__lte=day, last_day__gte=day)),),
        search=lambda rows, text: rows.filter(title__contains=text),
        search_hint="找哪一期",
        order="-published_on",
        counted=lambda count: f"{count} 次",
        empty={"text": "还没有公示过。", "icon": "speakerphone"},
        note="名单按乡镇固定次序，没有分数，不排名。",
        may_double=False,
    )


def objections_table() -> Table:
    return Table(
        name="objections",
        caption="考核异议",
        columns=(
            Column("who", "谁的", _who, width=20),
            Column("cycle", "哪一期", lambda row: row.sheet.cycle.called, width=18),
            Column("raised", "哪天提的", lambda row: f"{row.raised_on:%Y-%m-%d}", sort="raised_on", is_tight=True),
            Column("due", "哪天前答复", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
            Column("state", "答复了没有", _state, width=18),
            Column("by", "谁答复的", lambda row: row.answered_by or "—", width=14),
        ),
        views=(
            View("open", "等答复", Q(state=ObjectionState.OPEN)),
            View("answered", "答复了", Q(state=ObjectionState.ANSWERED)),
            View("changed", "改了等次", Q(state=ObjectionState.ANSWERED) & ~Q(grade_after=F("grade_before"))),
        ),
        search=lambda rows, text: rows.filter(
            Q(sheet__posting__cadre__person__name__contains=text)
            | Q(sheet__team__name__contains=text, sheet__posting__isnull=True)
            | Q(sheet__unit__name__contains=text, sheet__team__isnull=True)
        ),
        search_hint="找人、队、单位",
        order=("due_on",),
        counted=lambda count: f"{count} 件",
        empty={"text": "没有异议。", "icon": "messages"},
        may_double=False,
    )


def _who(row: Objection) -> Cell:
    return Cell(row.sheet.whose, url=reverse("oversight:objections.one", args=[row.pk]))


def _state(row: Objection) -> str:
    if row.state == ObjectionState.ANSWERED:
        return "维持" if row.grade_after == row.grade_before else "改了等次"
    return row.get_state_display()


def grade_words(sheet: ScoreSheet, grade: int) -> str:
    return called(grade, sheet.scale)


def notice_state(notice: PublicNotice, request: HttpRequest) -> tuple[str, str]:
    day = request.actor.today
    if day > notice.last_day:
        return "done", "结束了"
    left = (notice.last_day - day).days
    return "running", f"公示中，{'今天最后一天' if left == 0 else f'还有 {left} 天'}"
