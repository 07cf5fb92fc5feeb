"""交接: the list, one handover with its items and signatures, the paper, a batch's progress (screen P11)."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.acts.trail import SentAct
from zhucun.dispatch.handover import acts as handovers
from zhucun.dispatch.handover import rules
from zhucun.dispatch.handover.forms import ItemForm, PaperForm
from zhucun.dispatch.handover.lists import handovers_table, rows_for, state_of
from zhucun.dispatch.handover.models import Handover, HandoverItem
from zhucun.dispatch.handover.progress import Batch, progress
from zhucun.dispatch.handover.reading import HandoverPage
from zhucun.dispatch.handover.rules import SEE, Side
from zhucun.dispatch.roster.team_list import Offered
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_LINES = 60


@page(needs=SEE)
def handovers_list(request: HttpRequest) -> HttpResponse:
    table = handovers_table(request.actor.today, Offered(request.actor)).bind(request, rows_for(request))
    if table.view and table.view.name == Side.TOWNSHIP and request.actor.may(rules.LEAD):
        table.pick = {
            "action_url": reverse("dispatch:handovers.sign"),
            "name": "handover",
            "label": "代表乡镇签打勾的",
            "unit": "件",
            "hidden": [("sent", uuid.uuid4())],
        }
    is_of_a_territory = bool(request.actor.scope(SEE).place)
    context = {"table": table, "is_of_a_territory": is_of_a_territory}
    return render(request, "dispatch/handover/pages/list.html", context)


@page(needs=SEE)
def batch(request: HttpRequest) -> HttpResponse:
    chosen = Batch.asked(request)
    context = {"batch": chosen, **progress(request, chosen)}
    return render(request, "dispatch/handover/pages/progress.html", context)


def handover_of(request: HttpRequest, pk: int, needs: str = SEE) -> Handover:
    seen = Handover.objects.visible_to(request.actor, needs).with_people().with_standing()
    return get_object_or_404(seen, pk=pk)


@page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = handover_of(request, pk)
    shown = HandoverPage(row, request.actor)
    context = {"row": row, "shown": shown, "state": state_of(row, request.actor.today), "pressing": ActForm(seen=row)}
    return render(request, "dispatch/handover/pages/one.html", context)


@page(needs=SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """交接清单 (R-DOC-12), with blanks for wet signatures."""
    row = handover_of(request, pk)
    return render(
        request, "dispatch/handover/pages/paper.html", {"row": row, "shown": HandoverPage(row, request.actor)}
    )


@page(needs=SEE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    row = handover_of(request, pk)
    names = {item: item.sentence for item in row.items.all()}
    lines = whole_history([row, *names], names=names, most=MOST_LINES)
    return render(request, "dispatch/handover/pages/history.html", {"row": row, "history": lines})


@require_POST
@page(needs=rules.HAND)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item_of(request, pk)
    form = ItemForm(request.POST)
    if not form.is_valid():
        raise Refused("交接情况最多 120 个字。")
    if form.do(handovers.settle, item, by=request.actor):
        offer(request, handovers.settle, item.pk, text="清点了")
    else:
        messages.error(request, form.errors.get("__all__", [next(iter(form.errors.values()))[0]])[0])
    return _to_one(item.handover_id, f"item-{item.pk}")


@require_POST
@page(needs=rules.HAND)
def unsettle(request: HttpRequest, pk: int) -> HttpResponse:
    item = _item_of(request, pk)
    press(request, handovers.unsettle, item)
    return _to_one(item.handover_id, f"item-{item.pk}")


def _item_of(request: HttpRequest, pk: int) -> HandoverItem:
    return get_object_or_404(HandoverItem.objects.visible_to(request.actor, rules.HAND), pk=pk)


def _to_one(pk: int, part: str = "") -> HttpResponse:
    address = reverse("dispatch:handovers.one", args=[pk])
    return redirect(f"{address}#{part}" if part else address)


@require_POST
@page(needs=rules.HAND)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    row = handover_of(request, pk, rules.HAND)
    press(request, handovers.sign, row)
    side = rules.side_of(
        {request.actor.person_id}, leaving=row.leaving.cadre.person_id, incoming=row.incoming.cadre.person_id
    )
    offer(request, handovers.sign, pk, text="签了", side=side.value)
    return _to_one(pk)


@require_POST
@page(needs=rules.LEAD)
def lead(request: HttpRequest, pk: int) -> HttpResponse:
    row = handover_of(request, pk, rules.LEAD)
    press(request, handovers.lead, row)
    offer(request, handovers.lead, pk, text="代表乡镇签了", side=Side.TOWNSHIP.value)
    return _to_one(pk)


@require_POST
@page(needs=rules.HAND)
def take_back(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    row = handover_of(request, pk, rules.HAND)
    press(request, handovers.take_back, row, side=side)
    return _to_one(pk)


@page(needs=rules.ENTER_PAPER)
def enter_paper(request: HttpRequest, pk: int) -> HttpResponse:
    row = handover_of(request, pk, rules.ENTER_PAPER)
    if not row.standing.waits_for:
        raise Refused("三方都签过了，不用再录。")
    initial = {"signed_on": request.actor.today, "sides": [Side.LEAVING.value, Side.INCOMING.value]}
    form = PaperForm(request.POST or None, open_sides=row.standing.waits_for, seen=row, initial=initial)
    if form.is_valid() and form.do(handovers.enter_paper, row, by=request.actor):
        messages.success(request, "纸质签字录上了，写的是你代录。")
        return _to_one(pk)
    context = {"row": row, "form": form, "unsettled": row.standing.unsettled}
    return render(request, "dispatch/handover/pages/on_paper.html", context)


@require_POST
@page(needs=rules.LEAD)
def sign_several(request: HttpRequest) -> HttpResponse:
    """All that are ticked, or none: who is refused is named."""
    ticked = [key for key in request.POST.getlist("handover") if key.isdecimal()]
    rows = list(Handover.objects.visible_to(request.actor, rules.LEAD).with_people().filter(pk__in=ticked))
    if not rows:
        raise Refused("先勾上要签的。")
    try:
        _lead_once(request, rows)
    except SomeRefused as refusal:
        raise Refused(_which(rows, refusal)) from None
    messages.success(request, f"代表乡镇签了 {len(rows)} 件。")
    return redirect(f"{reverse('dispatch:handovers')}?view=township")


def _which(rows: list[Handover], refusal: SomeRefused) -> str:
    told = [f"{rows[index].team.name}：{one.sentence}" for index, one in refusal.lines]
    return f"一件都没签。{'；'.join(told)}"


def _lead_once(request: HttpRequest, rows: list[Handover]) -> None:
    form = ActForm(request.POST)
    form.full_clean()
    sent: Any = form.cleaned_data.get("sent") or uuid.uuid4()
    try:
        with transaction.atomic():
            SentAct.objects.create(
                id=sent, account_id=request.actor.account_id, at=timezone.now(), verb=handovers.lead.verb
            )
            handovers.lead.many([Told(row, {}) for row in rows], by=request.actor)
    except IntegrityError:
        raise Refused("这一批已经签过了。刷新后再看。") from None
