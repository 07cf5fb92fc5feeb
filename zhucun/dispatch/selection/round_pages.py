"""Rounds: the list, opening one, how far it is, its next step, a step back, its days, calling it off (screen P7)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import placing, rules
from zhucun.dispatch.rounds.models import RoundStayer, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.plan_models import ApprovalStep
from zhucun.dispatch.rounds.rules import State
from zhucun.dispatch.selection.forms import DaysForm, ReasonForm, RoundForm, days_from
from zhucun.dispatch.selection.lists import rounds_table
from zhucun.dispatch.selection.progress import groups_of
from zhucun.dispatch.selection.steps import NEXT, NextStep, initial_of
from zhucun.dispatch.selection.tasks import tasks_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy import in_force
from zhucun.web.forms import ActForm
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def all_rounds(request: HttpRequest) -> HttpResponse:
    rows = SelectionRound.objects.visible_to(request.actor)
    context = {"table": rounds_table(request.actor).bind(request, rows), "may_open": request.actor.may(rules.MANAGE)}
    return render(request, "dispatch/selection/pages/rounds.html", context)


@page(needs=rules.MANAGE)
def new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    county = get_object_or_404(
        Place.objects.visible_to(actor), code=actor.county_code[:6], kind=Kind.COUNTY, until__isnull=True
    )
    days = days_from(actor.today, in_force.of(actor).rounds)
    initial = {**days, "since": max(days.values()), "title": _title(actor)}
    form = RoundForm(request.POST or None, initial=initial)
    if form.is_valid() and form.do(rounds.open_round, county, by=actor):
        return redirect("dispatch:rounds.one", pk=form.outcome)
    context = {
        "form": form,
        "heading": "开一轮选派",
        "question": "从村里提需求到报到。各步的期限按办法算好了，可以改。",
        "crumbs": [(reverse("dispatch:rounds"), "选派轮次")],
        "submit_label": "开始这一轮",
        "cancel_url": reverse("dispatch:rounds"),
        "cancel_label": "先不开",
    }
    return render(request, "web/pages/form.html", context)


def _title(actor: Actor) -> str:
    """After the half-year; the second one within it says so."""
    half = "上" if actor.today.month <= rules.HALF_YEAR else "下"
    title = f"{actor.today.year}年{half}半年选派"
    before = SelectionRound.objects.visible_to(actor, rules.MANAGE).filter(title__startswith=title).count()
    return f"{title}（第 {before + 1} 批）" if before else title


def round_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> SelectionRound:
    return get_object_or_404(SelectionRound.objects.visible_to(request.actor, needs), pk=pk)


def address_of(round_: SelectionRound) -> str:
    return reverse("dispatch:rounds.one", args=[round_.pk])


def crumbs_of(round_: SelectionRound) -> list[tuple[str, str]]:
    return [(reverse("dispatch:rounds"), "选派轮次"), (address_of(round_), round_.title)]


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    round_, actor = round_of(request, pk), request.actor
    may = actor.may(rules.MANAGE)
    groups = groups_of(round_, actor)
    context = {
        "round": round_,
        "groups": groups,
        "shown": sorted((g for g in groups if g.lines or g.is_now), key=lambda group: not group.is_now),
        "steps": [{"label": g.label, "state": g.state, "note": g.note} for g in groups],
        "tasks": tasks_of(round_, actor),
        "next": _next(round_) if may else None,
        "may_manage": may,
        "may_step_back": may and round_.state in rules.STEP_BACK,
        "may_call_off": may and round_.state in rules.BEFORE_POSTING,
        "team_count": round_.round_teams.count(),
        "called_off_words": f"{round_.ended_on:%Y-%m-%d} 中止：{round_.remark}" if round_.ended_on else "",
    }
    return render(request, "dispatch/selection/pages/round.html", context)


def _next(round_: SelectionRound) -> NextStep | None:
    """No button where a step rests on something that is not there yet: the tasks say what."""
    if round_.state == State.FORMING and not round_.seat_count:
        return None
    return NEXT.get(round_.state)


@page(needs=rules.MANAGE)
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The question before the step that comes next."""
    round_ = round_of(request, pk, rules.MANAGE)
    step = _next(round_)
    if step is None:
        raise Refused(f"“{round_.title}”现在是“{round_.get_state_display()}”，没有下一步要你按。")
    form = step.form(request.POST or None, seen=round_, initial=initial_of(round_))
    if "reason" in form.fields and not step.asks_why(round_, request.actor):
        del form.fields["reason"]
    if form.is_valid() and (answer := _gone_on(request, round_, step, form)):
        return answer
    confirm = {
        "question": step.question,
        "plain": step.act is not None,
        "final": step.act is None,
        "consequences": list(step.says(round_, request.actor)),
        "verb": step.verb,
        "cancel_label": "再看看",
    }
    return confirm_page(request, form, round_, confirm)


