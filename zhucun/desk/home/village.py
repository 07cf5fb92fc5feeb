"""A village secretary's first page: the team that serves here and who is in it, and what is kept of the village (H2).

What waits is asked at each look; the rest is drawn once and kept until a table it was drawn from is written.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home.member_table import member_table
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.parts import Parts, parts_of_place
from zhucun.dispatch.roster.standing import teams_now
from zhucun.dispatch.roster.team_table import crew_of
from zhucun.org.places.models import Place
from zhucun.policy import in_force
from zhucun.web.kept import kept


def contents(request: HttpRequest) -> dict[str, Any]:
    return {"waiting": lines_for(request.actor), **kept("village", request.actor, _drawn)}


def _drawn(actor: Actor) -> Mapping[str, Any]:
    places = list(Place.objects.visible_to(actor).as_of(actor.today).served_kinds().order_by("code"))
    size = in_force.of(actor).selection.approved_size
    teams = teams_now(Team.objects.visible_to(actor), actor.today, size=size)
    crew = crew_of(Posting.objects.visible_to(actor), actor.today)
    parts = parts_of_place(places[0], actor) if places else Parts()
    told = {
        "business_day": actor.today,
        "as_of_text": actor.today.isoformat(),
        "teams": teams,
        "members": member_table([*crew.members, *crew.incoming], caption="驻村队员", without="team"),
        "parts": [part for part in parts.found if not part.is_button],
    }
    return {
        "village": places[0] if places else None,
        "teams": teams,
        "styles": parts.styles,
        "below": render_to_string("desk/home/pages/_village.html", told),
    }
