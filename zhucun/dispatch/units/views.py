"""单位: the list, and all about one unit on one page (screen P12). Whether its people have accounts is not said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.dispatch.roster.parts import parts_of_units
from zhucun.dispatch.units.burden import usual_portion
from zhucun.dispatch.units.lists import level_of, rows_for, units_table
from zhucun.dispatch.units.reading import UnitSeen
from zhucun.org.people.models import Unit
from zhucun.org.people.rules import KEEP, KEEP_UNITS, SEE, SEE_PRIVATE, SEE_UNITS
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=SEE_UNITS)
def units(request: HttpRequest) -> HttpResponse:
    rows = rows_for(request)
    table = units_table(request, usual_portion(rows)).bind(request, rows)
    context = {"table": table, "may_keep": request.actor.may(KEEP_UNITS)}
    return render(request, "dispatch/units/pages/list.html", context)


@page(needs=SEE_UNITS)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Unit.objects.visible_to(request.actor, SEE_UNITS), pk=pk)
    may = request.actor.may
    context = {
        "unit": row,
        "level": level_of(row),
        "as_of_text": f"{request.actor.today:%Y-%m-%d}",
        "parts": parts_of_units([row.pk], request.actor),
        "seen": UnitSeen(row, request.actor),
        "may_keep": may(KEEP_UNITS) and row.until is None,
        "may_reopen": may(KEEP_UNITS) and row.until is not None,
        "may_keep_people": may(KEEP) and row.until is None,
        "may_see_people": may(SEE),
        "may_see_private": may(SEE_PRIVATE),
        "reopening": ActForm(seen=row),
    }
    return render(request, "dispatch/units/pages/one.html", context)
