"""A township's first page (screen H2): what waits there, then what the county sees of it too, and its own six.

What waits is asked at each look; the rest is drawn once and kept until a table it was drawn from is written.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home import urgent
from zhucun.desk.home.blocks import Year
from zhucun.desk.home.county_figures import RECTIFICATION, rectification
from zhucun.desk.home.trends import lines_there
from zhucun.dispatch.roster.parts import parts_of_township
from zhucun.dispatch.townships.contents import contents as of_township
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.kept import kept
from zhucun.web.measures import Measures


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
        "township": township,
        "others": [place for place in mine if place != township],
        "lines": lines_there(actor, township.code),
        **kept("township", actor, lambda fresh: _drawn(township, fresh), township.code),
    }


def _drawn(township: Place, actor: Actor) -> Mapping[str, Any]:
    question = Question(actor, township.code, actor.today, since=actor.today.replace(day=1))
    parts, year = parts_of_township(township, actor), Year(question, with_training=False)
    open_items = rectification(Measures(RECTIFICATION, question), actor.today.month)
    told = {
        "business_day": actor.today,
        "as_of_text": actor.today.isoformat(),
        "parts": parts,
        "six": year.six(),
        "year_words": year.words,
        "scope": township.code,
        "duties_card": f"{reverse('oversight:duties.card')}?township={township.code}",
        **of_township(township, actor),
    }
    return {
        "styles": parts.styles,
        "open_items": render_to_string("web/pages/_figure.html", {"figure": open_items}),
        "changes": render_to_string("dispatch/roster/pages/_recent.html", told),
        "below": render_to_string("desk/home/pages/_township.html", told),
    }
