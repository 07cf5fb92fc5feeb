"""Moment, FormerRow, Arrival: when something became known, what stood there before, what was not there yet.

No foreign keys: they are written by the thousand and read by number.
"""

from django.db import models


class Moment(models.Model):
    """When what an act wrote became known: by the clock of the act, and by whom. Without an act, by the real clock."""

    at = models.DateTimeField("何时所知", db_index=True)
    act_id = models.UUIDField("动作号", null=True)
    verb = models.CharField("动作", max_length=60, blank=True)
    actor_name = models.CharField("谁", max_length=80, blank=True)

    class Meta:
        verbose_name = "所知的时刻"


class FormerRow(models.Model):
    """The values that a row had until the moment, of those columns that then changed; of a deleted row all of them."""

    table_name = models.CharField("表", max_length=63)
    key = models.BigIntegerField("记录")
    moment = models.BigIntegerField("到哪一刻为止")
    was = models.TextField("原来的值")

    class Meta:
        verbose_name = "改以前的样子"
        indexes = [
            models.Index(fields=["moment"], name="former_row_moment"),
            models.Index(fields=["table_name", "key"], name="former_row_key"),
        ]


class Arrival(models.Model):
    """Rows that came at the moment, by the run of their keys, both included."""

    table_name = models.CharField("表", max_length=63)
    first = models.BigIntegerField("从几号")
    last = models.BigIntegerField("到几号")
    moment = models.BigIntegerField("哪一刻来的")

    class Meta:
        verbose_name = "新来的记录"
        indexes = [models.Index(fields=["moment"], name="arrival_moment")]
