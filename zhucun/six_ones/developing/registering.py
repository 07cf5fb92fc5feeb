"""A project is registered at the desk, its money recorded and taken back, its households named."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.lib.amounts import shown_fen
from zhucun.six_ones.developing import forms
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import bringing, rules
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold
from zhucun.six_ones.own_places import by_township, own_places
from zhucun.six_ones.project_money import acts as money
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import RECORD, Kind
from zhucun.web.page import page
from zhucun.web.undo import offer


def _crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    return [(reverse("six_ones:projects"), "产业项目"), *more]


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    """The village first, where one has several."""
    places = list(own_places(request.actor, rules.KEEP))
    if len(places) == 1:
        return redirect("six_ones:projects.at", code=places[0].code)
    context = {
        "groups": by_township(places),
        "route": "six_ones:projects.at",
        "heading": "登记一个产业项目",
        "crumbs": _crumbs(),
    }
    return render(request, "six_ones/developing/pages/places.html", context)


@page(needs=rules.KEEP)
def at_place(request: HttpRequest, code: str) -> HttpResponse:
    place = get_object_or_404(own_places(request.actor, rules.KEEP), code=code)
    form = forms.RegisterForm(request.POST or None, initial={"planned_on": request.actor.today})
    if form.is_valid() and form.do(projects.register, place, by=request.actor):
        offer(request, projects.register, form.outcome, text="登记了")
        return redirect("six_ones:projects.one", pk=form.outcome)
    context = {
        "form": form,
        "heading": "登记一个产业项目",
        "question": f"{place.name}的项目。登记一次，以后开工、完成各点一下。",
        "submit_label": "登记",
        "cancel_label": "先不登记",
        "cancel_url": reverse("six_ones:projects"),
        "crumbs": _crumbs(),
    }
    return render(request, "web/pages/form.html", context)


def _project(request: HttpRequest, pk: int, needs: str) -> IndustryProject:
    seen = IndustryProject.objects.visible_to(request.actor, needs).select_related(*IndustryProject.NAMED_WITH)
    return get_object_or_404(seen, pk=pk)


@page(needs=RECORD)
def record_money(request: HttpRequest, pk: int) -> HttpResponse:
    project = _project(request, pk, RECORD)
    kind = request.GET.get("kind", "")
    initial = {"on": request.actor.today, "kind": kind if kind in Kind.values else Kind.APPLIED}
    form = forms.MoneyForm(request.POST or None, initial=initial)
    back = reverse("six_ones:projects.one", args=[pk])
    if form.is_valid() and form.do(money.record, project, by=request.actor):
        offer(request, money.record, form.outcome, text="记下了", reason="刚记下就撤回")
        return redirect(back)
    question = (
        f"{project.place.name}“{project.name}”。项目自己的账，和工作队的工作经费分开；"
        "花的不超过到账的，到账的不超过批复的。"
    )
    return _form(request, form, "记一笔项目资金", question, "记下", back, project)


@page(needs=RECORD)
def correct_money(request: HttpRequest, pk: int) -> HttpResponse:
    seen = ProjectMoney.objects.visible_to(request.actor, RECORD).standing().select_related("project__place")
    line = get_object_or_404(seen, pk=pk)
    form = forms.MoneyBackForm(request.POST or None, seen=line)
    back = reverse("six_ones:projects.one", args=[line.project_id])
    if form.is_valid() and form.do(money.correct, line, by=request.actor):
        return redirect(back)
    question = (
        f"{line.on:%Y-%m-%d}，{line.get_kind_display()} {shown_fen(line.fen)}。"
        "今天记一笔相反的把它冲掉，两笔都留着、都不算；对的那一笔再记一次。"
    )
    return _form(request, form, "更正一笔项目资金", question, "冲掉这一笔", back, line.project, danger=True)


@page(needs=rules.KEEP)
def households(request: HttpRequest, pk: int) -> HttpResponse:
    project = _project(request, pk, rules.KEEP)
    form = forms.HouseholdsForm(request.POST or None, place=project.place)
    back = reverse("six_ones:projects.one", args=[pk])
    if form.is_valid():
        try:
            calls = [Told(project, {"household": home}) for home in form.cleaned_data["names"]]
            bringing.bring_along.many(calls, by=request.actor)
            return redirect(back)
        except SomeRefused as refusal:
            form.add_error("names", "；".join(one.sentence for _, one in refusal.lines))
        except Refused as refusal:
            form.add_error("names", refusal.sentence)
    question = f"{project.place.name}“{project.name}”带动了谁家？"
    return _form(request, form, "登记带动的户", question, "登记", back, project)


@require_POST
@page(needs=rules.KEEP)
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    seen = ProjectHousehold.objects.visible_to(request.actor, rules.KEEP).select_related("project")
    line = get_object_or_404(seen, pk=pk)
    project = line.project_id
    bringing.leave_out(line, by=request.actor)
    return redirect("six_ones:projects.one", pk=project)


def _form(
    request: HttpRequest, form: Any, heading: str, question: str, verb: str, back: str, project: IndustryProject,
    *, danger: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {
        "form": form,
        "heading": heading,
        "question": question,
        "submit_label": verb,
        "cancel_label": "先不办",
        "cancel_url": back,
        "danger": danger,
        "crumbs": _crumbs((back, project.name)),
    }
    return render(request, "web/pages/form.html", context)
