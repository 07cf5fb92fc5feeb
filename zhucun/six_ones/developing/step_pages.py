"""One step of a project: a form with its own words, the act, back to the project."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.six_ones.developing import forms
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import rules, writing
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import FLOW, VERBS, State, said
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

Told = Callable[[IndustryProject, Actor], dict[str, Any]]
Words = Callable[[IndustryProject], str]


def _nothing(project: IndustryProject, actor: Actor) -> dict[str, Any]:
    return {}


def _today(project: IndustryProject, actor: Actor) -> dict[str, Any]:
    return {"on": actor.today}


def _as_it_is(project: IndustryProject, actor: Actor) -> dict[str, Any]:
    kept = {name: getattr(project, name) for name in (*projects.WORDS, *projects.DAYS, "field", "households_meant")}
    return {**kept, "land_tenths": forms.mu_of_tenths(project.land_tenths)}


@dataclass(frozen=True)
class StepPage:
    """An act with its form, its words and what the form begins with."""

    act: Act
    form: type[ActForm]
    title: Words
    verb: Words
    question: Words
    initial: Told = field(default=_nothing)
    is_grave: bool = False


def _says(words: str) -> Words:
    return lambda project: words


def _next_stage(project: IndustryProject) -> str:
    return VERBS.get(State(project.state), "推进一步")


def _why_asked(project: IndustryProject) -> str:
    planned = f"计划 {said(project.planned_start)}开工。" if project.planned_start else ""
    return f"{planned}写一句为什么还没动工；只问这一次。"


STEPS = {
    "advance": StepPage(
        projects.advance,
        forms.AdvanceForm,
        lambda project: f"推进一步：{_next_stage(project)}",
        _next_stage,
        lambda project: f"{project.place.name}，现在{project.get_state_display()}。",
        _today,
    ),
    "say_why": StepPage(projects.say_why, forms.WhyForm, _says("过了计划开工日"), _says("写好了"), _why_asked),
    "stop": StepPage(
        projects.stop,
        forms.StopForm,
        _says("停下"),
        _says("停下这个项目"),
        _says("停下的不再算在产业规划里；以后接着干，照原来的恢复。"),
        _today,
        is_grave=True,
    ),
    "resume": StepPage(
        projects.resume, forms.ReasonForm, _says("接着干"), _says("接着干"), _says("照停下以前的那一步接着走。")
    ),
    "go_back": StepPage(
        projects.go_back,
        forms.ReasonForm,
        _says("退回一步"),
        _says("退回一步"),
        _says("推进早了、点错了，退回上一步。"),
    ),
    "correct": StepPage(
        projects.correct,
        forms.CorrectForm,
        _says("改登记"),
        _says("存下"),
        _says("名称、计划、日子都能改；走到哪一步用“推进一步”“退回一步”改。"),
        _as_it_is,
    ),
    "withdraw": StepPage(
        projects.withdraw,
        forms.ReasonForm,
        _says("撤回"),
        _says("撤回"),
        _says("登记错了的。项目和它的钱都不再算数，留底。"),
        is_grave=True,
    ),
    "restore": StepPage(projects.restore, ActForm, _says("恢复"), _says("恢复"), _says("撤回错了，照原来的恢复。")),
}
LABELS = {
    "advance": "推进一步",
    "resume": "接着干",
    "restore": "恢复",
    "say_why": "说明为什么没动工…",
    "stop": "停下…",
    "go_back": "退回一步…",
    "correct": "改登记…",
    "withdraw": "撤回…",
}


def verbs_for(row: IndustryProject, actor: Actor) -> set[str]:
    """What this person could do about it now."""
    if not writing.is_at_home(row, actor):
        return set()
    possible = set(FLOW.possible(row, actor)) & set(STEPS)
    if not row.is_late(actor.today) or row.late_reason:
        possible.discard("say_why")
    return possible | ({"correct"} if row.state != State.WITHDRAWN else set())


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    told, actor = STEPS[verb], request.actor
    actor.must(told.act.needs)
    seen = IndustryProject.objects.visible_to(actor, told.act.needs).select_related(*IndustryProject.NAMED_WITH)
    project = get_object_or_404(seen, pk=pk)
    form = told.form(request.POST or None, seen=project, initial=told.initial(project, actor))
    if form.is_valid() and form.do(told.act, project, by=actor):
        if told.act.undo:
            offer(request, told.act, pk, text="记下了")
        return redirect("six_ones:projects.one", pk=pk)
    back = reverse("six_ones:projects.one", args=[pk])
    context = {
        "form": form,
        "heading": told.title(project),
        "question": told.question(project),
        "submit_label": told.verb(project),
        "cancel_label": "先不办",
        "cancel_url": back,
        "danger": told.is_grave,
        "crumbs": [(reverse("six_ones:projects"), "产业项目"), (back, project.name)],
    }
    return render(request, "web/pages/form.html", context)
