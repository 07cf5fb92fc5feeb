"""MonthlyReview, and what townships tell it."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.oversight.review.rules import HOLD, SEE, ReviewState
from zhucun.records.meetings.models import Meeting

COUNTY_DIGITS = 6


class ReviewQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """What one holds is one's own: a township reads its county's review and decides nothing of it."""
        seen = super().visible_to(actor, needs)
        return seen.filter(within_prefixes("place_code", actor.scope(HOLD).place)) if needs == HOLD else seen

    def of_counties(self) -> Self:
        return self.filter(is_of_county=True)


def _here_or_county_of(prefixes: Iterable[str]) -> Q:
    """A township sees its county's review too: it tells what stands there and gets tasks from it."""
    asked = list(prefixes)
    return within_prefixes("place_code", asked) | Q(
        is_of_county=True, place_code__in={code[:COUNTY_DIGITS] for code in asked}
    )


class MonthlyReview(Row, Scoped):
    """月调度 of a county, or a township's own with its teams: one a month (R-LOG-08, R-LOG-05).

    `table` is 调度表 as it stood when the meeting was held; what is corrected later does not move it.
    """

    SCOPE = {"place": _here_or_county_of}
    SEE = SEE

    place_code = CodeField("县或乡镇", max_length=9)
    is_of_county = models.BooleanField("全县的")
    month = models.CharField("月份", max_length=7)
    planned_on = models.DateField("打算哪天开")
    state = models.CharField("开了没有", max_length=4, choices=ReviewState.choices, default=ReviewState.OPEN)
    held_on = models.DateField("哪天开的", null=True)
    chaired_by = models.CharField("谁主持", max_length=80, blank=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="reviews", verbose_name="会议记录")
    minutes = models.CharField("纪要文号或者记在哪里", max_length=120, blank=True)
    table = models.JSONField("开会时的调度表", default=dict, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "月调度"
        constraints = [
            models.UniqueConstraint(fields=["place_code", "month"], name="review_once"),
            models.CheckConstraint(
                condition=Q(state="open", held_on__isnull=True) | Q(state="held", held_on__isnull=False),
                name="review_held_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}调度"

    @property
    def first(self) -> date:
        return date.fromisoformat(f"{self.month}-01")

    @property
    def called(self) -> str:
        """2022年7月."""
        return f"{self.first.year}年{self.first.month}月"

    @property
    def is_open(self) -> bool:
        return self.state == ReviewState.OPEN


class TownshipStatement(Row, Scoped):
    """All that a township types for 调度: its problems, and what the county should decide (R-BUR-05)."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    review = models.ForeignKey(MonthlyReview, models.PROTECT, related_name="statements", verbose_name="月调度")
    place_code = CodeField("乡镇", max_length=9)
    problems = models.TextField("问题", max_length=500, blank=True)
    asks = models.TextField("请县里定的", max_length=500, blank=True)
    said_on = models.DateField("哪天报的")
    said_by = models.CharField("谁报的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "乡镇情况"
        constraints = [models.UniqueConstraint(fields=["review", "place_code"], name="statement_once")]

    def __str__(self) -> str:
        return self.problems or self.asks or "没有要报的"
