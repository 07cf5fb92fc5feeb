"""ProjectMoney: a line of a project's money. Wrong ones stay, with a second line that takes them back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q, Sum

from zhucun.acts.countering import Countered, CounteredQuerySet
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, within_prefixes
from zhucun.six_ones.industries.models import OF_ONE_PROJECT, IndustryProject
from zhucun.six_ones.industries.rules import SEE, State
from zhucun.six_ones.project_money.rules import Funder, Kind

NUMBER, LINE = 60, 80


class MoneyQuerySet(CounteredQuerySet):
    def counting(self) -> Self:
        """Of projects that stand."""
        return self.standing().exclude(project__state=State.WITHDRAWN)

    def within(self, code: str) -> Self:
        return self.filter(within_prefixes("place_code", [code]))

    def in_days(self, since: date, until: date) -> Self:
        return self.filter(on__gte=since, on__lt=until)

    def totals(self) -> dict[str, int]:
        """Kind → fen."""
        summed = self.order_by().values_list("kind").annotate(total=Sum("fen"))
        return dict.fromkeys(Kind.values, 0) | dict(summed)


class ProjectMoney(Countered, Row, Scoped):
    """项目资金. `fen` is above zero; below zero on the line that takes another back.

    One approval may cover many projects, so that a number stands once for a project and a kind.
    """

    SCOPE = {**OF_ONE_PROJECT, "place": "place_code"}
    SEE = SEE
    NAMED_WITH = ("project",)

    project = models.ForeignKey(IndustryProject, models.PROTECT, related_name="money", verbose_name="产业项目")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("哪一种", max_length=8, choices=Kind.choices)
    on = models.DateField("哪天")
    fen = models.BigIntegerField("金额（分）")
    number = models.CharField("文号、凭证号", max_length=NUMBER, blank=True)
    funder = models.CharField("谁的钱", max_length=10, choices=Funder.choices)
    what = models.CharField("说明", max_length=LINE, blank=True)
    recorded_by = models.CharField("谁记的", max_length=80)
    recorded_on = models.DateField("记账日")

    objects = MoneyQuerySet.as_manager()

    class Meta:
        verbose_name = "产业项目资金"
        constraints = [
            models.CheckConstraint(
                condition=Q(counters__isnull=True, fen__gt=0) | Q(counters__isnull=False, fen__lt=0),
                name="project_money_changes_the_right_way",
            ),
            models.CheckConstraint(condition=Q(kind=Kind.APPLIED) | ~Q(number=""), name="project_money_by_its_paper"),
            models.UniqueConstraint(
                fields=["project", "kind", "number"],
                condition=Q(is_countered=False, counters__isnull=True) & ~Q(number=""),
                name="project_money_number_once",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "kind", "on"], name="project_money_counted")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()
