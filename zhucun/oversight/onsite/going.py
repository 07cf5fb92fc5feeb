"""Where somebody goes today: what was drawn for their groups, as far as its names are told (R-INS-01)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.inspection.models import DrawnTeam, GroupMember, InspectionGroup
from zhucun.oversight.inspection.rules import SEE, VISIT, Seen, State
from zhucun.oversight.onsite.models import SiteVisit


@dataclass(frozen=True)
class Group:
    """One's own group of an open round; no names before their morning."""

    row: InspectionGroup
    drawn: list[DrawnTeam]

    @property
    def day(self) -> date:
        return self.row.day

    @property
    def is_told(self) -> bool:
        return bool(self.drawn)


def own_groups(by: Actor) -> list[Group]:
    """Those of rounds that are drawn and not over. Two queries."""
    if not by.person_id or not by.may(VISIT):
        return []
    mine = GroupMember.objects.filter(group=OuterRef("pk"), inspector__person=by.person_id)
    rows = InspectionGroup.objects.visible_to(by, SEE).filter(Exists(mine), round__state=State.DRAWN)
    groups = list(rows.select_related("round").order_by("day", "number"))
    told = list(own_drawn(by).select_related("team", "group").order_by("position")) if groups else []
    return [Group(row, [one for one in told if one.group_id == row.pk]) for row in groups]


def own_drawn(by: Actor) -> QuerySet[DrawnTeam]:
    mine = GroupMember.objects.filter(group=OuterRef("group"), inspector__person=by.person_id)
    return DrawnTeam.objects.visible_to(by, VISIT).filter(Exists(mine), round__state=State.DRAWN)


def to_go(by: Actor) -> QuerySet[DrawnTeam]:
    """Drawn for one's own group, told, and not yet handed in."""
    return own_drawn(by).filter(state=Seen.WAITING)


def drawn_of(team: Team, by: Actor) -> DrawnTeam | None:
    """What a record of today would be about, where a lot sent somebody to the team: the office writes for a group."""
    rows = DrawnTeam.objects.visible_to(by, VISIT).filter(team=team, round__state=State.DRAWN, state=Seen.WAITING)
    return rows.select_related("group", "round").order_by("-group__day").first()


def lately_handed_in(by: Actor) -> list[SiteVisit]:
    rows = SiteVisit.objects.visible_to(by).standing().filter(handed_in_person__in=by.persons)
    return list(rows.select_related(*SiteVisit.NAMED_WITH).order_by("-handed_in_at")[:10])
