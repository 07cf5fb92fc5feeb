"""The card of visits and what was found on a team's page (P3)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import FindingState

LATEST = 3


@team_page_parts_come_from
def card(shown: TeamPage) -> Iterator[Part]:
    """After a record is handed in, and never before: there is none (R-INS-01)."""
    actor, team = shown.actor, shown.team
    if not actor.may(rules.SEE):
        return
    visits = SiteVisit.objects.visible_to(actor).standing().filter(team=team).select_related("place").with_counts()
    found = Finding.objects.visible_to(actor).filter(team=team)
    context = {
        "team": team,
        "visits": list(visits.order_by("-visited_on", "-pk")[:LATEST]),
        "open": found.filter(state__in=[FindingState.OPEN, FindingState.IN_LETTER]).count(),
        "may_record": _reaches(shown, rules.RECORD),
        "may_enter": _reaches(shown, rules.ENTER),
    }
    if context["visits"] or context["open"] or context["may_record"] or context["may_enter"]:
        yield Part("oversight/visiting/pages/_card.html", context, order=45, is_aside=True)


def _reaches(shown: TeamPage, needs: str) -> bool:
    return shown.actor.scope(needs).covers_place(shown.team.place_code)
