"""What follows from grades and events: the list, one of them, opening those ticked, setting one aside."""

from collections import defaultdict
from collections.abc import Sequence

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences import rules
from zhucun.oversight.consequences.forms import SetAsideForm
from zhucun.oversight.consequences.lists import consequences_table, rows_for, words_of
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.openers import opener_of, page_to_open
from zhucun.oversight.consequences.rules import State
from zhucun.policy import in_force as policy
from zhucun.policy.consequence_values import OVERDUE, Follows, overdue_by
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page

LIST = "oversight:consequences"


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = consequences_table(actor.today, Offered(actor)).bind(request, rows_for(request))
    if actor.may(rules.DECIDE) and table.view and table.view.name == "proposed":
        address = reverse("oversight:consequences.open_ticked")
        table.pick = {"action_url": address, "name": "row", "label": "办打勾的", "unit": "件"}
    profile = policy.of(actor)
    says = _says_of(profile.consequences.table, profile.rectification.second_level_days)
    context = {"table": table, "table_says": says}
    return render(request, "oversight/consequences/pages/list.html", context)


def _says_of(lines: Sequence[Follows], late_days: int) -> list[str]:
    """Each event once, with all that it opens; of what is overdue, after how many days."""
    opens: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        opens[line.event].append(line.what)
    said = {**rules.EVENTS, OVERDUE: overdue_by(late_days)}
    return [f"{said[event]} → {'；'.join(what)}" for event, what in opens.items()]


def row_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> Consequence:
    seen = Consequence.objects.visible_to(request.actor, needs)
    named = ("posting__cadre__person", "posting__team", "posting__sending_unit", "team", "unit")
    return get_object_or_404(seen.select_related(*named), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = row_of(request, pk), request.actor
    context = {
        "row": row,
        "stage": words_of(row, actor.today),
        "may_decide": actor.may(rules.DECIDE) and row.state == State.PROPOSED,
        "page_to_open": page_to_open(row),
        "opened_url": _where(row),
        "pressing": ActForm(seen=row),
        "history": history_of(row),
    }
    return render(request, "oversight/consequences/pages/one.html", context)


def _where(row: Consequence) -> str:
    """The page of what was opened, where its rows have one."""
    opened = (
        apps.get_model(row.opened_kind)._base_manager.filter(pk=row.opened_key).first() if row.opened_kind else None
    )
    return getattr(opened, "page_url", "")


@require_POST
@page(needs=rules.DECIDE)
def open_one(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, consequences.open_it, row_of(request, pk, rules.DECIDE))
    messages.success(request, "定了，通知发出去了。")
    return redirect("oversight:consequences.one", pk=pk)


@require_POST
@page(needs=rules.DECIDE)
def open_ticked(request: HttpRequest) -> HttpResponse:
    """First with who was ticked, then for good."""
    ticked = [int(one) for one in request.POST.getlist("row") if one.isdigit()]
    found = rows_for(request).proposed().filter(pk__in=ticked)
    chosen = [row for row in found if opener_of(row.opens)]
    form = ActForm(request.POST if request.POST.get("sure") else None)
    if not chosen:
        messages.warning(request, "先打勾，再办；召回到它自己的页面上提。")
        return redirect(LIST)
    calls = [Told(row) for row in chosen]
    if form.is_valid() and form.tries(lambda: len(consequences.open_it.many(calls, by=request.actor))):
        messages.success(request, f"定了 {len(chosen)} 件，通知发出去了。")
        return redirect(LIST)
    left = len(found) - len(chosen)
    elsewhere = f"另有 {left} 件召回，要一件一件到召回的页面上提。" if left else ""
    context = {"chosen": chosen, "elsewhere": elsewhere, "form": form, "back": reverse(LIST)}
    return render(request, "oversight/consequences/pages/open.html", context)


@page(needs=rules.DECIDE)
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk, rules.DECIDE)
    form = SetAsideForm(request.POST or None, seen=row)
    here = reverse("oversight:consequences.one", args=[pk])
    if form.is_valid() and form.do(consequences.set_aside, row, by=request.actor):
        return redirect(here)
    words = {
        "heading": f"不办：{row.whom}",
        "question": f"{row.get_event_display()}，按后果表要{row.get_opens_display()}。",
        "submit_label": "不办",
        "cancel_url": here,
        "cancel_label": "再想想",
        "danger": True,
    }
    crumbs = [(reverse(LIST), "考核、督查的后果"), (here, row.whom)]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, **words})
