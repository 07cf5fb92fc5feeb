"""The list of one's own jobs, and that of notices that were not delivered."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from zhucun.acts import verbs
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OPEN, State
from zhucun.acts.trail import Delivery
from zhucun.web.forms import ActForm
from zhucun.web.tables import Cell, Column, Table, View

STAGES = {
    State.ASKED: "todo",
    State.QUEUED: "todo",
    State.RUNNING: "running",
    State.DONE: "done",
    State.FAILED: "overdue",
    State.STOPPED: "todo",
}
VIEWS = (
    View("open", "还在办", Q(state__in=OPEN)),
    View("unseen", "办完没看", Q(state__in=(State.DONE, State.FAILED), seen_at__isnull=True)),
    View("failed", "没办成", Q(state=State.FAILED)),
)


def jobs_table() -> Table:
    return Table(
        name="jobs",
        caption="要办的费时间的事",
        columns=(
            Column("title", "什么事", _title, width=40),
            Column("state", "办得怎样", _state, sort="state"),
            Column("asked_at", "什么时候要的", lambda row: _minute(row.asked_at), sort="asked_at"),
            Column("finished_at", "什么时候办完", lambda row: _minute(row.finished_at), sort="finished_at"),
        ),
        views=VIEWS,
        order="-asked_at",
        counted=lambda count: f"{count} 件",
        empty={"text": "没有这样的事。导入、导出大表这类费时间的事会列在这里。", "icon": "clock"},
    )


def _title(row: Job) -> Cell:
    said = row.result if row.state == State.DONE and isinstance(row.result, str) else row.certain
    sub = row.problem if row.state == State.FAILED else said
    return Cell(row.title, sub=sub, url=reverse("jobs.one", args=[row.pk]))


def _state(row: Job) -> Cell:
    word = row.get_state_display()
    if row.state == State.RUNNING and row.total:
        word = f"{word} {100 * row.done // row.total}%"
    return Cell(word, template="web/pages/_job_state.html", context={"stage": STAGES[State(row.state)], "word": word})


def deliveries_table() -> Table:
    return Table(
        name="deliveries",
        caption="没送出的通知",
        columns=(
            Column("line", "为了什么事", _cause),
            Column("recorded_at", "什么时候的事", lambda row: _minute(row.line.recorded_at), sort="line__recorded_at"),
            Column("tries", "试了几次", lambda row: f"{row.tries} 次", numeric=True),
            Column("settle", "怎么办", _settle, plain=lambda row: ""),
        ),
        order="line__recorded_at",
        counted=lambda count: f"{count} 条",
        empty={"text": "都送出了。", "icon": "circle-check"},
    )


def _cause(row: Delivery) -> Cell:
    return Cell(verbs.label(row.line.verb), sub=f"{row.line.actor_name}办的")


def _settle(row: Delivery) -> Cell:
    presses = [
        (reverse("jobs.deliveries.settle", args=[row.pk, "retry"]), "再送一次"),
        (reverse("jobs.deliveries.settle", args=[row.pk, "drop"]), "不再送"),
    ]
    context = [{"url": url, "label": label, "form": ActForm()} for url, label in presses]
    return Cell("", template="web/pages/_delivery_settle.html", context=context)


def _minute(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else "—"
