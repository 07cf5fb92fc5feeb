"""The county's first page (screen H1): what waits, the rhythm, the four heads, the map of teams, 训 用 六个一.

What waits is asked at each look; the rest is drawn once and kept until somebody does something.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home import starting, urgent
from zhucun.desk.home.blocks import Year, outcomes
from zhucun.desk.home.county_figures import age_bars, cards, figures_of, who_they_are
from zhucun.desk.home.sketch_map import county_map
from zhucun.desk.home.township_table import township_table
from zhucun.desk.home.trends import lines_there
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.recent import recent_changes
from zhucun.dispatch.roster.standing import teams_now
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.calendar import whereabouts
from zhucun.oversight.rhythm.reading import rings
from zhucun.policy import in_force
from zhucun.web.kept import kept
from zhucun.web.measures import Measures

MOST_CHANGES = 6


def contents(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    lines = lines_for(actor)
    as_table = request.GET.get("map") == "table"
    parts = kept("county", actor, lambda fresh: _drawn(fresh, as_table=as_table), as_table)
    first = [] if parts["has_members"] else starting.steps(actor)
    return {
        "sentence": "还没有队员，先办这几件。" if first else urgent.sentence(lines, actor.today),
        "steps": first,
        "waiting": lines[: urgent.SHOWN],
        "waiting_total": len(lines),
        "lines": lines_there(actor, actor.county_code),
        "scope": actor.county_code,
        **parts,
    }


def _drawn(actor: Actor, *, as_table: bool) -> Mapping[str, Any]:
    month = Question(actor, actor.county_code, actor.today, since=actor.today.replace(day=1))
    profile = in_force.of(actor)
    measures = Measures(figures_of(profile), month)
    if not measures.value("dispatch.members"):
        return {"has_members": False}
    told = {"business_day": actor.today, **_told(actor, measures), **_teams(actor, measures, as_table=as_table)}
    return {
        "has_members": True,
        "rhythm": render_to_string("web/pages/_rhythm.html", {"rhythm": rings(actor.county_code, actor)}),
        "below": render_to_string("desk/home/pages/_county.html", told),
        "changes": render_to_string("dispatch/roster/pages/_recent.html", told),
    }


def _told(actor: Actor, measures: Measures) -> dict[str, Any]:
    year = Year(measures.question)
    recent = recent_changes(Posting.objects.visible_to(actor), actor.today, most=MOST_CHANGES)
    return {
        "cards": cards(measures, actor.today.month, in_force.of(actor)),
        "ages": age_bars(measures),
        **{name: _with_share(measures, f"dispatch.members_{name}") for name in ("under_40", "with_rural_experience")},
        "people": who_they_are(measures),
        "training": year.training(),
        "six": year.six(),
        "year_words": year.words,
        "outcomes": outcomes(measures.question),
        "recent": recent,
        "opened": files_open_to(actor, (change.cadre_id for change in recent)),
    }


def _with_share(measures: Measures, name: str) -> dict[str, Any]:
    share = f"{name}_share"
    return measures.figure(name) | {"share": measures.shown(share), "share_url": measures.address(share)}


def _teams(actor: Actor, measures: Measures, *, as_table: bool) -> dict[str, Any]:
    teams = teams_now(Team.objects.visible_to(actor), actor.today, size=in_force.of(actor).selection.approved_size)
    townships = list(townships_of(actor))
    uncovered = measures.records("dispatch.uncovered_must_places")
    question = Question(actor, actor.county_code, actor.today)
    states = whereabouts.teams_today(question)
    drawn = county_map(townships, teams, states, sorted(uncovered, key=lambda place: place.code))
    return {
        "team_count": len(teams),
        "map": None if as_table else drawn,
        "may_draw": drawn is not None,
        "table": township_table(townships, teams, question) if as_table or drawn is None else None,
        "map_url": reverse("home"),
    }


def townships_of(actor: Actor) -> QuerySet[Place]:
    """In their fixed order: townships are not ranked."""
    return Place.objects.visible_to(actor).as_of(actor.today).filter(kind=Kind.TOWNSHIP).order_by("position", "code")
