"""What whoever asked still does with a leave on the phone: back early, longer, not at all (J2)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import returning, rules
from zhucun.oversight.leave.forms import BackForm, ExtendForm, WithdrawForm
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.views import leave_of
from zhucun.web.forms import ActForm
from zhucun.web.undo import offer


@phone_page(needs=rules.ASK)
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """On another day than planned; on the day itself one press does."""
    leave = leave_of(request, pk, rules.ASK)
    form = BackForm.of(leave, request.actor.today, request.POST or None)
    if form.is_valid() and form.do(returning.report_back, leave, by=request.actor):
        leave.refresh_from_db()
        offer(request, returning.report_back, pk, text=f"销了假，{returning.recorded(leave)}")
        return redirect("mobile:case", pk=pk)
    return _step(request, leave, form, heading="回来了，销假", label="销假")


@phone_page(needs=rules.ASK)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """A request of its own, which goes its way from the first step on."""
    leave = leave_of(request, pk, rules.ASK)
    is_own = leave.cadre.person_id in request.actor.persons
    form = ExtendForm(request.POST or None, seen=leave, is_own=is_own, after=leave.last_day)
    if form.is_valid() and form.do(leaves.extend, leave, by=request.actor):
        return redirect("mobile:case", pk=form.outcome)
    return _step(request, leave, form, heading="续假", label="送批")


@phone_page(needs=rules.ASK)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk, rules.ASK)
    form = WithdrawForm(request.POST or None, seen=leave)
    if form.is_valid() and form.do(leaves.withdraw, leave, by=request.actor):
        return redirect("mobile:case", pk=pk)
    return _step(request, leave, form, heading="撤回请假", label="撤回", is_danger=True)


def _step(request: HttpRequest, leave: LeaveRequest, form: ActForm, **words: Any) -> HttpResponse:
    context = {"leave": leave, "form": form, "back_url": reverse("mobile:case", args=[leave.pk]), **words}
    return shown(request, "mobile/case/pages/step.html", context)
