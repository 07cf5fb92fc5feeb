"""Scheme, its Indicators and RaterWeights."""

from collections.abc import Callable, Iterable
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.models import Cadre, Unit
from zhucun.oversight.schemes.rules import (
    ENFORCE,
    KEEP,
    SEE,
    Cap,
    Grade,
    Leaf,
    ObjectKind,
    Rater,
    Rounding,
    SchemeCycle,
    SchemeRules,
    SchemeState,
    called,
    ceilings_of,
    scale_of,
)

COUNTY_DIGITS = 6


def of_the_county(path: str) -> Callable[[Iterable[str]], Q]:
    """Everybody of the county reads by which rules they are judged, a township's people as well."""

    def condition(prefixes: Iterable[str]) -> Q:
        asked = list(prefixes)
        return within_prefixes(path, asked) | Q(**{f"{path}__in": {code[:COUNTY_DIGITS] for code in asked}})

    return condition


def _of_counties_of(model: type[models.Model]) -> Callable[[Iterable[int]], Q]:
    def condition(keys: Iterable[int]) -> Q:
        return Q(county_code__in=model._base_manager.filter(pk__in=list(keys)).values("county_code"))

    return condition


class SchemeQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """A draft only for whoever writes it or puts it in force: nobody prepares for what may still change."""
        rows = super().visible_to(actor, needs)
        if actor.may(KEEP) or actor.may(ENFORCE):
            return rows
        return rows.exclude(state=SchemeState.DRAFT)

    def in_force(self) -> "SchemeQuerySet":
        return self.filter(state=SchemeState.IN_FORCE)


class Scheme(Row, Scoped):
    """考核方案 of one kind of subject and one cycle, numbered; in force it is not changed, only followed (R-ASS-03).

    `cap_percent` null is no cap. `bands` are the least points of the three upper grades.
    """

    SCOPE = {
        "place": of_the_county("county_code"),
        "sender": _of_counties_of(Unit),
        "team": _of_counties_of(Team),
        "cadre": _of_counties_of(Cadre),
    }
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    object_kind = models.CharField("考核谁", max_length=6, choices=ObjectKind.choices)
    cycle = models.CharField("哪一档", max_length=7, choices=SchemeCycle.choices)
    number = models.PositiveSmallIntegerField("第几版")
    basis = models.CharField("依据文号", max_length=120, blank=True)
    state = models.CharField("状态", max_length=8, choices=SchemeState.choices, default=SchemeState.DRAFT)
    bands = models.JSONField("等次线")
    ceilings = models.JSONField("一票否决", default=list, blank=True)
    cap_percent = models.PositiveSmallIntegerField("第一等最多占（%）", null=True)
    cap_rounding = models.CharField("名额的零头", max_length=5, choices=Rounding.choices, default=Rounding.FLOOR)
    cap_by_category = models.BooleanField("按身份分别算名额", default=True)
    enforced_on = models.DateField("哪天启用", null=True)
    enforced_by = models.CharField("谁启用", max_length=80, blank=True)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "考核方案"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "object_kind", "cycle", "number"], name="scheme_number_once"
            ),
            models.UniqueConstraint(
                fields=["county_code", "object_kind", "cycle"],
                condition=Q(state="in_force"),
                name="scheme_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(cap_percent__isnull=True) | Q(cap_percent__gt=0, cap_percent__lte=100),
                name="scheme_cap_above_zero",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(enforced_on__isnull=False) & ~Q(enforced_by=""),
                name="scheme_enforced_on_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_object_kind_display()}{self.get_cycle_display()}考核方案第{self.number}版"

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def cap(self) -> Cap | None:
        if self.cap_percent is None:
            return None
        return Cap(self.cap_percent, self.cap_rounding, self.cap_by_category)

    def grades(self) -> list[tuple[int, str]]:
        """As civil servants and teams are graded; others are called by their own scale on their sheets (R-ASS-07)."""
        scale = scale_of(self.object_kind, self.cycle)
        return [(grade.value, called(grade, scale)) for grade in Grade]

    def rules(self) -> SchemeRules:
        """Two queries."""
        common, own = self._rater_weights()
        leaves = tuple(
            Leaf(
                key=one.pk,
                block=one.parent.name if one.parent else one.name,
                name=one.name,
                weight=one.weight,
                standard=one.standard,
                source=one.source,
                raters=() if one.source else tuple(own.get(one.pk) or common),
            )
            for one in self.indicators.filter(is_block=False).select_related("parent").order_by("position")
        )
        return SchemeRules(leaves, tuple(self.bands), ceilings_of(self.ceilings), self.cap)

    def _rater_weights(self) -> tuple[list[tuple[str, int]], dict[int, list[tuple[str, int]]]]:
        common: list[tuple[str, int]] = []
        own: dict[int, list[tuple[str, int]]] = {}
        for one in self.rater_weights.order_by("pk"):
            held = common if one.indicator_id is None else own.setdefault(one.indicator_id, [])
            held.append((one.rater, one.weight))
        return common, own


class Indicator(models.Model):
    """考核项目: a block, or one of its items; the weight of a block is that of its items."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="indicators", verbose_name="方案")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="items", verbose_name="属于")
    is_block = models.BooleanField("是大项", default=False)
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("项目", max_length=40)
    weight = models.PositiveSmallIntegerField("分值", default=0)
    standard = models.CharField("评分标准", max_length=200, blank=True)
    source = models.CharField("从哪种记录算", max_length=40, blank=True)

    class Meta:
        verbose_name = "考核项目"
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="indicator_position_once"),
            models.CheckConstraint(condition=Q(weight__lte=100), name="indicator_weight_within_100"),
        ]

    def __str__(self) -> str:
        return self.name


class RaterWeight(models.Model):
    """What a rater's number weighs: for one indicator, or for all that have none of their own."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="rater_weights", verbose_name="方案")
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="+", verbose_name="项目")
    rater = models.CharField("谁评", max_length=10, choices=Rater.choices)
    weight = models.PositiveSmallIntegerField("权重")

    class Meta:
        verbose_name = "评分权重"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "rater"], name="rater_weight_once"),
            models.UniqueConstraint(
                fields=["scheme", "rater"], condition=Q(indicator__isnull=True), name="rater_weight_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rater_display()} {self.weight}"
