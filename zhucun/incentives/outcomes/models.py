"""AnnouncedOutcome, ReserveTotal: what was announced of whom, and of the reserve no more than how many."""

from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.incentives.benefits.models import Given, GivenQuerySet
from zhucun.incentives.outcomes.rules import SEE, Advancement, Level, OutcomeGroup
from zhucun.lib.periods import Span


class OutcomeQuerySet(GivenQuerySet):
    def announced_in(self, span: Span) -> Self:
        return self.standing().filter(on__gte=span.since, on__lt=span.until)

    def within(self, code: str) -> Self:
        return self.filter(within_prefixes("place_code", [code]))


class AnnouncedOutcome(Given):
    """The posting is the one it was announced on or after; a person may have several, each is one 人次."""

    SEE = SEE

    group = models.CharField("哪一批", max_length=10, choices=OutcomeGroup.choices)
    kind = models.CharField("哪一种", max_length=16, choices=Advancement.choices, blank=True)
    level = models.CharField("哪一级", max_length=10, choices=Level.choices)
    what = models.CharField("公布的是什么", max_length=80)
    document = models.CharField("文件号", max_length=60)
    on = models.DateField("公布日")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = "四个一批结果"
        constraints = [
            *Given.Meta.constraints,
            models.CheckConstraint(
                condition=Q(group=OutcomeGroup.PROMOTE) & ~Q(kind="") | ~Q(group=OutcomeGroup.PROMOTE) & Q(kind=""),
                name="announced_outcome_kind_of_promotion",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="announced_outcome_by_document"),
            models.UniqueConstraint(
                fields=["cadre", "group", "kind", "document"],
                condition=Q(withdrawn_on__isnull=True),
                name="announced_outcome_once",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "on"], name="announced_outcome_place")]

    def __str__(self) -> str:
        return f"{self.cadre}{self.called}"

    @property
    def called(self) -> str:
        return self.get_kind_display() if self.kind else self.get_group_display()


class ReserveTotal(Row, Scoped):
    """发现储备: how many, by which document. There is no column for a person (R-USE-07)."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6, db_index=True)
    people = models.PositiveIntegerField("多少人")
    document = models.CharField("文件号", max_length=60)
    on = models.DateField("公布日")
    recorded_by = models.CharField("登记人", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "发现储备总数"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "document"], name="reserve_total_once"),
            models.CheckConstraint(condition=Q(people__gt=0) & ~Q(document=""), name="reserve_total_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"储备 {self.people} 人"


class DocumentTotal(Row, Scoped):
    """How many in all a document names of a kind, members or not: what the members' share is of (R-USE-05)."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6, db_index=True)
    document = models.CharField("文件号", max_length=60)
    kind = models.CharField("哪一种", max_length=16, choices=Advancement.choices)
    people = models.PositiveIntegerField("一共多少人")
    recorded_by = models.CharField("登记人", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "文件总人数"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "document", "kind"], name="document_total_once"),
            models.CheckConstraint(condition=Q(people__gt=0), name="document_total_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.document}{self.get_kind_display()} {self.people} 人"
