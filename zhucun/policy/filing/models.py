"""FilingTick: one thing settled, on which day, by which document."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.policy.filing.rules import SEE, Item


class FilingTick(Row, Scoped):
    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    item = models.CharField("事项", max_length=12, choices=Item.choices)
    done_on = models.DateField("哪天办好")
    number = models.CharField("文号或备案号", max_length=120, blank=True)
    ticked_by = models.CharField("谁登记", max_length=80)
    withdrawn_at = models.DateTimeField("撤销时间", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "上线备案"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "item"], condition=Q(withdrawn_at__isnull=True), name="filing_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_item_display()

    @property
    def place_code(self) -> str:
        return self.county_code
