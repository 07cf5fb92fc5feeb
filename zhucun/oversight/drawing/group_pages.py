"""Who may inspect, who goes together, and moving a village from one group to another without learning its name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.drawing import views
from zhucun.oversight.drawing.forms import AppointForm, DismissForm, GroupForm, TakeForm
from zhucun.oversight.inspection import grouping, rules
from zhucun.oversight.inspection.models import InspectionGroup, InspectionRound, Inspector
from zhucun.oversight.inspection.rules import Seen
from zhucun.oversight.rhythm.periods import of_key
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.policy.holidays import reading as holidays
from zhucun.web.page import page
from zhucun.web.templatetags.zhucun import day as in_words

STEP = "oversight/drawing/pages/step.html"


def _form(request: HttpRequest, row: InspectionRound, seen: Any, initial: dict[str, Any]) -> GroupForm:
    week = of_key(Cycle.WEEK, row.week)
    days = [week.since + timedelta(days=n) for n in range((week.until - week.since).days)]
    calendar = holidays.known_to(request.actor, row.county_code)
    here = Inspector.objects.visible_to(request.actor, rules.PLAN).filter(county_code=row.county_code)
    inspectors = list(here.as_of(week.since).select_related("person").order_by("person__name_key", "pk"))
    offered = [
        (day.isoformat(), in_words(day))
        for day in days
        if calendar.is_working_day(day) or day.isoformat() == initial.get("day")
    ]
    return GroupForm(request.POST or None, seen=seen, days=offered, inspectors=inspectors, initial=initial)


@page(needs=rules.PLAN)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    row = views.round_of(request, pk, rules.PLAN)
    form = _form(request, row, row, {})
    if form.is_valid() and form.do(grouping.group, row, by=request.actor):
        return redirect("oversight:inspection.one", pk=pk)
    words = {"title": "排一个督查组", "question": "本单位派人的队、老家的村，抽到了会自动换给别的组。"}
    context = {"form": form, "row": row, "submit_label": "排上", "cancel_url": views.address_of(row), **words}
    return render(request, STEP, context)


@page(needs=rules.PLAN)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    group = views.group_of(request, pk, rules.PLAN)
    members = [str(key) for key in group.members.values_list("inspector", flat=True) if key != group.leader_id]
    initial = {"day": group.day.isoformat(), "leader": str(group.leader_id), "members": members}
    form = _form(request, group.round, group, initial)
    if form.is_valid() and form.do(grouping.regroup, group, by=request.actor):
        return redirect("oversight:inspection.one", pk=group.round_id)
    words = {"title": f"改{group}", "question": "换人、换日子；已经走过村的组不能再改。", "submit_label": "改好"}
    context = {"form": form, "row": group.round, "cancel_url": views.address_of(group.round), **words}
    return render(request, STEP, context)


@page(needs=rules.PLAN)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    group = views.group_of(request, pk, rules.PLAN)
    form = TakeForm(request.POST or None, seen=group, positions=_others(group))
    if form.is_valid() and form.do(grouping.take, group, by=request.actor):
        return redirect("oversight:inspection.one", pk=group.round_id)
    words = {"title": f"换给{group}去", "question": "只按第几个换，不说是哪个村。", "submit_label": "换过来"}
    context = {"form": form, "row": group.round, "cancel_url": views.address_of(group.round), **words}
    return render(request, STEP, context)


def _others(group: InspectionGroup) -> list[tuple[int, str]]:
    waiting = group.round.drawn.filter(state=Seen.WAITING).exclude(group=group).select_related("group")
    return [
        (one.position, f"第 {one.position} 个（{one.get_kind_display()}，{one.group or '还没有组'}）")
        for one in waiting.order_by("position")
    ]


@page(needs=rules.PLAN)
def inspectors(request: HttpRequest) -> HttpResponse:
    rows = Inspector.objects.visible_to(request.actor, rules.PLAN).as_of(request.actor.today)
    people = list(rows.select_related("person", "unit").order_by("person__name_key", "pk"))
    homes = {place.code: place.name for place in _townships(request)}
    lines = [(one, homes.get(one.home_code, "")) for one in people]
    return render(request, "oversight/drawing/pages/inspectors.html", {"lines": lines})


def _townships(request: HttpRequest) -> Sequence[Place]:
    seen = Place.objects.visible_to(request.actor, rules.PLAN).filter(kind="township", until__isnull=True)
    return list(seen.order_by("position", "code"))


@page(needs=rules.PLAN)
def appoint(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    accounts = Account.objects.visible_to(actor, rules.PLAN).filter(is_active=True, person__isnull=False, kind="desk")
    taken = Inspector.objects.filter(until__isnull=True).values("person")
    units = Unit.objects.visible_to(actor, rules.PLAN).order_by("name", "pk")
    told = {"accounts": accounts.exclude(person__in=taken).order_by("name"), "units": units}
    form = AppointForm(request.POST or None, townships=_townships(request), initial={"since": actor.today}, **told)
    if form.is_valid() and form.do(grouping.appoint, form.cleaned_data["account"], by=actor):
        return redirect("oversight:inspection.inspectors")
    words = {"title": "请人当督查员", "question": "写上单位和老家，抽到了自动回避。", "submit_label": "请来"}
    return render(request, STEP, {"form": form, **words})


@page(needs=rules.PLAN)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Inspector.objects.visible_to(request.actor, rules.PLAN), pk=pk)
    form = DismissForm(request.POST or None, seen=row, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(grouping.dismiss, row, by=request.actor):
        return redirect("oversight:inspection.inspectors")
    words = {"title": f"{row}不再当督查员", "question": "去过的村和记录都留着。", "submit_label": "就到这天"}
    return render(request, STEP, {"form": form, **words})
