"""The village's word on a month: people whose lines wait for it, each with their days."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.once import carry_out
from zhucun.mobile.month.views import weeks_of
from zhucun.mobile.phone import phone_page, shown
from zhucun.mobile.words import totals_in_words
from zhucun.oversight.attendance import monthly, reading, rules
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State, month_in_words
from zhucun.oversight.attendance.terms import terms_for
from zhucun.web.forms import ActForm

BEFORE_CONFIRMING = (State.OPEN, State.STATED)


def lines_before(actor: Actor) -> list[MonthLine]:
    """Those the village has not confirmed: of the earliest such month, to be settled first."""
    waiting = MonthLine.objects.visible_to(actor, rules.CONFIRM).filter(state__in=BEFORE_CONFIRMING)
    lines = list(waiting.select_related("cadre__person").order_by("month", "place_code", "cadre__person__name_key"))
    return [line for line in lines if line.month == lines[0].month]


@phone_page(needs=rules.CONFIRM)
def village(request: HttpRequest) -> HttpResponse:
    actor, lines = request.actor, lines_before(request.actor)
    stated = [line for line in lines if line.state == State.STATED]
    context = {
        "month_words": month_in_words(lines[0].month) if lines else "",
        "people": _drawn(stated, actor),
        "still_open": [line.cadre.person.name for line in lines if line.state == State.OPEN],
        "press": ActForm(),
    }
    return shown(request, "mobile/village/pages/village.html", context)


def _drawn(lines: Sequence[MonthLine], actor: Actor) -> list[dict[str, Any]]:
    """Each line with its days: three queries for all of them."""
    if not lines:
        return []
    terms = terms_for(actor, lines[0].place_code, lines[0].first_day)
    months = reading.month_of([line.posting_id for line in lines], lines[0].first_day, terms)
    return [
        {
            "line": line,
            "weeks": weeks_of(months[line.posting_id], actor.today),
            "totals": totals_in_words(months[line.posting_id], actor.today),
            "asks": months[line.posting_id].asks,
            "asked_note": months[line.posting_id].asked_in_words(actor.today),
        }
        for line in lines
    ]


@require_POST
@phone_page(needs=rules.CONFIRM)
def all_right(request: HttpRequest) -> HttpResponse:
    """都对: all that were on the page, those with a day said otherwise among them, which the township settles."""
    form = ActForm(request.POST)
    form.full_clean()
    sent = form.cleaned_data.get("sent") or uuid.uuid4()
    shown_keys = [int(key) for key in request.POST.getlist("lines") if key.isdigit()]
    found = MonthLine.objects.visible_to(request.actor, rules.CONFIRM).filter(pk__in=shown_keys)
    lines = list(found.order_by("pk"))
    with transaction.atomic():
        for line in lines:
            carry_out(monthly.confirm, line, sent=uuid.uuid5(sent, str(line.pk)), by=request.actor)
    if lines:
        messages.success(request, f"核对好了：{month_in_words(lines[0].month)}，{len(lines)} 人。现在等乡镇核定。")
    return redirect("mobile:village")
