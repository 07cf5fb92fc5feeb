"""How many each unit is asked for; and one unit's page: whom do we send (screen P9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.rounds import nominating, rules
from zhucun.dispatch.rounds import quotas as unit_quotas
from zhucun.dispatch.rounds.models import UnitQuota
from zhucun.dispatch.rounds.reading import openings
from zhucun.dispatch.rounds.rules import QuotaState, State
from zhucun.dispatch.selection import lists
from zhucun.dispatch.selection.choosing import choice_for
from zhucun.dispatch.selection.forms import CountForm, QuotaForm
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.policy import in_force
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

MAY_CHANGE = (State.NEEDS, State.NOMINATING, State.CHECKING)


@page(needs=rules.SEE)
def quotas(request: HttpRequest, pk: int) -> HttpResponse:
    round_, actor = round_of(request, pk), request.actor
    seen = UnitQuota.objects.visible_to(actor).filter(round=round_)
    may_change = actor.may(rules.MANAGE) and round_.state in MAY_CHANGE
    seats = len(openings(round_, in_force.of(actor), actor.today)) if may_change else None
    states = list(seen.values_list("state", "count"))
    context = {
        "round": round_,
        "crumbs": crumbs_of(round_),
        "table": lists.quotas_table().bind(request, lists.quotas_of(seen)),
        "may_change": may_change,
        "unsent": sum(state == QuotaState.DRAFT for state, _ in states) if may_change else 0,
        "may_issue": round_.state in (State.NOMINATING, State.CHECKING),
        "seats": seats,
        "asked": sum(count for _, count in states),
        "over": _over(seats, sum(count for _, count in states)),
        "press": ActForm(seen=round_),
    }
    return render(request, "dispatch/selection/pages/quotas.html", context)


def _over(seats: int | None, asked: int) -> str:
    if seats is None or asked <= seats:
        return ""
    return (
        f"分出去的名额比要补的多 {asked - seats} 个：要补 {seats} 个，已分 {asked} 个。多推荐的人会没有位子，先减几个。"
    )


@require_POST
@page(needs=rules.MANAGE)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, unit_quotas.draft_quotas, round_of(request, pk, rules.MANAGE))
    return redirect("dispatch:rounds.one.quotas", pk=pk)


@page(needs=rules.MANAGE)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    form = QuotaForm(request.POST or None, seen=round_)
    form.fields["unit"].offer_to(request.actor)
    if form.is_valid() and form.do(unit_quotas.set_quota, round_, by=request.actor):
        return redirect("dispatch:rounds.one.quotas", pk=pk)
    back = reverse("dispatch:rounds.one.quotas", args=[pk])
    context = {
        "form": form,
        "heading": "给一个单位名额",
        "question": "已经有名额的单位，改成新的数。",
        "crumbs": [*crumbs_of(round_), (back, "单位名额")],
        "submit_label": "定名额",
        "cancel_url": back,
        "cancel_label": "先不定",
    }
    return render(request, "web/pages/form.html", context)


def quota_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> UnitQuota:
    seen = UnitQuota.objects.visible_to(request.actor, needs).with_named().select_related("round", "unit")
    return get_object_or_404(seen, pk=pk)


def to_quota(pk: int) -> HttpResponse:
    return redirect("dispatch:rounds.quota", pk=pk)


@page(needs=rules.NOMINATE)
def quota(request: HttpRequest, pk: int) -> HttpResponse:
    """Quota left, who is named, who passes, and why others do not."""
    row, actor = quota_of(request, pk, rules.NOMINATE), request.actor
    takes = row.round.state in nominating.TAKES_NAMES and row.state != QuotaState.DRAFT
    left = max(row.count - row.named, 0)
    choice = choice_for(row, actor)
    context = {
        "quota": row,
        "left": left,
        "choice": choice,
        "may_name": takes and left > 0,
        "may_change": takes,
        "may_reply": takes and row.state == QuotaState.SENT,
        "replying": ActForm(seen=row),
        "is_office": actor.may(rules.MANAGE),
        "may_issue": row.state == QuotaState.DRAFT and row.round.state in nominating.TAKES_NAMES,
        "may_count": row.round.state in MAY_CHANGE,
        "removing": ActForm(seen=row),
    }
    return render(request, "dispatch/selection/pages/quota.html", context)


@page(needs=rules.MANAGE)
def count(request: HttpRequest, pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.MANAGE)
    form = CountForm(request.POST or None, initial={"count": row.count})
    told = {"unit": row.unit, "count": form.cleaned_data["count"]} if form.is_valid() else {}
    if told and form.do(unit_quotas.set_quota, row.round, by=request.actor, told=told):
        return to_quota(pk)
    back = reverse("dispatch:rounds.quota", args=[pk])
    context = {
        "form": form,
        "heading": f"改{row.unit}的名额",
        "question": f"现在 {row.count} 人，已经推荐 {row.named} 人。",
        "crumbs": [*crumbs_of(row.round), (back, row.unit.name)],
        "submit_label": "改名额",
        "cancel_url": back,
    }
    return render(request, "web/pages/form.html", context)


@require_POST
@page(needs=rules.MANAGE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.MANAGE)
    press(request, unit_quotas.withdraw_quota, row)
    return redirect("dispatch:rounds.one.quotas", pk=row.round_id)


@require_POST
@page(needs=rules.NOMINATE)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.NOMINATE)
    press(request, nominating.reply, row)
    offer(request, nominating.reply, pk, text="人选报齐了，县驻村办看得到")
    return to_quota(pk)
