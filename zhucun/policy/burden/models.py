"""OutsideForm: a table that somebody demands beside this system, counted with its minutes until it is retired."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.lib.asking import FILLED_BY, Ask
from zhucun.policy.burden.rules import OFTEN, SEE, HowOften


class OutsideFormQuerySet(ScopedQuerySet):
    def asked_for(self) -> Self:
        return self.filter(until__isnull=True)

    def readable_by(self, actor: Actor) -> Self:
        """Whoever fills it in may know that it is counted."""
        own = Q(county_code=actor.county_code) if actor.may(SEE) else NOTHING
        return self.filter(own)


class OutsideForm(Row, Scoped):
    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    title = models.CharField("表名", max_length=60)
    role = models.CharField("谁填", max_length=20, choices=list(FILLED_BY.items()))
    who_asks = models.CharField("谁要的", max_length=60)
    basis = models.CharField("依据", max_length=120)
    how_often = models.CharField("多久一次", max_length=12, choices=HowOften.choices)
    minutes = models.PositiveSmallIntegerField("一次几分钟")
    what_for = models.CharField("做什么用", max_length=120)
    since = models.DateField("从哪天起要")
    until = models.DateField("哪天起不要了", null=True)
    retired_because = models.CharField("为什么停", max_length=120, blank=True)
    entered_by = models.CharField("谁登记", max_length=80)

    objects = OutsideFormQuerySet.as_manager()

    class Meta:
        verbose_name = "系统外的表"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "title", "role"], condition=Q(until__isnull=True), name="outside_form_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="outside_form_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def ask(self) -> Ask:
        return Ask(
            f"outside.{self.pk}",
            self.title,
            who_asks=self.who_asks,
            basis=self.basis,
            how_often=OFTEN[self.how_often],
            what_for=self.what_for,
            minutes=self.minutes,
            role=self.role,
        )
