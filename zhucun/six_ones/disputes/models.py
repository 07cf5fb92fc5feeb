"""Dispute: parties as few words as will do, no names asked for, no numbers; what became of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Place
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.disputes.rules import CLOSED, SEE, SOLVED, Kind, Level, State

LONGEST, LINE = 500, 200


class DisputeQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def solved_in(self, since: date, until: date) -> Self:
        """In [since, until)."""
        return self.filter(state__in=SOLVED, closed_on__gte=since, closed_on__lt=until)


class Dispute(Row, Scoped):
    """矛盾纠纷. Units, villagers and readers from above do not reach it: it tells of private quarrels."""

    SCOPE = {"place": "place_code", "team": "team"}
    SEE = SEE
    NAMED_WITH = ("place", "team")

    place = models.ForeignKey(Place, models.PROTECT, related_name="disputes", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="disputes", verbose_name="工作队")
    record = models.OneToOneField(
        WorkRecord, models.PROTECT, null=True, related_name="dispute", verbose_name="从哪一笔来"
    )
    kind = models.CharField("哪一类", max_length=12, choices=Kind.choices, default=Kind.OTHER)
    parties = models.CharField("谁和谁", max_length=60, blank=True)
    text = models.TextField("为了什么", max_length=LONGEST)
    raised_on = models.DateField("哪天")
    level = models.CharField("在哪一级调解", max_length=10, choices=Level.choices, default=Level.VILLAGE)
    mediator = models.CharField("谁来调解", max_length=80, blank=True)
    state = models.CharField("怎么样了", max_length=20, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField("哪天了结", null=True)
    outcome = models.CharField("怎么解决的", max_length=LINE, blank=True)
    referred_to = models.CharField("转到哪里", max_length=80, blank=True)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "矛盾纠纷"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=CLOSED) | Q(closed_on__isnull=False), name="dispute_closed_says_when"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("raised_on")), name="dispute_closed_after"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFERRED) | ~Q(referred_to=""), name="dispute_referred_says_where"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "closed_on"], name="dispute_counted"),
            models.Index(fields=["team", "state"], name="dispute_team_state"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}…"
