"""The first page of whoever is on a team, and of somebody who holds no office yet: the team and one's own facts."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import lines_for
from zhucun.desk.home.member_table import member_table
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE
from zhucun.dispatch.roster.team_table import crew_of
from zhucun.lib.periods import month_of
from zhucun.org.accounts.facts import facts_of
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import OWN
from zhucun.org.roles import HANDING_OVER
from zhucun.oversight.attendance.rules import SEE as SEE_DAYS
from zhucun.oversight.calendar.cards import team_strip
from zhucun.oversight.calendar.months import Asked
from zhucun.oversight.calendar.people import people_of
from zhucun.oversight.prompts.opening import is_known_to
from zhucun.oversight.prompts.reading import of_team


def contents(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    mine = Posting.objects.visible_to(actor).filter(team__in=actor.scope(SEE).team)
    crew = crew_of(mine, actor.today)
    members = [*crew.members, *crew.incoming]
    opened = files_open_to(actor, (member.posting.cadre_id for member in members))
    return {
        "team_names": list(dict.fromkeys(member.posting.team.name for member in members)),
        "members": member_table(members, caption="队里的人", without="team", opened=opened),
        "strips": _strips(actor),
        "prompts": _prompts(actor),
        **own(request),
    }


def _prompts(actor: Actor) -> list[dict[str, Any]]:
    """What the county asks of each team one is in this month; shown in full, so that the team has it."""
    found = [told for team in sorted(actor.scope(SEE).team) if (told := of_team(team, actor))]
    for told in found:
        is_known_to(told["recipient"], actor)
    return found


def _strips(actor: Actor) -> list[dict[str, Any]]:
    """This month of each team one is in."""
    asked = Asked(month_of(actor.today), actor.today)
    people = people_of(actor, asked.span) if actor.may(SEE_DAYS) else []
    return [
        team_strip(actor, asked, list(members), with_year=False)
        for _, members in groupby(people, key=lambda one: one.team)
    ]


def own(request: HttpRequest) -> dict[str, Any]:
    """What the roster says of oneself; what is wrong is told by 改."""
    actor = request.actor
    account = Account.objects.visible_to(actor, OWN).select_related("person__cadre__unit").get()
    is_leaving = HANDING_OVER.name in actor.roles
    return {"facts": facts_of(account, actor), "waiting": lines_for(actor), "is_leaving": is_leaving}
