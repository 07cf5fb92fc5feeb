"""矛盾纠纷台账: the list, one dispute, what may be done about it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.periods import year_of
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.disputes import forms, lists, rules
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import FLOW
from zhucun.six_ones.handling.registering import places_of
from zhucun.web.figures import address
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

SUMS = ("disputes_in_village", "disputes_in_township", "disputes_referred", "disputes_open")
# verb → act, form, label of the button, question
STEPS: dict[str, tuple[Act, type[ActForm], str, str]] = {
    "settle": (disputes.settle, forms.SettleForm, "调解好了", "怎么解决的，一句话。"),
    "hand_up": (disputes.hand_up, forms.HandUpForm, "交给镇里", "村里调解不了的，镇里接着调解。"),
    "refer": (disputes.refer, forms.ReferForm, "转出去", "要法庭、仲裁来定的。"),
    "reopen": (disputes.reopen, ActForm, "又闹起来了", "接着调解。"),
    "withdraw": (disputes.withdraw, forms.WithdrawForm, "撤回", "登记错了的。不再算数，留底。"),
    "restore": (disputes.restore, ActForm, "恢复", "撤回错了，照原来的恢复。"),
}


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(Dispute.objects.visible_to(request.actor), request.actor.today)
    table = lists.disputes_table(request).bind(request, rows)
    may_register = request.actor.may(rules.KEEP) and places_of(request.actor).exists()
    context = {
        "table": table,
        "may_register": may_register,
        "sums": _sums(request.actor),
        "year": request.actor.today.year,
    }
    return render(request, "six_ones/disputes/pages/list.html", context)


def _sums(actor: Actor) -> dict[str, dict[str, Any]]:
    """Of this year so far, for the territory one has; a team has its list alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], actor.today, since=year_of(actor.today).since)
    found = ask_many([f"six_ones.{name}" for name in SUMS], question)
    return {
        name: {"value": found[f"six_ones.{name}"].value, "url": address(f"six_ones.{name}", question)} for name in SUMS
    }


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Dispute.objects.visible_to(request.actor).select_related(*Dispute.NAMED_WITH, "record")
    row = get_object_or_404(seen, pk=pk)
    context = {"row": row, "stage": lists.stage_of(row), "buttons": _buttons(row, request.actor)}
    return render(request, "six_ones/disputes/pages/one.html", context)


def _buttons(row: Dispute, actor: Actor) -> list[tuple[str, str]]:
    reach = actor.scope(rules.KEEP) if actor.may(rules.KEEP) else None
    if reach is None or not (row.team_id in reach.team or reach.covers_place(row.place_code)):
        return []
    possible = set(FLOW.possible(row, actor))
    if row.record_id is not None:
        possible -= {"withdraw", "restore"}
    if row.level == rules.Level.COUNTY:
        possible.discard("hand_up")
    return [
        (label, reverse("six_ones:disputes.step", args=[row.pk, verb]))
        for verb, (_, _, label, _) in STEPS.items()
        if verb in possible
    ]


@page(needs=rules.KEEP)
def at_place(request: HttpRequest, code: str) -> HttpResponse:
    place = get_object_or_404(places_of(request.actor), code=code)
    form = forms.RegisterForm(request.POST or None, initial={"raised_on": request.actor.today})
    if form.is_valid() and form.do(disputes.register, place, by=request.actor):
        offer(request, disputes.register, form.outcome, text="登记了")
        return redirect("six_ones:disputes.one", pk=form.outcome)
    return render(request, "six_ones/disputes/pages/register.html", {"form": form, "place": place})


@page(needs=rules.KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, label, question = STEPS[verb]
    row = get_object_or_404(Dispute.objects.visible_to(request.actor, rules.KEEP).select_related("place"), pk=pk)
    form = form_class(request.POST or None, seen=row, initial={"on": request.actor.today})
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:disputes.one", pk=pk)
    context: dict[str, Any] = {"form": form, "row": row, "label": label, "question": question}
    return render(request, "six_ones/disputes/pages/step.html", context)
