"""Place and what hangs on it: dated names, tags, the county's office, groups and households."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row, holds_on
from zhucun.acts.scope import Reached, Scoped, ScopedQuerySet
from zhucun.org.places.rules import SEE, SEE_HOUSEHOLDS, SERVED, Kind, Tag

places_reached = Reached()  # besides by territory


class PlaceQuerySet(ScopedQuerySet, DatedQuerySet):
    def served_kinds(self) -> Self:
        """Villages, communities and resettlement sites: what a team can be sent to."""
        return self.filter(kind__in=SERVED)

    def tagged(self, tags: list[str], day: date) -> Self:
        return self.filter(Exists(PlaceTag.objects.as_of(day).filter(place=OuterRef("pk"), tag__in=tags)))


class Place(Row, Dated, Scoped):
    """One place with its division code; a site has its village's code and a local two-digit suffix.

    `name` and `short_name` are today's; PlaceName has every name with its days.
    """

    SCOPE = {"place": "code", "team": places_reached.through("team")}
    SEE = SEE

    code = CodeField("代码", max_length=14)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级")
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=60, db_index=True)
    is_local_code = models.BooleanField("本地代码", default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    position = models.PositiveIntegerField("排序", default=0)
    north = models.PositiveIntegerField("纬度", null=True)  # in hundred-thousandths of a degree, like `east`
    east = models.PositiveIntegerField("经度", null=True)
    sketch_x = models.PositiveSmallIntegerField("示意图横坐标", null=True)
    sketch_y = models.PositiveSmallIntegerField("示意图纵坐标", null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "点位"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code"], condition=Q(until__isnull=True), name="place_code_once"),
            models.CheckConstraint(
                condition=Q(north__isnull=True, east__isnull=True) | Q(north__isnull=False, east__isnull=False),
                name="place_position_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="place_code"),
            models.Index(fields=["kind", "code"], name="place_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.code


class PlaceName(Dated):
    """A name a place bears or bore."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "点位名称"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["place"], condition=Q(until__isnull=True), name="place_one_current_name"),
        ]


class PlaceTagQuerySet(ScopedQuerySet, DatedQuerySet):
    """Without the withdrawn: a tag entered by mistake held on no day."""

    def on_standing_places(self, day: date) -> Self:
        """The category·place pairs of a day: tags in force on places that exist."""
        return self.as_of(day).filter(holds_on(day, "place__"))


class StandingTagManager(models.Manager.from_queryset(PlaceTagQuerySet)):
    def get_queryset(self) -> PlaceTagQuerySet:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class PlaceTag(Row, Dated, Scoped):
    """A category on a place, for a time; several may hold at once (R-SEL-01). One entered by mistake is withdrawn."""

    SCOPE = {"place": "place__code"}
    SEE = SEE

    place = models.ForeignKey(Place, models.PROTECT, related_name="tags", verbose_name="点位")
    tag = models.CharField("类别", max_length=30, choices=Tag.choices)
    basis = models.CharField("依据文号", max_length=120, blank=True)
    withdrawn_at = models.DateTimeField("撤回", null=True, blank=True, editable=False)

    objects = StandingTagManager()

    class Meta:
        verbose_name = "村类别"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "tag"],
                condition=Q(until__isnull=True, withdrawn_at__isnull=True),
                name="tag_open_once",
            ),
        ]
        indexes = [models.Index(fields=["tag", "since"], name="tag_since")]

    def __str__(self) -> str:
        return f"{self.place.name}·{self.get_tag_display()}"


class CountyOffice(Row, Scoped):
    """The county's own office 驻村办 and how this county runs: its clock, its first day, whether it is the demo."""

    SCOPE = {"place": "county__code"}
    SEE = SEE

    county = models.OneToOneField(Place, models.PROTECT, related_name="office", verbose_name="县")
    name = models.CharField("驻村办名称", max_length=80)
    is_demo = models.BooleanField("演示数据", default=False)
    clock_stands_at = models.DateTimeField("时钟停在", null=True, blank=True)
    started_on = models.DateField("建账日", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "县驻村办"

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.county.code


class VillageGroup(Row, Dated, Scoped):
    """村民小组: a part of a village."""

    SCOPE = {"place": "village__code"}
    SEE = SEE

    village = models.ForeignKey(Place, models.PROTECT, related_name="groups", verbose_name="村")
    name = models.CharField("组名", max_length=40)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "村民小组"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["village", "name"], condition=Q(until__isnull=True), name="group_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def _of_villages_of_teams(teams: Iterable[int]) -> Q:
    return Q(village__in=Place.objects.filter(places_reached.through("team")(teams)))


class Household(Row, Dated, Scoped):
    """A household, by head's name and group; no ID number, income or health (R-DAT-01)."""

    SCOPE = {"place": "village__code", "team": _of_villages_of_teams}
    SEE = SEE_HOUSEHOLDS

    village = models.ForeignKey(Place, models.PROTECT, related_name="households", verbose_name="村")
    group = models.ForeignKey(VillageGroup, models.PROTECT, null=True, blank=True, verbose_name="组")
    head_name = models.CharField("户主", max_length=40)
    code = models.CharField("户编号", max_length=30, blank=True)
    person_count = models.PositiveSmallIntegerField("人口", null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "农户"
        constraints = [*Dated.Meta.constraints]
        indexes = [models.Index(fields=["village", "head_name"], name="household_head")]

    def __str__(self) -> str:
        return self.head_name
