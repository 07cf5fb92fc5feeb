"""A leave as whoever decides, or whoever asked, sees it on the phone; the list of what waits."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.lib import halves
from zhucun.mobile.own import crew_of
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import lists, returning, rules
from zhucun.oversight.leave.forms import BackForm, RefuseForm
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State
from zhucun.oversight.leave.showing import Action, LeaveSeen
from zhucun.oversight.leave.telling import has_been_seen
from zhucun.oversight.leave.views import leave_of
from zhucun.web.forms import ActForm, press
from zhucun.web.undo import offer

TWINS = {  # a page of the desk → the phone's
    "oversight:leaves.one": "mobile:case",
    "oversight:leaves.returned": "mobile:case.returned",
    "oversight:leaves.extend": "mobile:case.extend",
    "oversight:leaves.withdraw": "mobile:case.withdraw",
    "oversight:rectification.item": "mobile:rectify.item",
    "oversight:rectification.ledger": "mobile:rectify",
    "oversight:talks.one": "mobile:talk",
    "oversight:talks.records": "mobile:talks",
    "oversight:inspection.group": "mobile:site.group",
}


def phone_address(url: str) -> str:
    """The phone's page of what a line leads to, where there is one."""
    try:
        match = resolve(url.split("?")[0])
    except Resolver404:
        return url
    twin = TWINS.get(match.view_name)
    return reverse(twin, kwargs=match.kwargs) if twin else url


def waiting_lines(actor: Actor) -> list[tuple[Any, str]]:
    return [(line, phone_address(line.url)) for line in lines_for(actor)]


@phone_page(needs=None)
def todo(request: HttpRequest) -> HttpResponse:
    """要办的, for whoever decides while on the way."""
    actor = request.actor
    context = {"waiting": waiting_lines(actor), "today": actor.today}
    return shown(request, "mobile/case/pages/todo.html", context)


@phone_page(needs=rules.SEE)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    leave = leave_of(request, pk)
    has_been_seen(leave, request.actor)
    seen = LeaveSeen(leave, request.actor)
    context = {
        **_about(leave, seen),
        "may_decide": seen.may_decide(),
        "may_return": seen.is_own
        and leave.state == State.GRANTED
        and leave.last_day <= request.actor.today <= leave.return_due_on,
        "late_form": BackForm.of(leave, request.actor.today) if seen.may_be_back_late() else None,
        "late_url": reverse("mobile:case.returned", args=[pk]),
        "others": list(_others(seen)),
        "asks_half": leave.first_day < request.actor.today == leave.last_day < halves.day_of(leave.until_half),
        "pressing": ActForm(seen=leave),
    }
    return shown(request, "mobile/case/pages/case.html", context)


def _others(seen: LeaveSeen) -> Iterator[Action]:
    """What is left besides the one button below and 退回, which stands beside it."""
    for one in seen.actions():
        url = phone_address(one.url)
        if not one.is_pressed and url != one.url:
            yield replace(one, url=url)


def _about(leave: LeaveRequest, seen: LeaveSeen) -> dict[str, Any]:
    back = "mobile:today" if crew_of(seen.actor) else "mobile:todo"
    return {
        "leave": leave,
        "facts": seen.facts(),
        "steps": seen.steps(),
        "sayings": seen.sayings(),
        "year": seen.year(),
        "sentence": seen.sentence(),
        "stage": lists.stage_of(leave, seen.today),
        "back_url": reverse(back),
    }


@require_POST
@phone_page(needs=rules.DECIDE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, leaves.approve, leave_of(request, pk, rules.DECIDE))
    offer(request, leaves.approve, pk, text="已同意")
    return redirect("mobile:case", pk=pk)


@phone_page(needs=rules.DECIDE)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """退回 asks why, which whoever asked will read."""
    leave = leave_of(request, pk, rules.DECIDE)
    form = RefuseForm(request.POST or None, seen=leave)
    if form.is_valid() and form.do(leaves.refuse, leave, by=request.actor):
        return redirect("mobile:case", pk=pk)
    context = {"leave": leave, "form": form, "back_url": reverse("mobile:case", args=[pk])}
    return shown(request, "mobile/case/pages/refuse.html", context)


@require_POST
@phone_page(needs=rules.ASK)
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """销假: one press; on the last day of several it says since which half-day."""
    part, leave = request.POST.get("part"), leave_of(request, pk, rules.ASK)
    told = {"back_half": halves.half_of(request.actor.today, int(part))} if part in ("0", "1") else {}
    press(request, returning.report_back, leave, **told)
    leave.refresh_from_db()
    offer(request, returning.report_back, pk, text=f"销了假，{returning.recorded(leave)}")
    return redirect("mobile:case", pk=pk)
