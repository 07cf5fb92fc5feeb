"""FundEntry, FundPublication: the one ledger of a team's work money, and that a half-year of it was shown."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q, Sum

from zhucun.acts.countering import Countered, CounteredQuerySet
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team, TeamBacking
from zhucun.incentives.funds.rules import SEE, Promise, Source, half_said


def _of_teams_backed(units: Iterable[int]) -> Q:
    """Who pays in sees what it went on."""
    return Q(team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


OF_ONE_TEAM = {"place": "place_code", "backer": _of_teams_backed, "team": "team"}


class FundEntryQuerySet(InOrderOfPlaces, CounteredQuerySet):
    def within(self, code: str) -> Self:
        return self.filter(within_prefixes("place_code", [code]))

    def income(self) -> Self:
        return self.filter(purpose="")

    def spending(self) -> Self:
        return self.exclude(purpose="")

    def in_days(self, since: date, until: date) -> Self:
        return self.filter(on__gte=since, on__lt=until)

    def total(self) -> int:
        return self.aggregate(total=Sum("fen"))["total"] or 0


class FundEntry(Countered, Row, Scoped):
    """A line is never changed: one that was wrong stays, with a second line that takes it back.

    `fen` is by how much the balance changes: below zero of what was spent, and of what takes an income back.
    """

    SCOPE = OF_ONE_TEAM
    SEE = SEE
    NAMED_WITH = ("team",)

    team = models.ForeignKey(Team, models.PROTECT, db_index=False, related_name="+", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14)
    on = models.DateField("哪天")
    year = models.PositiveSmallIntegerField("年度")
    fen = models.BigIntegerField("金额（分）")
    voucher = models.CharField("凭证号", max_length=40)
    source = models.CharField("谁给的", max_length=10, choices=Source.choices, blank=True)
    promise = models.CharField("哪一笔", max_length=24, choices=Promise.choices, blank=True)
    purpose = models.CharField("用途", max_length=40, blank=True)
    what = models.CharField("说明", max_length=80, blank=True)
    recorded_by = models.CharField("记账人", max_length=80)
    recorded_on = models.DateField("记账日")

    objects = FundEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "工作经费收支"
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="") & ~Q(source="") & ~Q(promise="") | ~Q(purpose="") & Q(source="", promise=""),
                name="fund_entry_in_or_out",
            ),
            models.CheckConstraint(
                condition=Q(counters__isnull=True, purpose="", fen__gt=0)
                | Q(counters__isnull=False, purpose="", fen__lt=0)
                | Q(counters__isnull=True, fen__lt=0) & ~Q(purpose="")
                | Q(counters__isnull=False, fen__gt=0) & ~Q(purpose=""),
                name="fund_entry_changes_the_right_way",
            ),
            models.CheckConstraint(condition=~Q(voucher=""), name="fund_entry_by_voucher"),
            models.UniqueConstraint(
                fields=["team", "year", "voucher"],
                condition=Q(is_countered=False, counters__isnull=True),
                name="fund_entry_voucher_once",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "on"], name="fund_entry_team"),
            models.Index(fields=["place_code", "on"], name="fund_entry_place"),
        ]

    def __str__(self) -> str:
        return f"{self.team}工作经费 {self.voucher}"

    @property
    def called(self) -> str:
        """What for, or from whom: no name of anybody is in it."""
        return self.purpose or f"{self.get_promise_display()}（{self.get_source_display()}）"

    @property
    def is_income(self) -> bool:
        return not self.purpose


def arrived_in(teams: Collection[int], year: int) -> dict[tuple[int, str], int]:
    """Team and promise → fen that came in during the year; what was taken back did not come."""
    rows = FundEntry.objects.standing().income().filter(team__in=teams, year=year)
    summed = rows.order_by().values_list("team", "promise").annotate(came=Sum("fen"))
    return {(team, promise): fen for team, promise, fen in summed}


class FundPublicationQuerySet(InOrderOfPlaces, ScopedQuerySet):
    """In the order of places, within reach."""


class FundPublication(Row, Scoped):
    """半年公示: what the village was shown, in sums that do not change afterwards; no name of anybody is in it."""

    SCOPE = OF_ONE_TEAM
    SEE = SEE
    NAMED_WITH = ("team",)

    team = models.ForeignKey(Team, models.PROTECT, db_index=False, related_name="+", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    half = models.CharField("半年", max_length=7)
    published_on = models.DateField("公示日")
    where = models.CharField("贴在哪里", max_length=60)
    opening_fen = models.BigIntegerField("上期结余（分）")
    income_fen = models.BigIntegerField("收入（分）")
    spent_fen = models.BigIntegerField("支出（分）")
    closing_fen = models.BigIntegerField("结余（分）")
    recorded_by = models.CharField("登记人", max_length=80)

    objects = FundPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "工作经费公示"
        constraints = [
            models.UniqueConstraint(fields=["team", "half"], name="fund_publication_once"),
            models.CheckConstraint(
                condition=Q(closing_fen=F("opening_fen") + F("income_fen") - F("spent_fen"), closing_fen__gte=0),
                name="fund_publication_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}{self.said}经费公示"

    @property
    def said(self) -> str:
        return half_said(self.half)
