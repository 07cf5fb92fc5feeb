"""办理进度: what one has asked for that takes time, how far it is, how it ended; and notices not delivered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhucun.acts import jobs
from zhucun.acts.deliveries import acts as deliveries
from zhucun.acts.deliveries.waiting import given_up
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OWN, State
from zhucun.acts.trail import SETTLE_DELIVERIES
from zhucun.web import job_lists
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

SECONDS_BEFORE_A_GUESS = 2


@page(needs=OWN)
def jobs_list(request: HttpRequest) -> HttpResponse:
    own = Job.objects.visible_to(request.actor, OWN)
    context = {
        "heading": "办理进度",
        "question": "要办的费时间的事办到哪了，结果在哪里看。",
        "table": job_lists.jobs_table().bind(request, own),
    }
    return render(request, "web/pages/list.html", context)


@page(needs=OWN)
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """Opened when it is over, it has been seen and waits no longer."""
    row = _own(request, pk)
    if row.is_over and row.seen_at is None:
        jobs.see(row, by=request.actor)
    return render(request, "web/pages/job.html", {"row": row, "job": drawn(row)})


@require_POST
@page(needs=OWN)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, jobs.stop, _own(request, pk))
    return redirect("jobs.one", pk=pk)


@require_POST
@page(needs=OWN)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, jobs.retry, _own(request, pk))
    return redirect("jobs.one", pk=pk)


def _own(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.actor, OWN), pk=pk)


def drawn(row: Job) -> dict[str, Any]:
    """What _progress.html asks for."""
    return {
        "title": row.get_state_display() if row.is_over else "正在办" if row.state == State.RUNNING else "排队等着办",
        "running": row.is_open,
        "percent": _percent(row),
        "certain": [sentence for sentence in (_how_far(row), row.certain, _said(row)) if sentence],
        "left_text": _left(row),
        "failed": row.problem if row.state == State.FAILED else "",
        "poll_url": reverse("jobs.one", args=[row.pk]),
        "result_url": row.result_url if row.state == State.DONE else "",
        "result_label": "去看结果",
        "stop_url": "" if row.stop_asked else reverse("jobs.stop", args=[row.pk]),
        "retry_url": reverse("jobs.retry", args=[row.pk]) if row.state in (State.FAILED, State.STOPPED) else "",
        "press": ActForm(),
    }


def _percent(row: Job) -> int | None:
    if row.state == State.DONE:
        return 100
    return min(99, 100 * row.done // row.total) if row.total else None if row.is_open else 0


def _how_far(row: Job) -> str:
    if row.is_open and row.stop_asked:
        return "已要求停下，办完手上这一步就停。"
    if row.state == State.QUEUED and row.tries:
        return f"上一次没办成，{timezone.localtime(row.not_before):%H:%M:%S} 再办。"
    if row.state == State.STOPPED:
        return f"停在 {row.done} / {row.total}。" if row.total else "还没开始就停下了。"
    return f"办了 {row.done}，共 {row.total}。" if row.total and row.is_open else ""


def _said(row: Job) -> str:
    return row.result if row.state == State.DONE and isinstance(row.result, str) else ""


def _left(row: Job) -> str:
    """A guess from how it went so far, in words; nothing in the first seconds."""
    if row.state != State.RUNNING or not row.done or row.done >= row.total:
        return ""
    seconds = (timezone.now() - row.started_at).total_seconds()
    if seconds < SECONDS_BEFORE_A_GUESS:
        return ""
    left = seconds * (row.total - row.done) / row.done
    return f"大约还要 {int(left) + 1} 秒" if left < 60 else f"大约还要 {round(left / 60)} 分钟"


@page(needs=SETTLE_DELIVERIES)
def deliveries_list(request: HttpRequest) -> HttpResponse:
    rows = given_up(request.actor).select_related("line")
    context = {
        "heading": "没送出的通知",
        "question": "试了五次都没送到的。再送一次，或者另外告诉了对方，就不再送。",
        "table": job_lists.deliveries_table().bind(request, rows),
    }
    return render(request, "web/pages/list.html", context)


@require_POST
@page(needs=SETTLE_DELIVERIES)
def settle(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    row = get_object_or_404(given_up(request.actor), pk=pk)
    press(request, deliveries.retry if verb == "retry" else deliveries.drop, row)
    return redirect("jobs.deliveries")
