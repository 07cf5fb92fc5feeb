"""A clue is reported at the desk, and the township's answer to it: a tick with its day, or why none is needed."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import forms, rules
from zhucun.six_ones.monitoring.models import MonitoringClue
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

# verb → act, form, label of the button, question
STEPS: dict[str, tuple[Act, type[ActForm], str, str]] = {
    "enter": (clues.enter, forms.EnterForm, "已录入国家系统", "这里不审批；识别、公示、审核都在国家系统里。"),
    "not_needed": (clues.not_needed, forms.NotNeededForm, "不需录入", "核实下来没有风险的。"),
    "reopen": (clues.reopen, ActForm, "重新处理", "勾错了的，回到等录入。"),
    "withdraw": (clues.withdraw, forms.WithdrawForm, "撤回", "报错了的。不再算数，留底。"),
    "restore": (clues.restore, ActForm, "恢复", "撤回错了，照原来的恢复。"),
}


def places_of(actor: Actor) -> QuerySet:
    """Where one may report: the villages of one's territory, or those one's team serves."""
    reach, today = actor.scope(rules.REPORT), actor.today
    there = Place.objects.as_of(today).filter(kind__in=SERVED)
    own = there.filter(within_prefixes("code", reach.place)) if reach.place else there.none()
    if reach.team:
        served = TeamPlace.objects.as_of(today).filter(team__in=reach.team).values("place")
        own |= there.filter(pk__in=served)
    return own.order_by("code")


@page(needs=rules.REPORT)
def new(request: HttpRequest) -> HttpResponse:
    """Of several villages, which."""
    places = list(places_of(request.actor))
    if len(places) == 1:
        return redirect("six_ones:monitoring.at", code=places[0].code)
    names = dict(Place.objects.filter(code__in={one.code[:9] for one in places}).values_list("code", "name"))
    groups: dict[str, list[Place]] = {}
    for one in places:
        groups.setdefault(names.get(one.code[:9], ""), []).append(one)
    return render(request, "six_ones/monitoring/pages/new.html", {"groups": groups.items()})


@page(needs=rules.REPORT)
def at_place(request: HttpRequest, code: str) -> HttpResponse:
    place = get_object_or_404(places_of(request.actor), code=code)
    form = forms.ReportForm(request.POST or None, place=place, initial={"reported_on": request.actor.today})
    if form.is_valid() and form.do(clues.report, place, by=request.actor):
        offer(request, clues.report, form.outcome, text="报上去了")
        return redirect("six_ones:monitoring.clue", pk=form.outcome)
    return render(request, "six_ones/monitoring/pages/report.html", {"form": form, "place": place})


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, label, question = STEPS[verb]
    request.actor.must(act.needs)
    row = get_object_or_404(MonitoringClue.objects.visible_to(request.actor, act.needs).select_related("place"), pk=pk)
    form = form_class(request.POST or None, seen=row, initial={"on": request.actor.today})
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:monitoring.clue", pk=pk)
    context: dict[str, Any] = {"form": form, "row": row, "label": label, "question": question}
    return render(request, "six_ones/monitoring/pages/step.html", context)
