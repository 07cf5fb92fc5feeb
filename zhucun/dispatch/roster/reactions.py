"""What the roster gives to others: a running posting makes its holder a member of the team in the system."""

from datetime import date

from zhucun.acts.actor import Grant, grants_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.roles import TEAM_LEADER, TEAM_MEMBER, team_grants


@grants_come_from
def grants_of_a_posting(person_id: int, day: date) -> list[Grant]:
    posting = Posting.objects.on_roster(day).filter(cadre__person=person_id).prefetch_related("roles").first()
    if posting is None:
        return []
    leads = any(s.role in (TeamRole.FIRST_SECRETARY, TeamRole.LEADER) and s.holds(day) for s in posting.roles.all())
    role = TEAM_LEADER if leads else TEAM_MEMBER
    return team_grants(role, team_id=posting.team_id, cadre_id=posting.cadre_id)
