"""The list of tasks that reviews decided: whose, until when, how far."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import Owner, TaskState
from zhucun.web.tables import Cell, Column, Filter, Table, View


def tasks_table(today: date, offered: Offered) -> Table:
    is_open = Q(state=TaskState.OPEN)
    return Table(
        name="review_tasks",
        caption="调度任务",
        columns=(
            Column("what", "办什么", _what, plain=lambda row: row.what, width=40),
            Column("owner", "谁来办", _owner, sort="owner_name", plain=lambda row: row.owner_name, width=20),
            Column("due", "期限", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True, width=12),
            Column("state", "办到哪一步", lambda row: _state(row, today), plain=lambda row: words_of(row, today)[1]),
            Column("result", "办理结果", lambda row: row.result or row.reason or "—", width=40),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("owner", "谁的", lambda request: Owner.choices, lambda rows, value: rows.filter(owner=value)),
        ),
        first=View("open", "在办", is_open),
        views=(
            View("late", "超期", is_open & Q(due_on__lt=today)),
            View("reported", "等认可", Q(state=TaskState.REPORTED)),
            View("accepted", "办结", Q(state=TaskState.ACCEPTED)),
            View("all", "全部", Q()),
        ),
        search=lambda rows, text: rows.filter(Q(what__contains=text) | Q(owner_name__contains=text)),
        search_hint="办什么、谁来办",
        order=("due_on",),
        counted=lambda count: f"{count} 件",
        empty={"text": "没有这样的任务。", "icon": "list-check"},
    )


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def rows_for(request: HttpRequest) -> QuerySet:
    return ReviewTask.objects.visible_to(request.actor).select_related("review")


def address(row: ReviewTask) -> str:
    return reverse("oversight:rhythm.tasks.one", args=[row.pk])


def _what(row: ReviewTask) -> Cell:
    return Cell(row.what, sub=f"{row.review.called}调度", url=address(row))


def _owner(row: ReviewTask) -> Cell:
    return Cell(row.owner_name, sub="" if row.owner == Owner.TOWNSHIP else row.get_owner_display())


def _state(row: ReviewTask, today: date) -> Cell:
    mark, word = words_of(row, today)
    return Cell(word, template="oversight/tasks/pages/_state.html", context=(mark, word))


def words_of(row: ReviewTask, today: date) -> tuple[str, str]:
    """A mark and a word."""
    if row.is_late(today):
        return "overdue", f"过期 {(today - row.due_on).days} 天"
    marks = {TaskState.OPEN: "running", TaskState.REPORTED: "waits", TaskState.ACCEPTED: "done"}
    return marks.get(row.state, "todo"), row.get_state_display()
