"""VillageSpeciality and CollectiveIncome: what a village is known for, and what its collective earned in a year."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import TeamBacking, TeamPlace
from zhucun.org.places.models import Place
from zhucun.six_ones.industries.models import PRODUCT
from zhucun.six_ones.industries.rules import SEE

LINE = 80


def _of_teams(teams: Iterable[int]) -> Q:
    return Q(place__in=TeamPlace.objects.current().filter(team__in=list(teams)).values("place"))


def _of_teams_backed(units: Iterable[int]) -> Q:
    backed = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
    return Q(place__in=TeamPlace.objects.current().filter(team__in=backed).values("place"))


class SpecialityQuerySet(DatedQuerySet, ScopedQuerySet):
    def current(self) -> Self:
        return self.filter(until__isnull=True)


class VillageSpeciality(Row, Dated, Scoped):
    """一村一品. A village may have one after the other, and a product may be that of several villages."""

    SCOPE = {"place": "place_code", "team": _of_teams, "backer": _of_teams_backed}
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="specialities", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14, db_index=True)
    product = models.CharField("什么产品", max_length=PRODUCT)
    note = models.CharField("规模、牌子", max_length=LINE, blank=True)
    told_by = models.CharField("谁登记的", max_length=80)

    objects = SpecialityQuerySet.as_manager()

    class Meta:
        verbose_name = "一村一品"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "product"], condition=Q(until__isnull=True), name="speciality_once"
            ),
        ]

    def __str__(self) -> str:
        return self.product


class IncomeQuerySet(ScopedQuerySet):
    """Within reach."""


class CollectiveIncome(Row, Scoped):
    """村集体经济收入: one sum a village and year; a sum that was wrong is corrected, with the reason."""

    SCOPE = VillageSpeciality.SCOPE
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="collective_incomes", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    year = models.PositiveSmallIntegerField("年度")
    fen = models.BigIntegerField("收入（分）")
    note = models.CharField("从哪里来", max_length=LINE, blank=True)
    told_by = models.CharField("谁登记的", max_length=80)

    objects = IncomeQuerySet.as_manager()

    class Meta:
        verbose_name = "村集体经济收入"
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="collective_income_once_a_year"),
            models.CheckConstraint(condition=Q(fen__gte=0), name="collective_income_not_below_zero"),
        ]
        indexes = [models.Index(fields=["place_code", "year"], name="collective_income_counted")]

    def __str__(self) -> str:
        return f"{self.year}年"
