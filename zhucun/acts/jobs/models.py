"""The job table: queue, lease and result in one row."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.jobs.rules import MOST_TRIES, OPEN, OVER, OWN, State
from zhucun.acts.rows import CodeField
from zhucun.acts.scope import Scoped, ScopedQuerySet


class JobQuerySet(ScopedQuerySet):
    def claimable(self, now: datetime) -> Self:
        """Waiting and due, or left by a worker whose lease has lapsed."""
        waiting = Q(state=State.QUEUED, not_before__lte=now, stop_asked=False)
        left = Q(state=State.RUNNING, lease_until__lt=now, tries__lt=MOST_TRIES, stop_asked=False)
        return self.filter(waiting | left)

    def given_up(self, now: datetime) -> Self:
        """Left by its worker, and either to be stopped anyway or left too often to be tried again."""
        return self.filter(Q(stop_asked=True) | Q(tries__gte=MOST_TRIES), state=State.RUNNING, lease_until__lt=now)

    def unseen(self) -> Self:
        """Over, and whoever asked does not know it yet. What they stopped themselves they do know."""
        return self.filter(state__in=(State.DONE, State.FAILED), seen_at__isnull=True)


class Job(Scoped):
    """One piece of long work. A worker holds it by a lease it renews; a lapsed lease gives it to the next worker."""

    SCOPE = {"account": "account_id", "place": "county_code"}
    SEE = OWN

    name = models.CharField("工作", max_length=120)
    title = models.CharField("说明", max_length=120)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.ASKED)
    account_id = models.BigIntegerField("谁要的", null=True)
    county_code = CodeField("县", max_length=6, blank=True)
    queue = models.CharField("队列", max_length=8, default="quick")
    dedupe = models.CharField("同一件", max_length=120, blank=True)
    asked_at = models.DateTimeField("何时要的")
    not_before = models.DateTimeField("最早何时")
    started_at = models.DateTimeField("开始", null=True)
    finished_at = models.DateTimeField("结束", null=True)
    seen_at = models.DateTimeField("看过", null=True)
    lease_until = models.DateTimeField("租约到", null=True)
    worker = models.CharField("谁在办", max_length=60, blank=True)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("共", default=0)
    certain = models.CharField("已确定", max_length=200, blank=True)
    stop_asked = models.BooleanField("要求停下", default=False)
    result = models.JSONField("结果", null=True)
    result_url = models.CharField("去哪看", max_length=200, blank=True)
    problem = models.TextField("没办成的原因", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "费时间的事"
        indexes = [
            models.Index(fields=["queue", "not_before"], name="job_open", condition=Q(state__in=["queued", "running"])),
            models.Index(fields=["account_id", "state"], name="job_account"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe"],
                condition=Q(state__in=["queued", "running"]) & ~Q(dedupe=""),
                name="job_one_open_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_over(self) -> bool:
        return self.state in OVER
