"""督查: this week and past ones, how a draw came about, where one's group goes."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many
from zhucun.org.roles import INSPECTOR
from zhucun.oversight.drawing import lists, parts, reading
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import figures, rules, verifying
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup, InspectionRound
from zhucun.oversight.inspection.recompute import TEN_LINES
from zhucun.oversight.inspection.rules import HALVES, STRATUM, State
from zhucun.web.figures import address
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """The week under way; for whoever goes, their own group; for the inspected, what is done."""
    rows, latest_done = reading.under_way(request.actor)
    return _shown(request, rows[0] if rows else latest_done, rows)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, round_of(request, pk), reading.under_way(request.actor)[0])


def round_of(request: HttpRequest, pk: int, needs: str | None = None) -> InspectionRound:
    return get_object_or_404(InspectionRound.objects.visible_to(request.actor, needs), pk=pk)


def _shown(request: HttpRequest, row: InspectionRound | None, under_way: Sequence[InspectionRound]) -> HttpResponse:
    actor = request.actor
    whole = reading.is_of_the_county(actor)
    context: dict[str, Any] = {
        "row": row,
        "is_county": whole,
        "may_plan": actor.may(rules.PLAN),
        "mine": my_groups(actor),
        "may_open": actor.may(rules.PLAN) and all(one.state == State.DRAWN for one in under_way),
        "others": [one for one in under_way if one != row],
        "unseen": _unseen(actor) if whole else None,
        "beside": parts.beside(actor),
        "lately": [] if whole else reading.lately(actor),
    }
    if row is not None:
        context |= {"week": reading.week_of(row, actor), **_steps(row, actor)}
    return render(request, "oversight/drawing/pages/week.html", context)


def my_groups(actor: Actor) -> list[InspectionGroup]:
    """Those one goes with that are not through."""
    if INSPECTOR.name not in actor.roles:
        return []
    open_ = InspectionGroup.objects.filter(round__state__in=(State.SEALED, State.DRAWN))
    return list(open_.filter(members__inspector__person=actor.person_id).select_related("round").order_by("day"))


CLOSED = ("list", "sizes")  # of what was sealed, as long as the week is not walked
LEFT = ("", "还差一半", "两半都没放")


def _steps(row: InspectionRound, actor: Actor) -> dict[str, Any]:
    """What is to be done next, and by whom."""
    halves = reading.halves_of(row) if row.state in (State.DRAFT, State.SEALED) else []
    supervises = actor.may(rules.SECRET) and row.state == State.DRAFT and len(halves) < HALVES
    return {
        "halves": halves,
        "halves_left": LEFT[HALVES - len(halves)],
        "may_give": supervises and all(half.given_by_person not in actor.persons for half in halves),
        "may_seal": row.state == State.DRAFT and actor.may(rules.PLAN),
        "is_held_up": row.state == State.DRAFT and inspections.is_another_sealed(row),
        "pressing": ActForm(seen=row),
        "is_out": row.public_at is not None and actor.now >= row.public_at,
    }


def _unseen(actor: Actor) -> dict[str, Any]:
    """多久没督查到: the teams by how long nobody has been there; the number opens them."""
    question = Question(actor, actor.county_code, actor.today)
    answers = ask_many(figures.IN_ORDER, question)
    found = figures.in_words(question)
    parts_of_it = [
        {
            "label": label,
            "value": answers[key].value,
            "tone": tone,
            "url": address(key, question),
            "late": tone == "late",
        }
        for key, label, tone in found
    ]
    said = "，".join(f"{part['label']} {part['value']} 支" for part in parts_of_it)
    return {"parts": parts_of_it, "sentence": said, "whole": sum(part["value"] or 0 for part in parts_of_it)}


@page(needs=rules.SEE)
def rounds(request: HttpRequest) -> HttpResponse:
    rows = lists.counted(InspectionRound.objects.visible_to(request.actor))
    context = {"table": lists.rounds_table().bind(request, rows)}
    return render(request, "oversight/drawing/pages/rounds.html", context)


@page(needs=rules.SEE)
def process(request: HttpRequest, pk: int) -> HttpResponse:
    """抽取过程: the seal; once the round is done the list, the halves, every key, and the draw recomputed on the spot.

    The list stays closed till then: where a stratum is drawn whole, it would say who is looked at (R-INS-01)."""
    row = round_of(request, pk)
    if not row.seal_hash:
        raise Http404
    done = row.state == State.DONE
    context = {
        "row": row,
        "halves": list(row.halves.order_by("position")) if done else reading.halves_of(row),
        "checked": verifying.checked(row) if done else None,
        "ten_lines": TEN_LINES,
    }
    context["strata"] = _by_stratum(row, context["checked"]) if context["checked"] else []
    return render(request, "oversight/drawing/pages/process.html", context)


def _by_stratum(row: InspectionRound, checked: verifying.Checked) -> list[dict[str, Any]]:
    """The sealed list, in the order in which it was drawn."""
    tickets = [(one.ticket, f"{one.key:.12f}", one.is_drawn) for one in checked.places]
    return [
        {
            "label": STRATUM.get(stratum, stratum),
            "size": size,
            "tickets": [
                {"number": one.number, "weight": one.weight, "key": key, "is_drawn": is_drawn}
                for one, key, is_drawn in tickets
                if one.stratum == stratum
            ],
        }
        for stratum, size in sorted(row.sealed["sizes"].items())
    ]


@page(needs=rules.SEE)
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """To keep and to recompute elsewhere; before the round is done the seal, and nothing of who is on the list."""
    row = round_of(request, pk)
    if not row.seal_hash:
        raise Http404
    told = verifying.document_of(row) if row.state == State.DONE else _before_it_is_done(row)
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="draw.json"'
    return answer


def _before_it_is_done(row: InspectionRound) -> dict[str, Any]:
    return {"seal": row.seal_hash, "sealed": {key: row.sealed[key] for key in row.sealed if key not in CLOSED}}


def group_of(request: HttpRequest, pk: int, needs: str | None = None) -> InspectionGroup:
    rows = InspectionGroup.objects.visible_to(request.actor, needs).select_related("round", "leader__person")
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a group goes that day, in order; who looked is written down."""
    row = group_of(request, pk)
    lines = reading.lines_of(row, request.actor)
    reading.note_who_looked(row, lines, request.actor)
    below = parts.below_a_group(row, request.actor)
    context = {
        "row": row,
        "lines": reading.in_order(lines, below),
        "people": reading.people_of(row),
        "is_told": all(line.row is not None for line in lines),
        "may_plan": request.actor.may(rules.PLAN),
        "may_visit": request.actor.may(rules.VISIT),
        "below": below,
    }
    return render(request, "oversight/drawing/pages/group.html", context)


def drawn_of(request: HttpRequest, pk: int, needs: str | None = None) -> DrawnTeam:
    rows = DrawnTeam.objects.visible_to(request.actor, needs).select_related("team", "group__round", "round")
    return get_object_or_404(rows, pk=pk)


def address_of(row: InspectionRound) -> str:
    return reverse("oversight:inspection.one", args=[row.pk])
