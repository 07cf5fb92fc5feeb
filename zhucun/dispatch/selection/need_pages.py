"""What villages ask: the list, and one need, by whoever has to do something about it (screen P8)."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.rounds import needs as village_needs
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import VillageNeed
from zhucun.dispatch.rounds.rules import NeedState, State
from zhucun.dispatch.selection import lists
from zhucun.dispatch.selection.forms import NeedForm, ReasonForm, StudyForm, kinds_of
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.lib.skills import say_kinds
from zhucun.policy import in_force
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def needs(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk)
    rows = lists.needs_of(VillageNeed.objects.visible_to(request.actor).filter(round=round_))
    table = lists.needs_table().bind(request, rows)
    if round_.state == State.NEEDS and request.actor.may(rules.STUDY) and request.GET.get("view") == NeedState.RAISED:
        agree = reverse("dispatch:rounds.one.needs.agree", args=[pk])
        table.pick = {"action_url": agree, "name": "need", "label": "同意打勾的", "unit": "处"}
    context = {
        "heading": "村里要什么人",
        "question": f"{round_.title}：村里提，乡镇研究，县里定清单。{round_.need_due_on:%Y-%m-%d} 前。",
        "crumbs": crumbs_of(round_),
        "table": table,
    }
    return render(request, "dispatch/selection/pages/list.html", context)


@require_POST
@page(needs=rules.STUDY)
@transaction.atomic
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """The township agrees to those ticked; with more to say, one opens them singly."""
    round_ = round_of(request, pk, rules.STUDY)
    keys = [key for key in request.POST.getlist("need") if key.isdigit()]
    ticked = VillageNeed.objects.visible_to(request.actor, rules.STUDY).filter(round=round_, pk__in=keys)
    for row in ticked.filter(state=NeedState.RAISED).select_related("round").order_by("pk"):
        village_needs.study(row, view=rules.Opinion.AGREE, by=request.actor)
    return redirect(f"{reverse('dispatch:rounds.one.needs', args=[pk])}?view={NeedState.RAISED}")


def need_of(request: HttpRequest, pk: int, needs: str) -> VillageNeed:
    seen = VillageNeed.objects.visible_to(request.actor, needs).select_related("round", "place__parent", "team")
    return get_object_or_404(seen, pk=pk)


@page(needs=rules.SEE)
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """To raise it, to study it, or to read it: whichever of the three it waits for, and this actor may do."""
    row = need_of(request, pk, rules.SEE)
    is_open = row.round.state == State.NEEDS
    may_raise = is_open and _may(request, row, rules.RAISE) and row.state in (NeedState.AWAITED, NeedState.RAISED)
    may_study = is_open and _may(request, row, rules.STUDY) and row.state in (NeedState.RAISED, NeedState.STUDIED)
    raising = _raising(request, row) if may_raise else None
    studying = _studying(request, row) if may_study else None
    if request.method == "POST" and (done := _done(request, row, raising, studying)):
        return done
    context = {
        "need": row,
        "kinds": say_kinds(row.kinds),
        "form": studying if studying and studying.is_bound else raising,
        "raising": raising,
        "studying": studying,
        "may_give_back": may_study,
        "may_decide": is_open and request.actor.may(rules.MANAGE) and row.state != NeedState.AWAITED,
        "deciding": ActForm(seen=row),
    }
    return render(request, "dispatch/selection/pages/need.html", context)


def _may(request: HttpRequest, row: VillageNeed, needs: str) -> bool:
    return request.actor.may(needs) and request.actor.scope(needs).covers_place(row.place_code)


def _raising(request: HttpRequest, row: VillageNeed) -> NeedForm:
    given = request.POST if request.POST.get("what") == "raise" else None
    return NeedForm(
        given,
        seen=row,
        initial={"kinds": row.kinds, "note": row.note},
        choices=kinds_of(in_force.of(request.actor)),
        auto_id="raise_%s",
    )


def _studying(request: HttpRequest, row: VillageNeed) -> StudyForm:
    given = request.POST if request.POST.get("what") == "study" else None
    initial = {"view": row.township_view or rules.Opinion.AGREE, "opinion": row.opinion}
    return StudyForm(given, seen=row, initial=initial, auto_id="study_%s")


def _done(
    request: HttpRequest, row: VillageNeed, raising: NeedForm | None, studying: StudyForm | None
) -> HttpResponse | None:
    by = request.actor
    if raising and raising.is_valid() and raising.do(village_needs.raise_need, row, by=by):
        offer(request, village_needs.raise_need, row.pk, text=f"{row.place.name}的需求提了")
        return redirect("dispatch:rounds.need", pk=row.pk)
    if studying and studying.is_valid() and studying.do(village_needs.study, row, by=by):
        return redirect(_back(row))
    return None


def _back(row: VillageNeed) -> str:
    """To what else waits for the township."""
    return f"{reverse('dispatch:rounds.one.needs', args=[row.round_id])}?view={NeedState.RAISED}"


@page(needs=rules.STUDY)
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = need_of(request, pk, rules.STUDY)
    form = ReasonForm(request.POST or None, seen=row)
    form.fields["reason"].label = "退回做什么"
    if form.is_valid() and form.do(village_needs.give_back, row, by=request.actor):
        return redirect(_back(row))
    context = {
        "form": form,
        "heading": f"把{row.place.name}的需求退回村里",
        "question": "村里选过的留在表里，改了再提。",
        "crumbs": [*crumbs_of(row.round), (reverse("dispatch:rounds.need", args=[pk]), row.place.name)],
        "submit_label": "退回村里",
        "cancel_url": reverse("dispatch:rounds.need", args=[pk]),
        "cancel_label": "先不退",
    }
    return render(request, "web/pages/form.html", context)


@require_POST
@page(needs=rules.MANAGE)
def decide(request: HttpRequest, pk: int, listed: str) -> HttpResponse:
    row = need_of(request, pk, rules.MANAGE)
    press(request, village_needs.decide, row, listed=listed == "yes")
    return redirect("dispatch:rounds.need", pk=pk)
