"""The tasks that reviews decided: the list, one, and what is done with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.review.rules import SEE as SEE_REVIEWS
from zhucun.oversight.tasks import acts as tasks
from zhucun.oversight.tasks import rules
from zhucun.oversight.tasks.forms import DecideForm, DropForm, PutOffForm, ResultForm, SendBackForm
from zhucun.oversight.tasks.lists import rows_for, tasks_table, words_of
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import TaskState
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_LINES = 30


@page(needs=rules.SEE_TASKS)
def listing(request: HttpRequest) -> HttpResponse:
    table = tasks_table(request.actor.today, Offered(request.actor)).bind(request, rows_for(request))
    context = {"table": table}
    return render(request, "oversight/tasks/pages/list.html", context)


@page(needs=rules.HOLD)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    review = get_object_or_404(MonthlyReview.objects.visible_to(request.actor, rules.HOLD), pk=pk)
    form = DecideForm(request.POST or None, review=review, by=request.actor)
    if form.is_valid() and form.do(tasks.decide, review, by=request.actor):
        return redirect("oversight:rhythm.review", pk=pk)
    here = reverse("oversight:rhythm.review", args=[pk])
    context = {"form": form, "review": review, "cancel_url": here}
    return render(request, "oversight/tasks/pages/decide.html", context)


def task_of(request: HttpRequest, pk: int, needs: str = rules.SEE_TASKS) -> ReviewTask:
    seen = ReviewTask.objects.visible_to(request.actor, needs).select_related("review", "team", "unit")
    return get_object_or_404(seen, pk=pk)


@page(needs=rules.SEE_TASKS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    task, actor = task_of(request, pk), request.actor
    is_mine = actor.may(rules.DO) and ReviewTask.objects.visible_to(actor, rules.DO).filter(pk=pk).exists()
    decides = actor.may(rules.HOLD) and tasks.may_accept(task, actor)
    own_report = task.reporter_person is not None and task.reporter_person in actor.persons
    context = {
        "task": task,
        "words": words_of(task, actor.today),
        "may_report": is_mine and task.state == TaskState.OPEN,
        "may_take_back": own_report and is_mine and task.state == TaskState.REPORTED,
        "may_accept": decides and task.state == TaskState.REPORTED and not own_report,
        "may_send_back": decides and task.state == TaskState.REPORTED,
        "may_change": decides and task.state == TaskState.OPEN,
        "sees_review": actor.may(SEE_REVIEWS),
        "pressing": ActForm(seen=task),
        "form": ResultForm(seen=task),
        "history": whole_history([task], most=MOST_LINES),
    }
    return render(request, "oversight/tasks/pages/one.html", context)


def _told(
    request: HttpRequest, task: ReviewTask, act: Act, form: ActForm, heading: str, label: str, **more: Any
) -> HttpResponse:
    here = reverse("oversight:rhythm.tasks.one", args=[task.pk])
    if form.is_valid() and form.do(act, task, by=request.actor):
        if act.undo:
            offer(request, act, task.pk, text="报了")
        return redirect(here)
    words = {"heading": heading, "question": task.what, "submit_label": label, **more}
    crumbs = [(reverse("oversight:rhythm.tasks"), "调度任务"), (here, "这件任务")]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": here, **words})


@page(needs=rules.DO)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk, rules.DO)
    form = ResultForm(request.POST or None, seen=task)
    return _told(request, task, tasks.report, form, "报办结", "报办结")


@page(needs=rules.HOLD)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk, rules.HOLD)
    form = SendBackForm(request.POST or None, seen=task, is_of_county=task.review.is_of_county)
    return _told(request, task, tasks.send_back, form, "还没办成，退回", "退回")


@page(needs=rules.HOLD)
def put_off(request: HttpRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk, rules.HOLD)
    form = PutOffForm(request.POST or None, seen=task, is_of_county=task.review.is_of_county)
    return _told(request, task, tasks.put_off, form, "改期限", "改期限")


@page(needs=rules.HOLD)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    task = task_of(request, pk, rules.HOLD)
    form = DropForm(request.POST or None, seen=task, is_of_county=task.review.is_of_county)
    return _told(request, task, tasks.drop, form, "这件不办了", "不办了", danger=True)


@require_POST
@page(needs=rules.HOLD)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tasks.accept, task_of(request, pk, rules.HOLD))
    return redirect("oversight:rhythm.tasks.one", pk=pk)


@require_POST
@page(needs=rules.DO)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tasks.take_back, task_of(request, pk, rules.DO))
    return redirect("oversight:rhythm.tasks.one", pk=pk)
