"""One step of a matter: a form with its own words, the act, back to the matter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.policy import in_force as policy
from zhucun.six_ones.handling import forms
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import handing, rechecking, rules
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

Told = Callable[[UrgentMatter, Actor], dict[str, Any]]


def _nothing(matter: UrgentMatter, actor: Actor) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class StepPage:
    """An act with its form, its words, what the form begins with and what else it is made from."""

    act: Act
    form: type[ActForm]
    title: str
    verb: str
    question: str
    initial: Told = field(default=_nothing)
    made_with: Told = field(default=_nothing)


def _today(matter: UrgentMatter, actor: Actor) -> dict[str, Any]:
    return {"on": actor.today}


def _as_it_is(matter: UrgentMatter, actor: Actor) -> dict[str, Any]:
    return {name: getattr(matter, name) for name in ("text", "field", "duty", "raised_on", "raised_how")}


def _with_fields(matter: UrgentMatter, actor: Actor) -> dict[str, Any]:
    return {"fields_": [(one.key, one.label) for one in policy.of(actor).matters.fields]}


def _with_units(matter: UrgentMatter, actor: Actor) -> dict[str, Any]:
    return {"matter": matter, "today": actor.today}


STEPS = {
    "finish": StepPage(matters.finish, forms.FinishForm, "办结", "办结", "办好了，群众说了什么可以记上。", _today),
    "recheck": StepPage(
        rechecking.recheck, forms.RecheckForm, "回访", "记下回访", "过了三个月，问问群众还好着没有；打电话也行。"
    ),
    "hand_up": StepPage(
        handing.hand_up, forms.HandUpForm, "交上去", "交上去", "村里办不了的，交给乡镇或者部门。", made_with=_with_units
    ),
    "hand_back": StepPage(handing.hand_back, forms.BackForm, "交回村里", "交回村里", "上面该办的办了，村里接着办。"),
    "work": StepPage(handing.work, forms.WorkForm, "办了一步", "记下这一步", "办了什么，一句话。", _today),
    "promise": StepPage(handing.promise, forms.PromiseForm, "定日子", "就这天", "答应群众哪天办好。"),
    "rate": StepPage(matters.rate, forms.RateForm, "记群众评价", "记下", "群众怎么说就怎么记。"),
    "cannot": StepPage(handing.cannot, forms.CannotForm, "办不成", "写明办不成", "写清为什么，照这样告诉群众。"),
    "reopen": StepPage(matters.reopen, forms.ReopenForm, "重新办", "重新办", "没办好、又坏了、现在能办了，接着办。"),
    "correct": StepPage(
        matters.correct,
        forms.CorrectForm,
        "改登记",
        "存下",
        "从记录来的，什么事、哪天在那一笔里改。",
        _as_it_is,
        _with_fields,
    ),
    "withdraw": StepPage(matters.withdraw, forms.WithdrawForm, "撤回", "撤回", "登记错了的。不再算数，留底。"),
    "restore": StepPage(matters.restore, ActForm, "恢复", "恢复", "撤回错了，照原来的恢复。"),
}
LABELS = {
    "finish": "办结",
    "recheck": "回访",
    "hand_up": "交上去…",
    "hand_back": "交回村里…",
    "work": "办了一步…",
    "promise": "定日子…",
    "rate": "记群众评价…",
    "cannot": "办不成…",
    "reopen": "重新办…",
    "correct": "改登记…",
    "withdraw": "撤回…",
    "restore": "恢复",
}


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    told, actor = STEPS[verb], request.actor
    actor.must(told.act.needs)
    seen = UrgentMatter.objects.visible_to(actor, told.act.needs).select_related(*UrgentMatter.NAMED_WITH)
    matter = get_object_or_404(seen, pk=pk)
    form = told.form(
        request.POST or None, seen=matter, initial=told.initial(matter, actor), **told.made_with(matter, actor)
    )
    if form.is_valid() and form.do(told.act, matter, by=actor):
        if told.act.undo:
            offer(request, told.act, pk, text="记下了")
        return redirect("six_ones:matters.one", pk=pk)
    words = {"title": told.title, "question": told.question, "verb": told.verb}
    return render(request, "six_ones/handling/pages/step.html", {"form": form, "row": matter, **words})
