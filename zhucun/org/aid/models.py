"""VillageAid: a unit paired with a village. HouseholdAid: a person responsible for households. Neither is a posting."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.aid.rules import SEE_AID_UNITS, SEE_HELPERS
from zhucun.org.people.models import Unit
from zhucun.org.people.sealed_text import SealedTextField
from zhucun.org.places.models import Household, Place


class AidQuerySet(ScopedQuerySet, DatedQuerySet):
    pass


class VillageAid(Row, Dated, Scoped):
    """结对帮扶单位: a unit that stands by a village, whether or not a team is there. A place may have several.

    The 后盾单位 of a team is another thing and has its own row, TeamBacking (R-ORG-12).
    """

    SCOPE = {"place": "place__code", "sender": "unit", "backer": "unit"}
    SEE = SEE_AID_UNITS

    place = models.ForeignKey(Place, models.PROTECT, related_name="aid_units", verbose_name="点位")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aided_places", verbose_name="结对帮扶单位")
    basis = models.CharField("依据文号", max_length=120, blank=True)

    objects = AidQuerySet.as_manager()

    class Meta:
        verbose_name = "结对帮扶单位"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "unit"], condition=Q(until__isnull=True), name="village_aid_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}结对{self.place}"


class HouseholdAid(Row, Dated, Scoped):
    """结对帮扶责任人: who is responsible for which households. The helper is a name in a list, no cadre, no member.

    Lists often say only how many households somebody has and for which township: then `household` is empty, `place` is
    the nearest place known and `household_count` says how many.
    """

    SCOPE = {"place": "place__code", "sender": "unit", "backer": "unit"}
    SEE = SEE_HELPERS

    place = models.ForeignKey(Place, models.PROTECT, related_name="household_aids", verbose_name="点位")
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="aids", verbose_name="农户"
    )
    household_count = models.PositiveSmallIntegerField("户数", default=1)
    helper_name = models.CharField("责任人", max_length=40)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="household_aids", verbose_name="单位"
    )
    rank = models.CharField("职级", max_length=40, blank=True)
    phone = SealedTextField("电话", blank=True, default="")
    phone_tail = models.CharField(max_length=4, blank=True, editable=False)

    objects = AidQuerySet.as_manager()

    class Meta:
        verbose_name = "结对帮扶责任人"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(household__isnull=True) | Q(household_count=1), name="household_aid_one_named_household"
            ),
        ]
        indexes = [models.Index(fields=["place", "helper_name"], name="household_aid_helper")]

    def __str__(self) -> str:
        return f"{self.helper_name}结对{self.household or self.place}"

    @property
    def place_code(self) -> str:
        return self.place.code
