"""整改交办: the board, and the ledger of every item that was issued (screen G4)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.oversight.rectification import beside, rules
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.tracking import lists
from zhucun.oversight.tracking.board import besides, board_of, next_number
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=rules.SEE)
def board(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    shown = board_of(actor, request.GET.get("issue", ""))
    context = {
        "board": shown,
        "besides": besides(actor),
        "is_all": shown.here is None,
        "next_number": next_number(shown.lines, shown.in_hand, actor.today.year),
        "may_write": actor.may(rules.WRITE),
        "may_remind": actor.may(rules.CHECK),
        "pressing": ActForm(),
    }
    return render(request, "oversight/tracking/pages/board.html", context)


@page(needs=rules.SEE)
def ledger(request: HttpRequest) -> HttpResponse:
    """R-DOC-07."""
    rows = RectificationItem.objects.visible_to(request.actor).standing().with_repeats().in_order_of_places()
    table = lists.ledger_table(request.actor).bind(request, rows.select_related("letter__issue", "team"))
    return render(request, "oversight/tracking/pages/ledger.html", {"table": table})


@require_POST
@page(needs=rules.CHECK)
def remind_overdue(request: HttpRequest) -> HttpResponse:
    """催办逾期 n 项: those not reminded today."""
    actor = request.actor
    rows = RectificationItem.objects.visible_to(actor, rules.CHECK).overdue(actor.today)
    calls = [Told(row, {}) for row in rows.exclude(reminded_on=actor.today)]
    if not calls:
        raise Refused("逾期的今天都催过了。")
    done: Any = ActForm(request.POST)
    done.full_clean()
    done.tries(lambda: len(beside.remind.many(calls, by=actor)))
    return redirect("oversight:rectification")
