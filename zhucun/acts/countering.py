"""Lines of money that are never changed: one that was wrong stays, with a second line that takes it back."""

from typing import Self

from django.db import models

from zhucun.acts.refused import Refused
from zhucun.acts.scope import ScopedQuerySet


class CounteredQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Neither taken back nor what takes back."""
        return self.filter(is_countered=False, counters__isnull=True)


class Countered(models.Model):
    """`counters` is the line that this one takes back."""

    counters = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="countered_by", verbose_name="冲掉哪一笔"
    )
    is_countered = models.BooleanField("冲掉了", default=False)

    class Meta:
        abstract = True

    def must_be_counterable(self, reason: str) -> str:
        """The reason as it is kept."""
        if self.is_countered or self.counters_id:
            raise Refused("这一笔已经冲掉了。" if self.is_countered else "冲账的那一笔不能再冲。")
        if not reason.strip():
            raise Refused("写一句哪里记错了。", field="reason")
        return reason.strip()
