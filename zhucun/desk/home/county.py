"""The county's first page (screen H1): what waits, the figures, the map of teams, how the teams are made up."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home import starting, urgent
from zhucun.desk.home.county_figures import age_bars, cards, figures_of, party, sent_by
from zhucun.desk.home.sketch_map import county_map
from zhucun.desk.home.township_table import township_table
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.recent import recent_changes
from zhucun.dispatch.roster.standing import by_standing, teams_now
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.calendar import whereabouts
from zhucun.oversight.rhythm.reading import rings
from zhucun.policy import in_force
from zhucun.web.measures import Measures

MOST_CHANGES = 6


def contents(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    lines = lines_for(actor)
    profile = in_force.of(actor)
    measures = Measures(
        figures_of(profile), Question(actor, actor.county_code, actor.today, since=actor.today.replace(day=1))
    )
    recent = recent_changes(Posting.objects.visible_to(actor), actor.today, most=MOST_CHANGES)
    first = [] if measures.value("dispatch.members") else starting.steps(actor)
    return {
        "sentence": "还没有队员，先办这几件。" if first else urgent.sentence(lines, actor.today),
        "steps": first,
        "waiting": lines[: urgent.SHOWN],
        "waiting_total": len(lines),
        "rhythm": rings(actor.county_code, actor),
        "cards": cards(measures, actor.today.month, profile),
        "ages": age_bars(measures),
        "young": measures.figure("dispatch.members_under_40"),
        "young_share": measures.figure("dispatch.members_under_40_share")
        | {"value": measures.shown("dispatch.members_under_40_share")},
        "rural": measures.figure("dispatch.members_with_rural_experience"),
        "rural_share": measures.figure("dispatch.members_with_rural_experience_share")
        | {"value": measures.shown("dispatch.members_with_rural_experience_share")},
        "levels": sent_by(measures),
        "party": party(measures),
        "recent": recent,
        "opened": files_open_to(actor, (change.cadre_id for change in recent)),
        **_teams(actor, measures, as_table=request.GET.get("map") == "table"),
    }


def _teams(actor: Actor, measures: Measures, *, as_table: bool) -> dict[str, Any]:
    teams = teams_now(Team.objects.visible_to(actor), actor.today, size=in_force.of(actor).selection.approved_size)
    townships = list(townships_of(actor))
    uncovered = measures.records("dispatch.uncovered_must_places")
    states = whereabouts.teams_today(Question(actor, actor.county_code, actor.today))
    drawn = county_map(townships, teams, states, sorted(uncovered, key=lambda place: place.code))
    return {
        "team_count": len(teams),
        "standings": by_standing(teams),
        "map": None if as_table else drawn,
        "may_draw": drawn is not None,
        "table": township_table(townships, teams, Question(actor, actor.county_code, actor.today))
        if as_table or drawn is None
        else None,
        "map_url": reverse("home"),
    }


def townships_of(actor: Actor) -> QuerySet[Place]:
    """In their fixed order: townships are not ranked."""
    return Place.objects.visible_to(actor).as_of(actor.today).filter(kind=Kind.TOWNSHIP).order_by("position", "code")
