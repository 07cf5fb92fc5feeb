"""Teams: the list, one team, its history (screens P2, P3)."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.dispatch.roster import lineup, rules, team_list
from zhucun.dispatch.roster.days import day_asked, looking_at
from zhucun.dispatch.roster.linking import place_url, unit_url
from zhucun.dispatch.roster.models import ApprovedSize, Posting, Team, TeamBacking
from zhucun.dispatch.roster.parts import parts_of_team
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.dispatch.roster.telling import told_to
from zhucun.policy import in_force as policy
from zhucun.web.history import whole_history
from zhucun.web.page import page

MOST_LINES = 100


@page(needs=rules.SEE)
def teams(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    profile = policy.of(request.actor, day)
    offered = team_list.Offered(request.actor)
    rows = team_list.rows_for(request, day, profile)
    guests = team_list.seated_elsewhere(request.actor, day)
    table = team_list.teams_table(day, profile, offered, guests=guests).bind(request, rows)
    context = {"table": table, "may_keep": request.actor.may(rules.KEEP_TEAMS), **looking_at(request, day)}
    return render(request, "dispatch/roster/pages/teams.html", context)


def reached(request: HttpRequest) -> QuerySet:
    return Team.objects.visible_to(request.actor)


@page(needs=rules.SEE)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    day = day_asked(request)
    profile = policy.of(request.actor, day)
    loaded = (
        reached(request)
        .with_fit(day, profile)
        .prefetch_related(
            Prefetch("backings", TeamBacking.objects.select_related("unit").order_by("-since")),
            Prefetch("approved_sizes", ApprovedSize.objects.order_by("-since")),
        )
    )
    row = get_object_or_404(loaded, pk=pk)
    shown = TeamPage(row, day, request.actor, profile)
    places = shown.places
    backing = next((one for one in row.backings.all() if one.holds(day)), None)
    context = {
        "team": row,
        "shown": shown,
        "parts": parts_of_team(shown),
        "places": [(served, place_url(served.place, request.actor)) for served in places],
        "main": places[0] if places else None,
        "tags": shown.tags,
        "backing": backing,
        "backing_url": unit_url(backing.unit, request.actor) if backing else "",
        "size": next((size for size in row.approved_sizes.all() if size.holds(day)), None),
        **looking_at(request, day),
        **_permissions(request, row, day),
    }
    return render(request, "dispatch/roster/pages/team.html", context)


def _is_in_territory(request: HttpRequest, row: Team) -> bool:
    return request.actor.scope(rules.SEE).covers_place(row.place_code)


def _permissions(request: HttpRequest, row: Team, day: date) -> dict[str, bool]:
    """Nothing is done to the past, nor to a team that is no more."""
    actor = request.actor
    is_now = day == actor.today and (row.until is None or row.until > actor.today)
    return {
        "may_keep": is_now and actor.may(rules.KEEP_TEAMS),
        "may_start": is_now and actor.may(rules.START),
        "may_end": is_now and actor.may(rules.END),
        "may_propose": is_now and actor.scope(rules.PROPOSE_CHANGE).covers_place(row.place_code),
        "may_report": is_now and actor.may(rules.REPORT_IN),
        "may_see_history": _is_in_territory(request, row),
    }


@page(needs=rules.SEE)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was entered about the team and its postings, by whom and when; withdrawn entries too.

    It names everybody, so it is for those in whose territory the team is, not for a unit or a member.
    """
    row = get_object_or_404(reached(request), pk=pk)
    if not _is_in_territory(request, row):
        raise Http404
    postings = Posting.objects.visible_to(request.actor).filter(team=row).select_related("cadre__person")
    names = {posting: posting.cadre.person.name for posting in postings.defer(*lineup.HIDDEN)}
    lines = whole_history([row, *names], names=names, most=MOST_LINES)
    context = {"team": row, "history": told_to(request.actor, lines)}
    return render(request, "dispatch/roster/pages/team_history.html", context)
