"""RatingSession, RatingTally and SurveySlip: who was asked, how many said what, which slips were used."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team
from zhucun.files.models import holds_files
from zhucun.oversight.rating.rules import HOLD, SEE, Pile, RatingKind, SessionState


class RatingSessionQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Those who were judged see it once it is over (R-ASS-12, R-ASS-16)."""
        seen = super().visible_to(actor, needs)
        return seen if actor.scope(needs or SEE).place else seen.filter(state=SessionState.CLOSED)

    def with_slips(self) -> Self:
        """Adds how many slips there are and how many were used."""
        return self.annotate(
            slips_made=Count("slips"), slips_used=Count("slips", filter=Q(slips__used_on__isnull=False))
        )


class RatingSession(Row, Scoped):
    """`form` holds the topics, answers and points of the day it was opened; `piles` what was counted together."""

    SCOPE = {"place": "place_code", "team": "team"}
    SEE = SEE

    team = models.ForeignKey(Team, models.PROTECT, related_name="rating_sessions", verbose_name="工作队")
    place_code = CodeField("在哪个村", max_length=14)
    place_name = models.CharField("村名", max_length=60)
    cycle = models.CharField("哪一期考核", max_length=8)
    kind = models.CharField("怎么评", max_length=8, choices=RatingKind.choices)
    judges_members = models.BooleanField("连队员一起评", default=False)
    held_on = models.DateField("哪天办")
    until_on = models.DateField("最后一天")
    state = models.CharField("办到哪一步", max_length=10, choices=SessionState.choices, default=SessionState.OPEN)
    form = models.JSONField("评哪几项")
    smallest = models.PositiveSmallIntegerField("几张以下并到一起")
    piles = models.JSONField("票怎么合", default=list)
    is_void = models.BooleanField("票太少不算", default=False)
    opened_by = models.CharField("谁办的", max_length=80)
    closed_by = models.CharField("谁了结的", max_length=80, blank=True)
    closed_on = models.DateField("哪天了结", null=True)
    reason = models.CharField("为什么不办", max_length=200, blank=True)

    objects = RatingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "民主测评"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "place_code", "cycle", "kind"],
                condition=~Q(state=SessionState.CANCELLED),
                name="rating_session_once",
            ),
            models.CheckConstraint(condition=Q(until_on__gte=models.F("held_on")), name="rating_session_days_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=[SessionState.OPEN, SessionState.GATHERED], closed_on__isnull=True, closed_by="")
                | Q(state__in=[SessionState.CLOSED, SessionState.CANCELLED], closed_on__isnull=False)
                & ~Q(closed_by=""),
                name="rating_session_closed_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "cycle"], name="rating_session_place_cycle")]

    def __str__(self) -> str:
        return f"{self.team.name}{self.get_kind_display()}"

    @property
    def is_survey(self) -> bool:
        return self.kind == RatingKind.SURVEY

    @property
    def all_piles(self) -> list[Pile]:
        return [Pile(tuple(one["groups"]), one["ballots"]) for one in self.piles]


class RatingTallyQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Of those who were judged everybody sees the team's and their own, never a colleague's (R-ASS-16)."""
        scope, seen = actor.scope(needs or SEE), super().visible_to(actor, needs)
        if scope.place:
            return seen
        return seen.filter(session__state=SessionState.CLOSED).filter(
            Q(posting__isnull=True) | Q(posting__cadre__in=list(scope.cadre))
        )


class RatingTally(Scoped):
    """A box of the form and how many marked it. All rows of a session are made at once and written at once, so that
    neither their order nor what the database keeps beside them tells which vote came when."""

    SCOPE = {"place": "session__place_code", "team": "session__team"}
    SEE = SEE

    session = models.ForeignKey(RatingSession, models.CASCADE, related_name="tallies")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+", verbose_name="评谁")
    pile = models.CharField("哪一摞", max_length=80)
    topic = models.CharField("哪一项", max_length=40)
    answer = models.CharField("哪一档", max_length=40)
    count = models.PositiveIntegerField("几票", default=0)

    objects = RatingTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "民主测评计票"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "pile", "topic", "answer"],
                condition=Q(posting__isnull=True),
                name="rating_tally_of_team_once",
            ),
            models.UniqueConstraint(
                fields=["session", "posting", "pile", "topic", "answer"],
                condition=Q(posting__isnull=False),
                name="rating_tally_of_person_once",
            ),
        ]


class SurveySlip(models.Model):
    """One villager's way in, once. The code is on paper alone; of its use only the day is kept."""

    session = models.ForeignKey(RatingSession, models.CASCADE, related_name="slips")
    digest = models.CharField("码的密文", max_length=64, unique=True)
    used_on = models.DateField("哪天用的", null=True)

    class Meta:
        verbose_name = "群众评议条"


def without_session(cycle: str, kind: str) -> Q:
    """The condition on teams that have none of the kind in the cycle."""
    held = RatingSession.objects.filter(team=OuterRef("pk"), cycle=cycle, kind=kind).exclude(
        state=SessionState.CANCELLED
    )
    return ~Q(Exists(held))


FormTold = dict[str, list[dict[str, Any]]]


@holds_files("oversight.ratingsession")
def counted_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    """The sheet that was counted, for whoever holds ratings: those who were judged read the sums."""
    return RatingSession.objects.visible_to(actor, HOLD)
