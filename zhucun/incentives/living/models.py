"""LivingConditions: what a team has to live with on a day; the latest word of a team counts."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team
from zhucun.incentives.living.rules import SEE


class LivingQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def latest(self) -> Self:
        """One row for each team."""
        later = LivingConditions.objects.filter(team=OuterRef("team"), checked_on__gt=OuterRef("checked_on"))
        return self.filter(~Exists(later))


class LivingConditions(Row, Scoped):
    """`items` is what the county looked at that day, `lacking` what of it was not there."""

    SCOPE = {"place": "place_code", "team": "team"}
    SEE = SEE
    NAMED_WITH = ("team",)

    team = models.ForeignKey(Team, models.PROTECT, db_index=False, related_name="+", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    checked_on = models.DateField("看的日子")
    items = models.JSONField("看了哪几样")
    lacking = models.JSONField("缺哪几样", default=list)
    is_lacking = models.BooleanField("有缺的", default=False)
    note = models.CharField("缺什么、谁来办", max_length=200, blank=True)
    recorded_by = models.CharField("登记人", max_length=80)

    objects = LivingQuerySet.as_manager()

    class Meta:
        verbose_name = "生活条件"
        constraints = [
            models.UniqueConstraint(fields=["team", "checked_on"], name="living_conditions_once_a_day"),
            models.CheckConstraint(condition=Q(is_lacking=False) | ~Q(note=""), name="living_conditions_lacking_says"),
        ]

    def __str__(self) -> str:
        return f"{self.team}生活条件"
