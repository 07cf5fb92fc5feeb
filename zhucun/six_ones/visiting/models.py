"""HouseholdKind: of which kind a household is, from when until when, where that says how often it is visited."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.six_ones.network.models import of_villages_of_teams


class KindQuerySet(ScopedQuerySet, DatedQuerySet):
    pass


class HouseholdKind(Row, Dated, Scoped):
    """户的类别, by the keys of the county's rhythms: a 脱贫户 is visited oftener. Monitored ones have their ledger."""

    SCOPE = {"place": "place_code", "team": of_villages_of_teams}
    SEE = SEE_HOUSEHOLDS

    household = models.ForeignKey(Household, models.PROTECT, related_name="kinds", verbose_name="哪一户")
    village = models.ForeignKey(Place, models.PROTECT, related_name="household_kinds", verbose_name="村")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("哪类户", max_length=30)

    objects = KindQuerySet.as_manager()

    class Meta:
        verbose_name = "户的类别"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["household"], condition=Q(until__isnull=True), name="household_kind_open_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "household"], name="household_kind_of")]

    def __str__(self) -> str:
        return f"{self.household}：{self.kind}"
