"""三位一体: one screen per side; a township and a unit open on their own, the county sees all three."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.duties import reading
from zhucun.oversight.duties.lists import matrix
from zhucun.oversight.duties.registry import Holder
from zhucun.oversight.duties.rules import SEE, Side
from zhucun.web.page import page


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """To one's own where there is but one; the county chooses the side."""
    own = _own(request)
    if own is not None:
        return redirect(own)
    sides = _sides(request)
    asked = request.GET.get("side", "")
    side = Side(asked) if asked in sides else sides[0]
    if side == Side.OFFICE:
        return _office(request, sides)
    holders = reading.HOLDERS[side](request.actor)
    lines = reading.all_of(side, reading.asked_of(request.actor, holders))
    table = matrix(side, lines, request.GET.get("late", "")).bind(request, _rows(side, holders, lines, request))
    context = {"side": side, "sides": _tabs(sides), "table": table, "late_only": bool(request.GET.get("late"))}
    context["late"] = sum(any(line.duty.is_late for line in found) for found in lines.values())
    return render(request, "oversight/duties/pages/matrix.html", context)


def _rows(side: Side, holders: list[Holder], lines: Any, request: HttpRequest) -> QuerySet:
    wanted = [
        one.key for one in holders if not request.GET.get("late") or any(line.duty.is_late for line in lines[one.key])
    ]
    if side == Side.TOWNSHIP:
        return Place.objects.filter(code__in=wanted, until__isnull=True)
    return Unit.objects.filter(pk__in=wanted)


def _sides(request: HttpRequest) -> list[Side]:
    is_of_the_county = bool(reading.office(request.actor))
    return list(Side) if is_of_the_county else [Side.TOWNSHIP, Side.UNIT]


def _tabs(sides: list[Side]) -> list[tuple[str, str]]:
    return [(side.value, side.label) for side in sides]


def _own(request: HttpRequest) -> str | None:
    """The address of the one township or unit that this person works for."""
    if reading.office(request.actor):
        return None
    townships, units = reading.townships(request.actor), reading.units(request.actor)
    if len(townships) == 1:
        return reverse("oversight:duties.township", args=[townships[0].key])
    return reverse("oversight:duties.unit", args=[units[0].key]) if len(units) == 1 and not townships else None


def _office(request: HttpRequest, sides: list[Side]) -> HttpResponse:
    holder = reading.office(request.actor)[0]
    return _one(request, Side.OFFICE, holder, sides=_tabs(sides))


@page(needs=SEE)
def township(request: HttpRequest, code: str) -> HttpResponse:
    return _one(request, Side.TOWNSHIP, _found(reading.townships(request.actor), code))


@page(needs=SEE)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    return _one(request, Side.UNIT, _found(reading.units(request.actor), pk))


MOST_ON_A_CARD = 6


@page(needs=SEE)
def card(request: HttpRequest) -> HttpResponse:
    """On the first page of a township or a unit; it comes in by itself once that is there."""
    if code := request.GET.get("township", ""):
        side, holder = Side.TOWNSHIP, _found(reading.townships(request.actor), code)
        address = reverse("oversight:duties.township", args=[code])
    else:
        asked = request.GET.get("unit", "")
        side, holder = Side.UNIT, _found(reading.units(request.actor), int(asked) if asked.isdecimal() else None)
        address = reverse("oversight:duties.unit", args=[holder.key])
    lines = reading.most_urgent_first(reading.lines_of(side, holder, request.actor))
    context = {"duties": lines[:MOST_ON_A_CARD], "duties_url": address}
    return render(request, "oversight/duties/pages/_card.html", context)


def _found(holders: list[Holder], key: Any) -> Holder:
    found = next((one for one in holders if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _one(request: HttpRequest, side: Side, holder: Holder, **more: Any) -> HttpResponse:
    lines = reading.lines_of(side, holder, request.actor)
    context = {
        "side": side,
        "holder": holder,
        "groups": reading.by_capacity(lines) if side == Side.UNIT else [("", lines)],
        "late": [line for line in lines if line.duty.is_late],
        "is_own": _is_own(request, side, holder),
        "is_of_the_county": bool(reading.office(request.actor)),
        **more,
    }
    return render(request, "oversight/duties/pages/one.html", context)


def _is_own(request: HttpRequest, side: Side, holder: Holder) -> bool:
    """The buttons are for whoever has to do it; the county looks."""
    reach = request.actor.scope(SEE)
    if side == Side.UNIT:
        return holder.key in reach.sender
    return any(code == holder.code for code in reach.place)
