"""S6 防返贫监测: clues with the township's tick, households of the national system's sheet, one of each."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.lib.figure import Question, ask_many
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE as SEE_RECORDS
from zhucun.six_ones.monitoring import lists, rules
from zhucun.six_ones.monitoring.looking import note_look
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.reporting import STEPS, places_of
from zhucun.six_ones.monitoring.rules import FLOW
from zhucun.six_ones.monitoring.sheets import MONITORED_KIND
from zhucun.web.figures import address
from zhucun.web.page import page

SUMS = (
    *("monitored_households", "monitored_people", "monitored_changed", "monitored_people_changed"),
    *("clues_reported", "clues_entered", "clues_open"),
)
VISITS_SHOWN = 20


@page(needs=rules.SEE)
def clues(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(MonitoringClue.objects.visible_to(request.actor), request.actor.today)
    context = {
        "table": lists.clues_table(request).bind(request, rows),
        "may_report": bool(request.actor.may(rules.REPORT) and places_of(request.actor).exists()),
        **_around(request.actor),
    }
    return render(request, "six_ones/monitoring/pages/clues.html", context)


@page(needs=rules.SEE)
def households(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(MonitoredHousehold.objects.visible_to(request.actor), request.actor.today)
    context = {
        "table": lists.households_table(request).bind(request, rows),
        "may_import": request.actor.may(rules.IMPORT),
        "latest": _latest_sheet(request.actor),
        "kind": MONITORED_KIND.key,
        **_around(request.actor),
    }
    return render(request, "six_ones/monitoring/pages/households.html", context)


def _latest_sheet(actor: Actor) -> Any:
    files = OpeningFile.objects.filter(county_code=actor.county_code, kind=MONITORED_KIND.key)
    return files.order_by("-imported_at", "-pk").values_list("imported_at", flat=True).first()


def _around(actor: Actor) -> dict[str, Any]:
    """The month so far, for the territory one has; a team has its list alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {"sums": {}}
    question = Question(actor, reach[0], actor.today, since=actor.today.replace(day=1))
    found = ask_many([f"six_ones.{name}" for name in SUMS], question)
    sums = {
        name: {"value": found[f"six_ones.{name}"].value, "url": address(f"six_ones.{name}", question)} for name in SUMS
    }
    return {"sums": sums}


@page(needs=rules.SEE)
def clue(request: HttpRequest, pk: int) -> HttpResponse:
    seen = MonitoringClue.objects.visible_to(request.actor)
    row = get_object_or_404(seen.select_related(*MonitoringClue.NAMED_WITH, "record", "monitored"), pk=pk)
    note_look(row, request.actor)
    today = request.actor.today
    context = {
        "row": row,
        "stage": lists.clue_stage(row, today),
        "note": lists.clue_note(row, today),
        "is_open": lists.is_open(row),
        "buttons": _buttons(row, request.actor),
    }
    return render(request, "six_ones/monitoring/pages/clue.html", context)


def _buttons(row: MonitoringClue, actor: Actor) -> list[tuple[str, str]]:
    answers = actor.may(rules.ANSWER) and actor.scope(rules.ANSWER).covers_place(row.place_code)
    home = actor.scope(rules.REPORT) if actor.may(rules.REPORT) else None
    is_home = home is not None and (row.team_id in home.team or home.covers_place(row.place_code))
    allowed = {"enter", "not_needed", "reopen"} if answers and not row.result else set()
    allowed |= {"withdraw", "restore"} if is_home and row.record_id is None else set()
    possible = allowed & set(FLOW.possible(row, actor))
    return [
        (label, reverse("six_ones:monitoring.step", args=[row.pk, verb]))
        for verb, (_, _, label, _) in STEPS.items()
        if verb in possible
    ]


@page(needs=rules.SEE)
def household(request: HttpRequest, pk: int) -> HttpResponse:
    seen = MonitoredHousehold.objects.visible_to(request.actor)
    row = get_object_or_404(seen.select_related(*MonitoredHousehold.NAMED_WITH), pk=pk)
    note_look(row, request.actor)
    numbers = policy.of(request.actor).monitoring
    context = {
        "row": row,
        "stage": lists.household_stage(row, request.actor.today),
        "kind": rules.label_of(row.kind, numbers.classes),
        "risk": lists.risk_of(row, numbers),
        "visits": _visits(row, request.actor),
        "clues": row.clues.order_by("-reported_on", "-pk"),
        "earlier": seen.filter(county_code=row.county_code, code=row.code).exclude(pk=pk).order_by("-entered_on"),
        "may_note": request.actor.may("record.write") and row.removed_on is None,
    }
    return render(request, "six_ones/monitoring/pages/household.html", context)


def _visits(row: MonitoredHousehold, actor: Actor) -> list[WorkRecord]:
    """What was noted of the household, by whoever may read it: visits first told, the newest first."""
    if row.household_id is None or not actor.may(SEE_RECORDS):
        return []
    notes = WorkRecord.objects.visible_to(actor).standing().filter(households=row.household_id, kind="visit")
    return list(notes.select_related("posting__cadre__person").order_by("-happened_on", "-pk")[:VISITS_SHOWN])
