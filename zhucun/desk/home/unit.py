"""A unit's first page (screen H2): what it is to do; its own people and the teams it stands behind, kept apart."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home import urgent
from zhucun.desk.home.member_table import member_table
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.dispatch.roster.parts import parts_of_units
from zhucun.dispatch.roster.rules import SEE
from zhucun.dispatch.roster.standing import teams_now
from zhucun.dispatch.roster.team_table import crew_of, team_table
from zhucun.org.people.models import Unit
from zhucun.policy import in_force
from zhucun.web.kept import kept


def contents(request: HttpRequest) -> dict[str, Any]:
    """What waits is asked at each look; the rest is drawn once and kept until a table it was drawn from is written."""
    lines = lines_for(request.actor)
    told = {"sentence": urgent.sentence(lines, request.actor.today), "waiting": lines}
    return {**told, **kept("unit", request.actor, _drawn)}


def _drawn(actor: Actor) -> Mapping[str, Any]:
    """As sender it owes people (R-ORG-12); as backer it owes the teams; a team may be both, and is then in both."""
    day, scope = actor.today, actor.scope(SEE)
    backed = TeamBacking.objects.visible_to(actor).as_of(day).filter(unit__in=scope.backer)
    size = in_force.of(actor).selection.approved_size
    teams = teams_now(Team.objects.visible_to(actor).filter(pk__in=backed.values("team")), day, size=size)
    crew = crew_of(Posting.objects.visible_to(actor), day)
    own = [member for member in [*crew.members, *crew.incoming] if member.posting.sending_unit_id in scope.sender]
    opened = files_open_to(actor, (member.posting.cadre_id for member in own))
    none = {"text": "现在没有由本单位作后盾的队。", "icon": "users-group"}
    parts = parts_of_units(scope.sender, actor)
    told = {
        "business_day": day,
        "as_of_text": day.isoformat(),
        "duties_cards": [f"{reverse('oversight:duties.card')}?unit={unit}" for unit in sorted(scope.sender)],
        "parts": parts,
        "sent": member_table(own, caption="本单位派出的人", without="unit", opened=opened),
        "backed": team_table(teams, crew.of(teams), part="backed", caption="后盾的队", empty=none),
    }
    return {
        "units": list(Unit.objects.visible_to(actor).filter(pk__in=scope.sender | scope.backer)),
        "styles": parts.styles,
        "below": render_to_string("desk/home/pages/_unit.html", told),
    }
