"""One step of a person or of a link: a form with its own words, the act, back to the village."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import balancing, forms, linking, rules
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.views import village_seen
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

Row = Linker | HouseholdLink


@dataclass(frozen=True)
class Step:
    """An act with its form and its words; `made_with` is what the form is made from."""

    act: Act
    form: type[ActForm]
    title: str
    verb: str
    question: str
    made_with: Callable[[Any, Actor], dict[str, Any]]


def _ages(actor: Actor) -> list[tuple[str, str]]:
    return [(one.key, f"{one.label}，最多 {one.most} 户") for one in policy.of(actor).network.bounds]


def _last_day(row: Row, actor: Actor) -> dict[str, Any]:
    return {"initial": {"last_day": actor.today}}


OF_LINKER = {
    "correct": Step(
        network.correct,
        forms.CorrectForm,
        "改{row}的登记",
        "存下",
        "写错了、换了组，在这里改。",
        lambda row, actor: {
            "village": row.village,
            "ages": _ages(actor),
            "initial": {"name": row.name, "kind": row.kind, "age": row.age, "group": row.group_id},
        },
    ),
    "link": Step(
        linking.add,
        forms.LinkForm,
        "{row}再联一户",
        "联上",
        "只列本村没有人联的户。",
        lambda row, actor: {"linker": row, "initial": {"since": actor.today}},
    ),
    "end": Step(
        network.end, forms.EndForm, "{row}不再联户", "就到这天", "他联的户从第二天起没有人联，会列出来。", _last_day
    ),
}
OF_LINK = {
    "move": Step(
        linking.move,
        forms.WhoForm,
        "{row.household}家换人联",
        "换人",
        "原来由{row.linker}联。",
        lambda row, actor: {"village": row.village_id, "but": row.linker_id, "initial": {"since": actor.today}},
    ),
    "end": Step(linking.end, forms.EndForm, "{row.linker}不再联{row.household}家", "就到这天", "记录留着。", _last_day),
}


@page(needs=rules.KEEP)
def of_linker(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return _step(request, _found(request, Linker, pk), OF_LINKER.get(verb))


@page(needs=rules.KEEP)
def of_link(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    return _step(request, _found(request, HouseholdLink, pk), OF_LINK.get(verb))


def _found(request: HttpRequest, model: type[Row], pk: int) -> Any:
    named = ("village", "linker", "household") if model is HouseholdLink else ("village", "group")
    rows = model.objects.visible_to(request.actor, rules.KEEP).filter(until__isnull=True)
    return get_object_or_404(rows.select_related(*named), pk=pk)


def _step(request: HttpRequest, row: Any, told: Step | None) -> HttpResponse:
    if told is None:
        raise Http404
    form = told.form(request.POST or None, seen=row, **told.made_with(row, request.actor))
    if form.is_valid() and form.do(told.act, row, by=request.actor):
        if told.act.undo:
            offer(request, told.act, form.outcome, text="记下了")
        return redirect("six_ones:links.of", code=row.place_code)
    return form_page(request, form, row.village, told.title.format(row=row), told.question.format(row=row), told.verb)


def form_page(
    request: HttpRequest, form: ActForm, place: Place, heading: str, question: str, verb: str, **more: Any
) -> HttpResponse:
    here = reverse("six_ones:links.of", args=[place.code])
    context = {
        "form": form,
        "heading": heading,
        "question": question,
        "submit_label": verb,
        "crumbs": [(reverse("six_ones:links"), "联户表"), (here, place.name)],
        "cancel_url": here,
        **more,
    }
    return render(request, "web/pages/form.html", context)


@page(needs=rules.KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    place = village_seen(request, code, rules.KEEP)
    given = {"village": place, "ages": _ages(request.actor), "initial": {"since": request.actor.today}}
    form = forms.NewForm(request.POST or None, **given)
    if form.is_valid() and form.do(network.add, place, by=request.actor):
        name, since = form.cleaned_data["name"], form.cleaned_data["since"]
        offer(request, network.add, form.outcome, text=f"登记了{name}", last_day=since)
        return redirect("six_ones:links.of", code=code)
    question = "党员、村干部、组长、乡贤都可以。几十个人的，用导入更快。"
    return form_page(request, form, place, f"{place.name}登记一个联户的人", question, "登记")


@page(needs=rules.KEEP)
def balance(request: HttpRequest, code: str) -> HttpResponse:
    """What is suggested, each with a box; those left ticked are carried out as one (R-TASK-08)."""
    place = village_seen(request, code, rules.KEEP)
    moves = balancing.suggestions_for(place, request.actor)
    form = ActForm(request.POST or None)
    if form.is_valid():
        ticked = set(request.POST.getlist("move"))
        steps = [{"household": one.home, "linker": one.to} for one in moves if f"{one.home}-{one.to}" in ticked]
        if form.do(balancing.balance, place, by=request.actor, told={"steps": steps}):
            offer(request, balancing.balance, form.outcome, text=f"调了 {len(steps)} 户")
            return redirect("six_ones:links.of", code=code)
    homes = Household.objects.select_related("group").in_bulk([one.home for one in moves])
    keys = {key for one in moves for key in (one.to, one.of) if key}
    linkers = Linker.objects.select_related("group").in_bulk(list(keys))
    lines = [{"move": one, "home": homes[one.home], "to": linkers[one.to], "of": linkers.get(one.of)} for one in moves]
    return render(request, "six_ones/network/pages/balance.html", {"place": place, "lines": lines, "form": form})
