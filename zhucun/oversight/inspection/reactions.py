"""What being in a group gives: the teams it goes to, from the day their names are told until the round is done."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, F, QuerySet, When

from zhucun.acts.actor import Grant, GrantRow, grant_rows, grants_come_from
from zhucun.org.roles import inspector_grant
from zhucun.oversight.inspection.models import GroupMember
from zhucun.oversight.inspection.rules import State

OPEN = (State.SEALED, State.DRAWN)


def groups_and_teams(person_id: int, day: date) -> QuerySet:
    """A row for each team of one's groups; without the team while its name is not told."""
    told = Case(When(group__names_from__lte=day, group__round__state=State.DRAWN, then=F("group__drawn__team")))
    mine = GroupMember.objects.filter(inspector__person=person_id, group__round__state__in=OPEN)
    return grant_rows(mine.annotate(told=told), word="group__round__state", key="told")


@grants_come_from(groups_and_teams)
def grants_of_an_inspector(rows: Sequence[GrantRow]) -> list[Grant]:
    return [inspector_grant(row.key for row in rows if row.key)] if rows else []
