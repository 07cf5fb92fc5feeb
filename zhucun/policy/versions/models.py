"""PolicyVersion: values that hold from a day on, for one level."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.policy.versions.rules import SEE, State, levels_of


class PolicyVersionQuerySet(ScopedQuerySet):
    def in_force(self, day: date, levels: list[str]) -> Self:
        """Approved versions of these levels that have begun, in the order in which they overlay each other."""
        return self.binding(levels).filter(since__lte=day)

    def binding(self, levels: list[str]) -> Self:
        """As `in_force`, whether they have begun or not."""
        return self.filter(state=State.APPROVED, place_code__in=levels).order_by("place_code", "since", "pk")

    def readable_by(self, actor: Actor) -> Self:
        """Whoever is bound by a number may read who set it: approved ones of all levels above, beside one's reach."""
        binding = Q(state=State.APPROVED, place_code__in=levels_of(actor.county_code))
        reach = self.visible_to(actor, SEE) | self.filter(binding if actor.may(SEE) else NOTHING)
        return reach.distinct()


class PolicyVersion(Row, Scoped):
    """Only the values that differ from the level above; later versions of a level overlay earlier ones."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place_code = CodeField("哪一级", max_length=6)
    title = models.CharField("名称", max_length=120)
    since = models.DateField("自何日起")
    values = models.JSONField("参数")
    basis = models.CharField("依据文号", max_length=120, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.CharField("提出人", max_length=80)
    proposed_by_person = models.BigIntegerField("提出人（自然人）", null=True)
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.CharField("决定人", max_length=80, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "参数版本"
        indexes = [models.Index(fields=["place_code", "since"], name="policy_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=False) & ~Q(decided_by="") | ~Q(state__in=["approved", "declined"]),
                name="policy_decided_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.title
