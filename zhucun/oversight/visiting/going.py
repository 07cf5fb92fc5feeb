"""Where somebody goes today: what was drawn for their groups, as far as its names are told (R-INS-01)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.drawing import reading
from zhucun.oversight.drawing.reading import Line
from zhucun.oversight.inspection.models import DrawnTeam, GroupMember, InspectionGroup
from zhucun.oversight.inspection.rules import SEE, VISIT, Seen, State
from zhucun.oversight.onsite.models import SiteVisit

LATELY = 10


@dataclass(frozen=True)
class Group:
    """One's own group of an open round, with what it may know."""

    row: InspectionGroup
    lines: list[Line]

    @property
    def day(self) -> date:
        return self.row.day

    @property
    def is_told(self) -> bool:
        return any(line.row for line in self.lines)


def own_groups(by: Actor) -> list[Group]:
    """Those of rounds that are drawn and not over. That somebody was told a name is noted, as on every page that
    tells one."""
    if not by.person_id or not by.may(VISIT):
        return []
    rows = InspectionGroup.objects.visible_to(by, SEE).filter(Exists(_mine(by, "pk")), round__state=State.DRAWN)
    groups = [Group(row, reading.lines_of(row, by)) for row in rows.select_related("round").order_by("day", "number")]
    for one in groups:
        reading.note_who_looked(one.row, one.lines, by)
    return groups


def _mine(by: Actor, group: str) -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(group=OuterRef(group), inspector__person=by.person_id)


def drawn_of(team: Team, by: Actor) -> DrawnTeam | None:
    """What a record of today would be about, where a lot sent somebody to the team: the office writes for a group."""
    rows = DrawnTeam.objects.visible_to(by, VISIT).filter(team=team, round__state=State.DRAWN, state=Seen.WAITING)
    return rows.select_related("group", "round").order_by("-group__day").first()


def lately_handed_in(by: Actor) -> list[SiteVisit]:
    rows = SiteVisit.objects.visible_to(by).standing().filter(handed_in_person__in=by.persons)
    return list(rows.select_related(*SiteVisit.NAMED_WITH).order_by("-handed_in_at")[:LATELY])
