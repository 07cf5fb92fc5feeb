"""参训的人: the list, one entered, corrected, taken off."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.training.participants import acts as participants
from zhucun.training.participants.forms import ParticipantForm
from zhucun.training.participants.lists import participants_for, participants_table
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import KEEP, SEE
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer

LIST = "training:participants"


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = participants_table(request).bind(request, participants_for(request))
    context = {"table": table, "may_keep": request.actor.may(KEEP)}
    return render(request, "training/participants/pages/list.html", context)


def _places(request: HttpRequest) -> QuerySet[Place]:
    reach = Place.objects.visible_to(request.actor, KEEP).filter(until__isnull=True)
    return reach.filter(kind__in=("township", *SERVED)).select_related("parent__parent").order_by("code")


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    form = ParticipantForm(request.POST or None, places=_places(request), initial={"kind": "village_committee"})
    if form.is_valid() and form.do(participants.add, form.cleaned_data["place"], by=request.actor):
        offer(request, participants.add, form.outcome or 0, text="登记了")
        return redirect(LIST)
    words = {
        "heading": "登记参训的人",
        "question": "村“两委”干部等没有账号的人，登记一次，以后从名单里点。",
        "submit_label": "登记",
    }
    crumbs = [(reverse(LIST), "参训的人")]
    return render(
        request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": reverse(LIST), **words}
    )


def _one(request: HttpRequest, pk: int) -> Participant:
    return get_object_or_404(Participant.objects.visible_to(request.actor, KEEP).select_related("place"), pk=pk)


@page(needs=KEEP)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = _one(request, pk)
    now = {name: getattr(row, name) for name in ("name", "kind", "duty", "told_apart_by")}
    form = ParticipantForm(request.POST or None, seen=row, initial=now)
    if form.is_valid() and form.do(participants.correct, row, by=request.actor):
        return redirect(LIST)
    sessions = row.attendances.select_related("session").order_by("-session__since")
    leaving = ActForm(seen=row, auto_id="leave_%s") if row.until is None else None
    context = {"row": row, "form": form, "leaving": leaving, "sessions": sessions, "history": history_of(row)}
    return render(request, "training/participants/pages/one.html", context)


@require_POST
@page(needs=KEEP)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, participants.leave, _one(request, pk))
    return redirect(LIST)
