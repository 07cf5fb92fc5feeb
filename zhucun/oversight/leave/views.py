"""请假: the list, one request with its buttons, asking for oneself or somebody else, the form that prints (J2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import lists, papers, returning, rules
from zhucun.oversight.leave.forms import BackForm, ExtendForm, RefuseForm, WithdrawForm
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.showing import LeaveSeen
from zhucun.oversight.leave.telling import has_been_seen
from zhucun.papers.forms import write_form
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

LIST = "oversight:leaves"


@page(needs=rules.SEE)
def leaves_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = lists.leaves_table(request).bind(request, lists.rows_for(request))
    context = {"table": table, "may_ask": actor.may(rules.ASK)}
    return render(request, "oversight/leave/pages/list.html", context)


def leave_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> LeaveRequest:
    seen = LeaveRequest.objects.visible_to(request.actor, needs).select_related(
        "cadre__person", "posting__cadre__person", "posting__sending_unit", "team", "sending_unit",
        "covered_by__cadre__person", "extends",
    )  # fmt: skip
    return get_object_or_404(seen.prefetch_related("steps"), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk)
    has_been_seen(leave, request.actor)
    seen = LeaveSeen(leave, request.actor)
    context = {
        **_about(leave, seen),
        "actions": list(seen.actions()),
        "late_form": BackForm.of(leave, request.actor.today) if seen.may_be_back_late() else None,
        "late_url": reverse("oversight:leaves.returned", args=[pk]),
        "pressing": ActForm(seen=leave),
        "sentence": seen.sentence(),
        "history": seen.history(),
    }
    return render(request, "oversight/leave/pages/one.html", context)


def _about(leave: LeaveRequest, seen: LeaveSeen) -> dict[str, Any]:
    """What stands beside every step: who, how long, the way, the year so far."""
    return {
        "leave": leave,
        "facts": seen.facts(),
        "steps": seen.steps(),
        "sayings": seen.sayings(),
        "year": seen.year(),
        "stage": lists.stage_of(leave, seen.today),
    }


@require_POST
@page(needs=rules.DECIDE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _pressed(request, leaves.approve, leave_of(request, pk, rules.DECIDE), "已同意")


@require_POST
@page(needs=rules.ASK)
def back(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.ASK)
    press(request, returning.report_back, leave)
    return _is_back(request, leave)


def _is_back(request: HttpRequest, leave: LeaveRequest) -> HttpResponse:
    leave.refresh_from_db()
    offer(request, returning.report_back, leave.pk, text=f"已销假，{returning.recorded(leave)}")
    return redirect("oversight:leaves.one", pk=leave.pk)


def _pressed(request: HttpRequest, act: Act, leave: LeaveRequest, said: str) -> HttpResponse:
    press(request, act, leave)
    offer(request, act, leave.pk, text=said)
    return redirect("oversight:leaves.one", pk=leave.pk)


@page(needs=rules.DECIDE)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.DECIDE)
    form = RefuseForm(request.POST or None, seen=leave)
    if form.is_valid() and form.do(leaves.refuse, leave, by=request.actor):
        return redirect("oversight:leaves.one", pk=pk)
    return _step_page(request, leave, form, heading="退回请假", submit_label="退回", danger=True)


@page(needs=rules.ASK)
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.ASK)
    form = BackForm.of(leave, request.actor.today, request.POST or None)
    if form.is_valid() and form.do(returning.report_back, leave, by=request.actor):
        return _is_back(request, leave)
    return _step_page(request, leave, form, heading="销假", submit_label="销假")


@page(needs=rules.ASK)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.ASK)
    is_own = leave.cadre.person_id in request.actor.persons
    form = ExtendForm(request.POST or None, seen=leave, is_own=is_own, after=leave.last_day)
    if form.is_valid() and form.do(leaves.extend, leave, by=request.actor):
        return redirect("oversight:leaves.one", pk=form.outcome)
    return _step_page(request, leave, form, heading="续假", submit_label="送批")


@page(needs=rules.ASK)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.ASK)
    form = WithdrawForm(request.POST or None, seen=leave)
    if form.is_valid() and form.do(leaves.withdraw, leave, by=request.actor):
        return redirect("oversight:leaves.one", pk=pk)
    return _step_page(request, leave, form, heading="撤回请假", submit_label="撤回", danger=True)


def _step_page(request: HttpRequest, leave: LeaveRequest, form: ActForm, **words: Any) -> HttpResponse:
    context = {
        **_about(leave, LeaveSeen(leave, request.actor)),
        "form": form,
        "cancel_url": reverse("oversight:leaves.one", args=[leave.pk]),
        "cancel_label": "先不办",
        **words,
    }
    return render(request, "oversight/leave/pages/step.html", context)


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """请假申请表 (R-DOC-03): three copies, with room for wet signatures."""
    leave = leave_of(request, pk)
    context = {"leave": leave, "form": papers.form_of(leave, request.actor), "copies": papers.COPIES}
    return render(request, "oversight/leave/pages/paper.html", context)


@page(needs=rules.SEE)
def paper_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk)
    form = papers.form_of(leave, request.actor)
    name = f"请假申请表-{leave.cadre.person.name}"
    return paper_of(request.actor, "请假申请表", name, lambda: write_form(form, papers.COPIES))