def _gone_on(request: HttpRequest, round_: SelectionRound, step: NextStep, form: ActForm) -> HttpResponse | None:
    if step.act is None:
        job = placing.post_later(round_, by=request.actor)
        return redirect("jobs.one", pk=job.pk)
    if not form.do(step.act, round_, by=request.actor):
        return None
    if step.saved:
        offer(request, step.act, round_.pk, text=step.saved)
    return redirect("dispatch:rounds.one", pk=round_.pk)


def confirm_page(request: HttpRequest, form: ActForm, round_: SelectionRound, confirm: dict[str, Any]) -> HttpResponse:
    whole = {"form": form, "cancel_url": address_of(round_), "final": False, **confirm}
    context = {"form": form, "confirm": whole, "round": round_, "as_page": True}
    return render(request, "dispatch/selection/pages/confirm.html", context)


@page(needs=rules.MANAGE)
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    if round_.state not in rules.STEP_BACK:
        raise Refused(f"“{round_.title}”现在是“{round_.get_state_display()}”，不能退回上一步。")
    form = ReasonForm(request.POST or None, seen=round_)
    if form.is_valid() and form.do(rounds.step_back, round_, by=request.actor):
        return redirect("dispatch:rounds.one", pk=pk)
    before = rules.STEP_BACK[State(round_.state)].label
    confirm = {
        "question": f"退回到“{before}”？",
        "consequences": ["已经录的都留着，那一步重新打开。", "你写的理由记在改动记录里。"],
        "verb": f"退回到“{before}”",
        "plain": True,
        "cancel_label": "先不退",
    }
    return confirm_page(request, form, round_, confirm)


@page(needs=rules.MANAGE)
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    form = ReasonForm(request.POST or None, seen=round_)
    if form.is_valid() and form.do(rounds.call_off, round_, by=request.actor):
        return redirect("dispatch:rounds.one", pk=pk)
    confirm = {
        "question": f"中止“{round_.title}”？",
        "consequences": ["这一轮不再往下办，谁也不按它派驻。", "录过的需求、推荐、联审都留着，可以看。"],
        "final": True,
        "verb": "中止这一轮",
        "cancel_label": "先不中止",
    }
    return confirm_page(request, form, round_, confirm)


@page(needs=rules.MANAGE)
def days(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    form = DaysForm(request.POST or None, seen=round_, initial={n: getattr(round_, n) for n in ("since", *rounds.DAYS)})
    if form.is_valid() and form.do(rounds.change_days, round_, by=request.actor):
        return redirect("dispatch:rounds.one", pk=pk)
    words = {"heading": "改期限", "question": "过期没办的，在“待我办”里标逾期，并到上一级。", "submit_label": "改期限"}
    return form_page(request, form, round_, **words)


def form_page(request: HttpRequest, form: ActForm, round_: SelectionRound, **words: Any) -> HttpResponse:
    context = {"form": form, "crumbs": crumbs_of(round_), "cancel_url": address_of(round_), **words}
    return render(request, "web/pages/form.html", context)


@page(needs=rules.MANAGE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    steps = list(ApprovalStep.objects.visible_to(request.actor).filter(round=round_))
    quotas = list(UnitQuota.objects.visible_to(request.actor).filter(round=round_).select_related("unit"))
    kinds = [SelectionRound, RoundStayer, UnitQuota, ApprovalStep]
    names = {**{step: str(step) for step in steps}, **{quota: quota.unit.name for quota in quotas}}
    lines = whole_history([round_, *steps, *quotas], kinds=kinds, names=names, most=rules.MOST_LINES)
    context = {"round": round_, "history": lines}
    return render(request, "dispatch/selection/pages/history.html", context)
