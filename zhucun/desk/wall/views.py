"""The wall: one page without menu or log-out, which asks for itself again every minute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhucun.desk.wall.contents import drawn
from zhucun.desk.wall.rules import SEE
from zhucun.org.places.models import Place
from zhucun.web.kept import kept
from zhucun.web.page import page

SECONDS = 60


@page(needs=SEE)
def wall(request: HttpRequest) -> HttpResponse:
    """`?look=dark` for a dark room. It asks for itself again: nobody stands before it to press."""
    actor = request.actor
    parts = kept("wall", actor, lambda fresh: {"county": _county(actor.county_code), **drawn(fresh)})
    context = {
        "is_dark": request.GET.get("look") == "dark",
        "now": timezone.localtime(actor.now),
        "today": actor.today,
        **parts,
    }
    answer = render(request, "desk/wall/pages/wall.html", context)
    answer["Refresh"] = str(SECONDS)
    return answer


def _county(code: str) -> str:
    return Place.objects.filter(code=code, until__isnull=True).values_list("name", flat=True).first() or ""
