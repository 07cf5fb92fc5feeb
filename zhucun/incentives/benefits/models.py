"""BenefitPayment, AccidentInsurance, HealthCheck, CareVisit: what a person was given, and when."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting
from zhucun.incentives.benefits.rules import SEE, Occasion, Paid
from zhucun.org.people.models import Cadre, Unit
from zhucun.policy.benefit_values import PAYERS

OF_ONE_PERSON = {"place": "place_code", "sender": "posting__sending_unit", "cadre": "cadre"}


def postings_reached(actor: Actor, needs: str = SEE) -> models.QuerySet[Posting]:
    """A unit answers for those it sends; behind whose team it stands, their pay is not its business (R-ORG-12)."""
    scope = actor.scope(needs)
    condition = within_prefixes("place_code", scope.place)
    for path, keys in (("sending_unit", scope.sender), ("cadre", scope.cadre)):
        condition |= Q(**{f"{path}__in": list(keys)}) if keys else Q(pk__in=[])
    return Posting.objects.filter(condition)


def is_reached(posting: Posting, actor: Actor, needs: str = SEE) -> bool:
    """As `postings_reached`, of a row that was read already."""
    scope = actor.scope(needs)
    return (
        scope.covers_place(posting.place_code)
        or posting.sending_unit_id in scope.sender
        or posting.cadre_id in scope.cadre
    )


class GivenQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)

    def of_cadres(self, cadres: Collection[int]) -> Self:
        return self.filter(cadre__in=cadres)


class Given(Row, Scoped):
    """Something a person on post was given; entered by mistake it is taken back and stays readable."""

    SCOPE = OF_ONE_PERSON
    SEE = SEE
    NAMED_WITH = ("cadre__person",)

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="派驻")
    cadre = models.ForeignKey(Cadre, models.PROTECT, db_index=False, related_name="+", verbose_name="干部")
    place_code = CodeField("驻地", max_length=14)
    recorded_by = models.CharField("登记人", max_length=80)
    recorded_on = models.DateField("登记日")
    withdrawn_on = models.DateField("撤回日", null=True)
    withdrawn_because = models.CharField("为什么撤回", max_length=120, blank=True)

    objects = GivenQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="%(class)s_withdrawn_because",
            )
        ]


class BenefitPayment(Given):
    """补助: so much for a month, with the voucher that says so. `fen` is exact."""

    what = models.CharField("哪一样", max_length=10, choices=Paid.choices)
    month = models.CharField("月份", max_length=7)
    fen = models.BigIntegerField("金额（分）")
    paid_on = models.DateField("发放日")
    payer = models.CharField("谁出", max_length=12, choices=PAYERS.items())
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="出钱的单位")
    voucher = models.CharField("凭证号", max_length=40)
    trips = models.PositiveSmallIntegerField("几趟", default=0)
    km = models.PositiveIntegerField("公里", default=0)

    class Meta:
        verbose_name = "补助发放"
        constraints = [
            *Given.Meta.constraints,
            models.CheckConstraint(condition=Q(fen__gt=0), name="benefit_payment_of_something"),
            models.CheckConstraint(condition=~Q(voucher=""), name="benefit_payment_by_voucher"),
            models.CheckConstraint(
                condition=Q(what=Paid.TRANSPORT, trips__gt=0, km__gt=0) | ~Q(what=Paid.TRANSPORT) & Q(trips=0, km=0),
                name="benefit_payment_trips_of_transport",
            ),
            models.UniqueConstraint(
                fields=["posting", "what", "month", "voucher"],
                condition=Q(withdrawn_on__isnull=True),
                name="benefit_payment_voucher_once",
            ),
        ]
        indexes = [
            models.Index(fields=["posting", "month"], name="benefit_payment_posting"),
            models.Index(fields=["place_code", "paid_on"], name="benefit_payment_place"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}{self.month}{self.get_what_display()}"


class InsuranceQuerySet(GivenQuerySet):
    def covering(self, day: date) -> Self:
        return self.standing().filter(since__lte=day, until__gt=day)


class AccidentInsurance(Given):
    """意外伤害险 for a span; days without cover follow from the posting's days (R-CARE-06)."""

    since = models.DateField("自")
    until = models.DateField("至（不含）")
    insurer = models.CharField("保险公司", max_length=60)
    policy_number = models.CharField("保单号", max_length=40, blank=True)

    objects = InsuranceQuerySet.as_manager()

    class Meta:
        verbose_name = "意外伤害险"
        constraints = [
            *Given.Meta.constraints,
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="accident_insurance_ends_after_start"),
            models.UniqueConstraint(
                fields=["cadre", "since"], condition=Q(withdrawn_on__isnull=True), name="accident_insurance_once"
            ),
        ]
        indexes = [models.Index(fields=["cadre", "until"], name="accident_insurance_cadre")]

    def __str__(self) -> str:
        return f"{self.cadre}意外伤害险"


class HealthCheck(Given):
    """体检: that it was done and on which day, never what was found (R-CARE-07)."""

    year = models.PositiveSmallIntegerField("年度")
    done_on = models.DateField("哪天做的")

    class Meta:
        verbose_name = "体检"
        constraints = [
            *Given.Meta.constraints,
            models.UniqueConstraint(
                fields=["cadre", "done_on"], condition=Q(withdrawn_on__isnull=True), name="health_check_once"
            ),
        ]
        indexes = [models.Index(fields=["cadre", "year"], name="health_check_cadre")]

    def __str__(self) -> str:
        return f"{self.cadre}{self.year}年体检"


class CareVisit(Given):
    """看望: who called on whom, when, on what occasion; nothing of illness or family is written down (R-CARE-08)."""

    on = models.DateField("哪天")
    occasion = models.CharField("为什么去", max_length=8, choices=Occasion.choices)
    visited_by = models.CharField("谁去的", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="哪个单位去的")

    class Meta:
        verbose_name = "看望"
        constraints = [
            *Given.Meta.constraints,
            models.UniqueConstraint(
                fields=["cadre", "on", "occasion"], condition=Q(withdrawn_on__isnull=True), name="care_visit_once"
            ),
        ]
        indexes = [models.Index(fields=["cadre", "on"], name="care_visit_cadre")]

    def __str__(self) -> str:
        return f"看望{self.cadre}"
