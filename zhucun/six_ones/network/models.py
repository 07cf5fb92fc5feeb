"""Linker: somebody of a village who keeps in touch with households. Which, from when until when."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row, holds_on
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.places.models import Household, Place, VillageGroup, places_reached
from zhucun.six_ones.network.rules import SEE, Kind


def of_villages_of_teams(teams: Iterable[int]) -> Q:
    return Q(village__in=Place.objects.filter(places_reached.through("team")(teams)))


class LinkerQuerySet(ScopedQuerySet, DatedQuerySet):
    def with_load(self, day: date) -> Self:
        """Adds `load`, how many households each has on the day."""
        return self.annotate(load=Count("links", filter=holds_on(day, "links__")))


class Linker(Row, Dated, Scoped):
    """联户的党员、干部. A name in a village's list: no cadre of the pool, no account, no telephone."""

    SCOPE = {"place": "place_code", "team": of_villages_of_teams}
    SEE = SEE

    village = models.ForeignKey(Place, models.PROTECT, related_name="linkers", verbose_name="村")
    place_code = CodeField("地点代码", max_length=14)
    group = models.ForeignKey(
        VillageGroup, models.PROTECT, null=True, blank=True, related_name="linkers", verbose_name="组"
    )
    name = models.CharField("姓名", max_length=40)
    kind = models.CharField("身份", max_length=14, choices=Kind.choices, default=Kind.PARTY_MEMBER)
    age = models.CharField("年龄段", max_length=30, blank=True)

    objects = LinkerQuerySet.as_manager()

    class Meta:
        verbose_name = "联户的人"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["village", "name", "group"],
                condition=Q(until__isnull=True, group__isnull=False),
                name="linker_once_in_group",
            ),
            models.UniqueConstraint(
                fields=["village", "name"],
                condition=Q(until__isnull=True, group__isnull=True),
                name="linker_once_without_group",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "since"], name="linker_place")]

    def __str__(self) -> str:
        return self.name


class LinkQuerySet(ScopedQuerySet, DatedQuerySet):
    def of_homes_there(self, day: date) -> Self:
        """Links of a day to households that are on the list that day."""
        return self.as_of(day).filter(holds_on(day, "household__"))


class HouseholdLink(Row, Dated, Scoped):
    """联户: a household has one who keeps in touch with it, at a time.

    `came_from` is the link it replaced; `linker_before` whose it was where it changed hands on its first day, on which
    no link could end. Both serve to take a move back.
    """

    SCOPE = {"place": "place_code", "team": of_villages_of_teams}
    SEE = SEE

    linker = models.ForeignKey(Linker, models.PROTECT, related_name="links", verbose_name="谁联")
    household = models.ForeignKey(Household, models.PROTECT, related_name="links", verbose_name="哪一户")
    village = models.ForeignKey(Place, models.PROTECT, related_name="household_links", verbose_name="村")
    place_code = CodeField("地点代码", max_length=14)
    came_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="moved_to", verbose_name="接着哪一段", editable=False
    )
    linker_before = models.ForeignKey(
        Linker, models.PROTECT, null=True, related_name="+", verbose_name="原来谁联", editable=False
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "联户"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["household"], condition=Q(until__isnull=True), name="link_open_once"),
        ]
        indexes = [models.Index(fields=["place_code", "since"], name="link_place")]

    def __str__(self) -> str:
        return f"{self.linker}联{self.household}"


class LinkBalance(Row, Scoped):
    """调整联户: suggestions that were accepted as one, so that they are taken back as one."""

    SCOPE = {"place": "place_code", "team": of_villages_of_teams}
    SEE = SEE

    village = models.ForeignKey(Place, models.PROTECT, related_name="link_balances", verbose_name="村")
    place_code = CodeField("地点代码", max_length=14)
    made_on = models.DateField("哪天")
    made_by = models.CharField("谁调的", max_length=80)
    links = models.JSONField("哪些联户", default=list)  # keys of the links as they stand afterwards
    taken_back = models.BooleanField("撤回了", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "调整联户"
