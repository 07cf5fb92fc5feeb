"""BenefitReminder: a unit was told what it still owes; what it owed that day is frozen."""

from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.incentives.benefits.rules import SEE
from zhucun.org.people.models import Unit


class ReminderQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(answered_on__isnull=True)


class BenefitReminder(Row, Scoped):
    """It waits for the unit until the unit says what it has done about it."""

    SCOPE = {"place": "county_code", "sender": "unit", "backer": "unit"}
    SEE = SEE
    NAMED_WITH = ("unit",)

    county_code = CodeField("县", max_length=6)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    sentences = models.JSONField("还欠什么")
    reminded_on = models.DateField("提醒日")
    reminded_by = models.CharField("谁提醒的", max_length=80)
    due_on = models.DateField("请在哪天前办")
    answered_on = models.DateField("单位回话", null=True)
    answered_by = models.CharField("谁回的", max_length=80, blank=True)
    answer = models.CharField("办得怎么样", max_length=200, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "保障提醒"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by="", answer="")
                | Q(answered_on__isnull=False) & ~Q(answered_by="") & ~Q(answer=""),
                name="benefit_reminder_answered_by_and_on",
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(answered_on__isnull=True), name="benefit_reminder_one_open"
            ),
        ]
        indexes = [models.Index(fields=["county_code", "reminded_on"], name="benefit_reminder_county")]

    def __str__(self) -> str:
        return f"提醒{self.unit}"

    @property
    def place_code(self) -> str:
        return self.county_code
