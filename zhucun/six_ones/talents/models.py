"""ForumOpinion: said at a forum, with its owner and reply. ReturnedTalent: who came back; TalentStay: still here?"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents.rules import SEE, Owner, Role

LONGEST, LINE, WHERE = 500, 300, 60


def _of_teams_backed(path: str, *, or_given: bool = False) -> Callable[[Iterable], Q]:
    """A unit reaches what the teams it stands behind have, and what was given to it."""

    def reached(units: Iterable) -> Q:
        keys = list(units)
        backed = TeamBacking.objects.current().filter(unit__in=keys).values("team")
        found = Q(**{f"{path}__in": backed})
        return found | Q(unit__in=keys) if or_given else found

    return reached


class OpinionQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def open(self) -> Self:
        return self.standing().filter(replied_on__isnull=True)


class ForumOpinion(Row, Scoped):
    """座谈会上的一条意见. The forum is a meeting of the records; `place_code`, `team`, `held_on` are its."""

    SCOPE = {
        "place": "place_code",
        "team": "team",
        "sender": "unit",
        "backer": _of_teams_backed("team", or_given=True),
    }
    SEE = SEE
    NAMED_WITH = ("meeting__record", "team", "unit")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions", verbose_name="座谈会")
    place_code = CodeField("地点代码", max_length=14)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="opinions", verbose_name="工作队")
    held_on = models.DateField("哪天说的")
    said_by = models.CharField("谁说的", max_length=WHERE, blank=True)
    text = models.CharField("说了什么", max_length=LONGEST)
    owner = models.CharField("谁来办", max_length=10, choices=Owner.choices, default=Owner.TEAM)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="opinions", verbose_name="哪个单位")
    reply = models.CharField("答复", max_length=LINE, blank=True)
    replied_on = models.DateField("哪天答复", null=True)
    replied_by = models.CharField("谁答复的", max_length=80, blank=True)
    withdrawn_at = models.DateTimeField("撤回", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "座谈会意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, reply="") | Q(replied_on__isnull=False) & ~Q(reply=""),
                name="opinion_replied_with_words",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=F("held_on")), name="opinion_replied_after"
            ),
            models.CheckConstraint(
                condition=Q(owner=Owner.UNIT, unit__isnull=False) | Q(unit__isnull=True) & ~Q(owner=Owner.UNIT),
                name="opinion_unit_if_its",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "held_on"], name="opinion_counted"),
            models.Index(fields=["team", "replied_on"], name="opinion_team_open"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}…"

    @property
    def owner_name(self) -> str:
        if self.owner == Owner.UNIT and self.unit:
            return self.unit.name
        if self.owner == Owner.TEAM:
            return self.team.name if self.team else "村里"
        return self.get_owner_display()


class TalentQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def here_on(self, day: date) -> Self:
        """Back by then and not gone again."""
        return self.standing().filter(Q(left_on__isnull=True) | Q(left_on__gt=day), returned_on__lte=day)

    def to_ask(self, day: date) -> Self:
        return self.standing().filter(left_on__isnull=True, ask_on__lte=day)


class ReturnedTalent(Row, Scoped):
    """引回的人: whoever came back, brought by a team or by others; no ID number, no telephone.

    `ask_on` is when it is asked next whether they are still here; nothing is asked of whoever has left.
    """

    SCOPE = {"place": "place_code", "team": "brought_by", "backer": _of_teams_backed("brought_by")}
    SEE = SEE
    NAMED_WITH = ("place", "brought_by", "committee_member")

    place = models.ForeignKey(Place, models.PROTECT, related_name="talents", verbose_name="回到哪个村")
    place_code = CodeField("地点代码", max_length=14)
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("回来做什么", max_length=10, choices=Role.choices, default=Role.OTHER)
    doing = models.CharField("做的事", max_length=LINE, blank=True)
    came_from = models.CharField("从哪里回来", max_length=WHERE, blank=True)
    returned_on = models.DateField("哪天回来")
    brought_by = models.ForeignKey(Team, models.PROTECT, null=True, related_name="talents", verbose_name="哪支队引回")
    committee_member = models.ForeignKey(
        CommitteeMember, models.PROTECT, null=True, related_name="talents", verbose_name="村“两委”干部"
    )
    ask_on = models.DateField("哪天问还在不在", null=True)
    left_on = models.DateField("哪天又走了", null=True)
    withdrawn_at = models.DateTimeField("撤回", null=True)

    objects = TalentQuerySet.as_manager()

    class Meta:
        verbose_name = "引回的能人"
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("returned_on")), name="talent_left_after_returning"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "returned_on"], name="talent_counted"),
            models.Index(fields=["ask_on"], name="talent_to_ask", condition=Q(ask_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class TalentStay(Row, Scoped):
    """What was found a year on: still here or not. A line is never changed."""

    SCOPE = {
        "place": "talent__place_code",
        "team": "talent__brought_by",
        "backer": _of_teams_backed("talent__brought_by"),
    }
    SEE = SEE

    talent = models.ForeignKey(ReturnedTalent, models.PROTECT, related_name="stays", verbose_name="引回的能人")
    asked_on = models.DateField("哪天问的")
    is_here = models.BooleanField("还在")
    note = models.CharField("现在怎么样", max_length=LINE, blank=True)
    asked_by = models.CharField("谁问的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "还在不在"

    @property
    def place_code(self) -> str:
        return self.talent.place_code
