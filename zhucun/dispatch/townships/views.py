"""One township's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from zhucun.dispatch.roster.parts import parts_of_township
from zhucun.dispatch.roster.rules import SEE
from zhucun.dispatch.townships.contents import contents
from zhucun.org.places.models import Place
from zhucun.org.places.rules import KEEP, Kind
from zhucun.web.page import page


@page(needs=SEE)
def township(request: HttpRequest, code: str) -> HttpResponse:
    actor = request.actor
    standing = Place.objects.visible_to(actor).as_of(actor.today)
    place = get_object_or_404(standing, kind=Kind.TOWNSHIP, code=code)
    as_of_text = f"{timezone.localtime(actor.now):%Y-%m-%d %H:%M}"
    context = {
        "as_of_text": as_of_text,
        "may_keep": actor.may(KEEP),
        "parts": parts_of_township(place, actor),
        **contents(place, actor),
    }
    return render(request, "dispatch/townships/pages/one.html", context)
