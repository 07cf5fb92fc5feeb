"""MonthReport: what a team did in a month; numbers frozen when it is confirmed."""

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team
from zhucun.records.monthly.rules import LONGEST, State
from zhucun.records.notes.rules import SEE


class MonthReport(Row, Scoped):
    """One team, one month. Its numbers are those of the day it was confirmed, and nobody types them (R-DOC-11)."""

    SCOPE = {"place": "place_code", "team": "team"}
    SEE = SEE
    NAMED_WITH = ("team",)

    team = models.ForeignKey(Team, models.PROTECT, related_name="month_reports", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14)
    month = models.DateField("月份")  # its first day
    numbers = models.JSONField("数字", default=list)  # [key, label, value, unit]
    text = models.TextField("做了什么", max_length=LONGEST)
    problems = models.TextField("问题和困难", max_length=LONGEST, blank=True)
    next_month = models.TextField("下月打算", max_length=LONGEST, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.CONFIRMED)
    confirmed_by = models.CharField("谁确认", max_length=80)
    confirmed_person = models.BigIntegerField(null=True, editable=False)
    confirmed_at = models.DateTimeField("确认时间")
    checked_by = models.CharField("谁核对", max_length=80, blank=True)
    checked_at = models.DateTimeField("核对时间", null=True)
    sent_back_because = models.CharField("为什么退回", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "工作队月报"
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="month_report_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="month_report_first_day"),
            models.CheckConstraint(
                condition=~Q(state=State.CHECKED) | Q(checked_at__isnull=False) & ~Q(checked_by=""),
                name="month_report_checked_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) | Q(checked_at__gte=F("confirmed_at")),
                name="month_report_checked_after",
            ),
        ]
        indexes = [models.Index(fields=["month", "place_code"], name="month_report_month")]

    def __str__(self) -> str:
        return f"{self.team.name}{self.month:%Y}年{self.month.month}月月报"
