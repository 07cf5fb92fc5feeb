"""S3 产业项目, and one project from planned to finished."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.amounts import shown_fen, shown_wan
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.periods import year_of
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.six_ones.developing import lists
from zhucun.six_ones.developing.money_lists import lines_listed, money_table
from zhucun.six_ones.developing.step_pages import LABELS, verbs_for
from zhucun.six_ones.industries import rules, writing
from zhucun.six_ones.industries.models import IndustryProject, ProjectStep
from zhucun.six_ones.industries.rules import VERBS, State, shown_mu
from zhucun.six_ones.own_places import has_own_places
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import RECORD, Kind
from zhucun.web.figures import address
from zhucun.web.page import page

MAIN = ("advance", "resume", "restore")
SUMS = ("projects_planned", "projects_finished", "projects_started", "projects_not_started", "projects_late")
MONEY = tuple(f"project_money_{kind}" for kind in Kind.values)
SHOWN_HOUSEHOLDS = 60


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(IndustryProject.objects.visible_to(request.actor), request.actor.today)
    context = {
        "table": lists.projects_table(request).bind(request, rows),
        "sums": sums_of(request.actor),
        "year": request.actor.today.year,
        "may_register": has_own_places(request.actor, rules.KEEP),
    }
    return render(request, "six_ones/developing/pages/list.html", context)


def sums_of(actor: Actor) -> dict[str, dict[str, Any]]:
    """How things stand today and this year's money, for the territory one has; a team or a unit has its list alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], actor.today, since=year_of(actor.today).since)
    found = ask_many([f"six_ones.{name}" for name in (*SUMS, *MONEY)], question)
    return {
        name: {"value": _shown(name, found[key].value), "url": address(key, question)}
        for name in (*SUMS, *MONEY)
        for key in [f"six_ones.{name}"]
    }


def _shown(name: str, value: int | None) -> str:
    return shown_wan(value or 0) if name in MONEY else f"{value} 项"


@page(needs=rules.SEE)
def money(request: HttpRequest) -> HttpResponse:
    """All lines of the projects one sees, as they are brought in by 产业项目资金台账."""
    table = money_table(request).bind(request, lines_listed(request.actor))
    return render(request, "six_ones/developing/pages/money.html", {"table": table, "tab": "money"})


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(
        IndustryProject.objects.visible_to(actor).select_related(*IndustryProject.NAMED_WITH), pk=pk
    )
    verbs = verbs_for(row, actor)
    addresses = {verb: (label, reverse("six_ones:projects.step", args=[pk, verb])) for verb, label in LABELS.items()}
    context = {
        **shown_project(row, actor),
        "main": next((_main(row, verb, addresses) for verb in MAIN if verb in verbs), None),
        "buttons": [shown for verb, shown in addresses.items() if verb in verbs and verb not in MAIN],
        "is_home": writing.is_at_home(row, actor) and row.state != State.WITHDRAWN,
        "may_record": writing.is_at_home(row, actor, RECORD) and row.state != State.WITHDRAWN,
    }
    return render(request, "six_ones/developing/pages/one.html", context)


def _main(row: IndustryProject, verb: str, addresses: dict[str, tuple[str, str]]) -> tuple[str, str]:
    label, url = addresses[verb]
    return (f"推进一步：{VERBS[State(row.state)]}", url) if verb == "advance" else (label, url)


def shown_project(row: IndustryProject, actor: Actor) -> dict[str, Any]:
    """What desk and phone show of a project alike. Three queries."""
    lines = list(row.money.select_related("counters", "countered_by").order_by("on", "pk"))
    steps = ProjectStep.objects.filter(project=row).select_related("record").order_by("happened_on", "pk")
    homes = row.households.select_related("household").order_by("household__head_name", "pk")
    return {
        "row": row,
        "stage": lists.stage_of(row, actor.today),
        "is_late": row.is_late(actor.today),
        "land": shown_mu(row.land_tenths) if row.land_tenths is not None else "",
        "money": money_sums(lines),
        "lines": [(one, shown_fen(one.fen)) for one in lines],
        "steps": [(one, one.record_id is not None and actor.may("record.see")) for one in steps],
        "homes": list(homes),
        "names_homes": actor.may(SEE_HOUSEHOLDS),
    }


def money_sums(lines: list[ProjectMoney]) -> list[tuple[str, str]]:
    """What stands, by kind; nothing where there is none."""
    totals = dict.fromkeys(Kind.values, 0)
    for one in lines:
        if not one.is_countered and one.counters_id is None:
            totals[one.kind] += one.fen
    return [(Kind(kind).label, shown_wan(fen)) for kind, fen in totals.items()] if lines else []
