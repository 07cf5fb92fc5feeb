"""Suggestion: one thing somebody finds a burden or wants better."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped
from zhucun.desk.feedback.rules import State


class Suggestion(Row, Scoped):
    SCOPE = {"place": "county_code", "account": "account_id"}

    county_code = CodeField("县", max_length=6)
    account_id = models.BigIntegerField("谁提的", null=True)
    given_by = models.CharField("姓名", max_length=40)
    text = models.TextField("内容")
    page = models.CharField("哪一页", max_length=200, blank=True)
    given_at = models.DateTimeField("提出时间")
    due_on = models.DateField("答复期限")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.GIVEN)
    answer = models.TextField("答复", blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "意见建议"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False) & ~Q(answered_by=""),
                name="suggestion_answered_by_and_at",
            )
        ]
        indexes = [models.Index(fields=["county_code", "state"], name="suggestion_state")]

    def __str__(self) -> str:
        return self.text[:20]

    @property
    def place_code(self) -> str:
        return self.county_code
