"""A village secretary's first page: the team that serves here and who is in it."""

from typing import Any

from django.http import HttpRequest

from zhucun.acts.waiting import lines_for
from zhucun.desk.home.member_table import member_table
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.standing import teams_now
from zhucun.dispatch.roster.team_table import crew_of
from zhucun.org.places.models import Place
from zhucun.policy import in_force


def contents(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    places = list(Place.objects.visible_to(actor).as_of(actor.today).served_kinds().order_by("code"))
    size = in_force.of(actor).selection.approved_size
    teams = teams_now(Team.objects.visible_to(actor), actor.today, size=size)
    crew = crew_of(Posting.objects.visible_to(actor), actor.today)
    return {
        "village": places[0] if places else None,
        "teams": teams,
        "waiting": lines_for(actor),
        "members": member_table([*crew.members, *crew.incoming], caption="驻村队员", without="team"),
    }
