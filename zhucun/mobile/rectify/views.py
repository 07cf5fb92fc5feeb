"""What a team, unit or township has to put right, on the phone: the list, one item, its reply, its signature."""

from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.mobile.own import crew_of
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import State
from zhucun.oversight.tracking import reading, words
from zhucun.oversight.tracking.forms import CheckForm, ReplyForm
from zhucun.oversight.tracking.item_pages import ASKED, PRESSES, checked, item_of, replied
from zhucun.web.forms import ActForm, press

MOST = 50


def _home(request: HttpRequest) -> str:
    return reverse("mobile:today" if crew_of(request.actor) else "mobile:todo")


@phone_page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """What is open first."""
    actor = request.actor
    rows = RectificationItem.objects.visible_to(actor).standing().select_related("letter").with_repeats()
    found = rows.order_by(F("closed_on").desc(nulls_first=True), "due_on", "pk")[:MOST]
    context = {"lines": [(item, words.mark_of(item, actor.today)) for item in found], "back_url": _home(request)}
    return shown(request, "mobile/rectify/pages/list.html", context)


@phone_page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _item(request, item_of(request, pk))


def _item(request: HttpRequest, item: RectificationItem, form: ReplyForm | None = None) -> HttpResponse:
    may = reading.may(item, request.actor)
    if form is None and may.answers and item.state in (State.ISSUED, State.OPEN):
        form = ReplyForm(seen=item, is_office=may.answers == "office")
    steps = reading.steps_shown(item)
    context = {
        "item": item,
        "mark": words.mark_of(item, request.actor.today),
        "history": steps,
        "reply": reading.latest_reply(steps),
        "form": form,
        "may_check": may.checks and item.state == State.SIGNED and not may.own_reply,
        "may_sign": may.signs and item.state == State.REPLIED and not may.own_reply,
        "others": [(verb, ASKED[verb][2]) for verb in may.asked(item) if verb in ("dispute", "ask_longer")],
        "may_accept": "accept" in may.presses(item),
        "pressing": ActForm(seen=item),
        "back_url": reverse("mobile:rectify"),
    }
    return shown(request, "mobile/rectify/pages/item.html", context)


@require_POST
@phone_page(needs=rules.REPLY)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.REPLY)
    is_office = items.answers_for(item, request.actor) == "office"
    form = ReplyForm(request.POST, request.FILES, seen=item, is_office=is_office)
    if replied(request, form, item):
        return redirect("mobile:rectify.item", pk=pk)
    return _item(request, item, form)


@phone_page(needs=rules.CHECK)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """复核, standing before it: 现场看过 is what is ticked."""
    item = item_of(request, pk, rules.CHECK)
    form = CheckForm(request.POST or None, seen=item, initial={"outcome": "onsite"})
    if form.is_valid() and checked(request, form, item):
        return redirect("mobile:rectify.item", pk=pk)
    context = {
        "item": item,
        "form": form,
        "label": "复核",
        "submit": "存下",
        "reply": reading.latest_reply(reading.steps_shown(item)),
        "before": reading.before(item, request.actor),
        "back_url": reverse("mobile:rectify.item", args=[pk]),
    }
    return shown(request, "mobile/rectify/pages/step.html", context)


@require_POST
@phone_page(needs=rules.SEE)
def pressed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """签收, 属实，签; the act knows who may."""
    if verb not in ("accept", "sign"):
        raise Http404
    press(request, PRESSES[verb][0], item_of(request, pk))
    return redirect("mobile:rectify.item", pk=pk)


@phone_page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """有异议, 申请延期, 退回: with a sentence why."""
    if verb not in ("dispute", "ask_longer", "send_back"):
        raise Http404
    act, kind, _, label = ASKED[verb]
    request.actor.must(act.needs)
    item = item_of(request, pk, act.needs)
    form: Any = kind(request.POST or None, seen=item)
    if form.is_valid() and form.do(act, item, by=request.actor):
        return redirect("mobile:rectify.item", pk=pk)
    back = reverse("mobile:rectify.item", args=[pk])
    context = {"item": item, "form": form, "label": label, "back_url": back}
    return shown(request, "mobile/rectify/pages/step.html", context)
