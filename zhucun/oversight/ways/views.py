"""今天怎么走, as the group itself wants it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.oversight.drawing import reading
from zhucun.oversight.drawing.views import group_of
from zhucun.oversight.inspection.rules import VISIT
from zhucun.oversight.ways import going
from zhucun.oversight.ways.forms import WayForm
from zhucun.web.page import page


@page(needs=VISIT)
def way(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = group_of(request, pk, VISIT), request.actor
    lines, usual = reading.lines_of(row, actor), going.usual(row, actor)
    reading.note_who_looked(row, lines, actor)
    drawn = going.to_see(lines)
    form = WayForm(request.GET or None, starts=going.starts(row, actor), usual=usual)
    wanted = form.wanted if form.is_valid() else None if form.is_bound else usual
    context = {"row": row, "form": form, "it": wanted and drawn and going.going(row, wanted, drawn, actor)}
    return render(request, "oversight/ways/pages/way.html", context)
