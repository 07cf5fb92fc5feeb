"""Lease and TimedRun: which process is the clock, and which due moments have been dealt with."""

from django.db import models

from zhucun.acts.rows import CodeField


class Lease(models.Model):
    """Held by one process for some seconds; real time."""

    name = models.CharField("租约", max_length=30, primary_key=True)
    holder = models.CharField("谁", max_length=60)
    until = models.DateTimeField("到")

    class Meta:
        verbose_name = "租约"


class TimedRun(models.Model):
    """A timed job's due moment, claimed once by being inserted. The first of a job is noted and not run."""

    name = models.CharField("定时工作", max_length=120)
    county_code = CodeField("县", max_length=6, blank=True)
    due_at = models.DateTimeField("该办时间")
    job_key = models.BigIntegerField("办的那一件", null=True)

    class Meta:
        verbose_name = "定时办理"
        constraints = [models.UniqueConstraint(fields=["name", "county_code", "due_at"], name="timed_run_once")]
