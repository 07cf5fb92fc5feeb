"""PlaceDistance: what the county measured between two of its places, the same both ways."""

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.places.models import Place
from zhucun.oversight.routes.rules import KEEP, LONGEST_METRES, LONGEST_MINUTES


class PlaceDistance(Row, Scoped):
    """里程表的一行; the place with the smaller code comes first, so that a pair stands once."""

    SCOPE = {"place": "county_code"}
    SEE = KEEP

    county_code = CodeField("县", max_length=6, db_index=True)
    one = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="从哪里")
    other = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="到哪里")
    minutes = models.PositiveIntegerField("分钟")
    metres = models.PositiveIntegerField("米")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "里程"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="place_distance_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="place_distance_of_two"),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST_MINUTES), metres__range=(1, LONGEST_METRES)),
                name="place_distance_makes_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one}—{self.other}"

    @property
    def place_code(self) -> str:
        return self.county_code
