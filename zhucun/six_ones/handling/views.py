"""S2 实事台账, and one matter from raised to rated."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.periods import year_of
from zhucun.six_ones.handling import lists
from zhucun.six_ones.handling.registering import places_of
from zhucun.six_ones.handling.step_pages import LABELS
from zhucun.six_ones.matters import rules, writing
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import FLOW, UNDER_WAY, State
from zhucun.web.figures import address
from zhucun.web.page import page

MAIN = ("finish", "recheck", "restore")
SUMS = ("matters_solved", "matters_open", "matters_late", "matters_handed_up", "matters_satisfied")


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(UrgentMatter.objects.visible_to(request.actor), request.actor.today)
    table = lists.matters_table(request).bind(request, rows)
    context = {
        "table": table,
        "sums": sums_of(request.actor),
        "year": request.actor.today.year,
        "may_register": bool(request.actor.may(rules.KEEP) and places_of(request.actor).exists()),
    }
    return render(request, "six_ones/handling/pages/list.html", context)


def sums_of(actor: Actor) -> dict[str, dict[str, Any]]:
    """Of this year so far, for the territory one has; a team or a unit has its list alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {}
    span = year_of(actor.today)
    question = Question(actor, reach[0], actor.today, since=span.since)
    found = ask_many([f"six_ones.{name}" for name in SUMS], question)
    return {
        name: {"value": found[f"six_ones.{name}"].value, "url": address(f"six_ones.{name}", question)} for name in SUMS
    }


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    seen = UrgentMatter.objects.visible_to(request.actor)
    row = get_object_or_404(seen.select_related(*UrgentMatter.NAMED_WITH, "record"), pk=pk)
    today = request.actor.today
    verbs = verbs_for(row, request.actor)
    addresses = {verb: (label, reverse("six_ones:matters.step", args=[pk, verb])) for verb, label in LABELS.items()}
    context = {
        "row": row,
        "stage": lists.stage_of(row, today),
        "field": lists.field_names(request).get(row.field, row.field),
        "steps": row.steps.order_by("happened_on", "pk"),
        "rechecks": row.rechecks.order_by("checked_on", "pk"),
        "days": row.days_open(today),
        "is_under_way": row.state in UNDER_WAY,
        "main": next((addresses[verb] for verb in MAIN if verb in verbs), None),
        "buttons": [shown for verb, shown in addresses.items() if verb in verbs and verb not in MAIN],
        "sees_place": request.actor.may("place.see"),
        "sees_home": request.actor.may("household.see"),
        "sees_record": row.record is not None and request.actor.may("record.see"),
    }
    return render(request, "six_ones/handling/pages/one.html", context)


def verbs_for(row: UrgentMatter, actor: Actor) -> set[str]:
    """What this person could do about it now."""
    found: set[str] = set()
    if actor.may(rules.KEEP):
        is_home, has_it = writing.is_at_home(row, actor), writing.has_it_in_hand(row, actor)
        possible = set(FLOW.possible(row, actor))
        found |= possible & {"finish", "hand_up", "cannot"} if has_it else set()
        found |= possible & {"hand_back", "reopen"} if is_home or has_it else set()
        found |= {"promise", "work"} if has_it and row.state in UNDER_WAY else set()
        found |= {"rate"} if is_home and row.state == State.DONE and not row.rating else set()
        found |= {"correct"} if is_home and row.state != State.WITHDRAWN else set()
        found |= possible & {"withdraw", "restore"} if is_home and row.record_id is None else set()
    if _may_recheck(row, actor):
        found.add("recheck")
    return found


def _may_recheck(row: UrgentMatter, actor: Actor) -> bool:
    if row.recheck_on is None or row.recheck_on > actor.today or row.state != State.DONE:
        return False
    return actor.may(rules.RECHECK) and actor.scope(rules.RECHECK).covers_place(row.place_code)
