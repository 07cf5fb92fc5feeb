"""What the roster gives to others: membership of the team, who should have an account, the facts of a posting."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import FilteredRelation, QuerySet

from zhucun.acts.actor import Actor, Grant, GrantRow, grant_rows, grants_come_from
from zhucun.acts.rows import holds_on
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.accounts.expected import Expected, expected_come_from
from zhucun.org.accounts.facts import Fact, facts_come_from
from zhucun.org.accounts.models import Account
from zhucun.org.roles import TEAM_LEADER, TEAM_MEMBER, team_grants


def posting_and_roles(person_id: int, day: date) -> QuerySet:
    """A row for each role held on the day; one without a role where none is."""
    held = FilteredRelation("roles", condition=holds_on(day, "roles__"))
    running = Posting.objects.there_on(day).filter(cadre__person=person_id).annotate(held=held)
    return grant_rows(running, word="held__role", key="team_id", other="cadre_id")


@grants_come_from(posting_and_roles)
def grants_of_a_posting(rows: Sequence[GrantRow]) -> list[Grant]:
    if not rows:
        return []
    leads = any(row.word in (TeamRole.FIRST_SECRETARY, TeamRole.LEADER) for row in rows)
    return team_grants(TEAM_LEADER if leads else TEAM_MEMBER, team_id=rows[0].key, cadre_id=rows[0].other)


@expected_come_from
def members_on_the_roster(prefix: str, day: date) -> Iterable[Expected]:
    """By key, name and township only: whoever keeps accounts sees nothing else of a posting (R-SEC-05)."""
    running = Posting.objects.there_on(day).filter(within_prefixes("place_code", [prefix]))
    for person_id, name, code in running.values_list("cadre__person", "cadre__person__name", "place_code"):
        yield Expected(person_id, name, code[:9])


@facts_come_from
def facts_of_the_posting(account: Account, actor: Actor) -> Iterable[Fact]:
    running = Posting.objects.there_on(actor.today).filter(cadre__person=account.person_id)
    posting = running.select_related("team", "sending_unit").prefetch_related("roles").first()
    if posting is not None:
        roles = [TeamRole(spell.role).label for spell in posting.roles.all() if spell.holds(actor.today)]
        yield Fact("工作队", posting.team.name)
        yield Fact("队内职务", "、".join(roles))
        yield Fact("派出单位", posting.sending_unit.name)
        yield Fact("派驻自", f"{posting.since:%Y-%m-%d}")
