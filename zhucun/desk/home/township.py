"""A township's first page (screen H2): what waits there, then what the county sees of it too."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zhucun.acts.waiting import lines_for
from zhucun.desk.home import urgent
from zhucun.dispatch.roster.parts import parts_of_township
from zhucun.dispatch.townships.contents import contents as of_township
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind


def contents(request: HttpRequest) -> dict[str, Any]:
    """Whoever keeps two townships chooses by `?in=`."""
    actor, lines = request.actor, lines_for(request.actor)
    mine = list(Place.objects.visible_to(actor).as_of(actor.today).filter(kind=Kind.TOWNSHIP).order_by("code"))
    chosen = request.GET.get("in", "")
    township = next((place for place in mine if place.code == chosen), mine[0] if mine else None)
    if township is None:
        township = get_object_or_404(Place.objects.none())
    return {
        "sentence": urgent.sentence(lines, actor.today),
        "waiting": lines,
        "parts": parts_of_township(township, actor),
        "duties_card": f"{reverse('oversight:duties.card')}?township={township.code}",
        "others": [place for place in mine if place != township],
        **of_township(township, actor),
    }
