"""SelectionRound and what is asked in it: needs, quotas, nominations, joint checks, who stays."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking, TeamQuerySet
from zhucun.dispatch.rounds.rules import (
    BEFORE_POSTING,
    CHECK,
    COUNTS_FOR_QUOTA,
    MANAGE,
    NOMINATE,
    RUNNING,
    SEE,
    CheckOutcome,
    NeedState,
    NominationState,
    Opinion,
    QuotaState,
    RoleFor,
    Scope,
    State,
)
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place

COUNTY_DIGITS = 6


def _of_the_county(prefixes: Iterable[str]) -> Q:
    """A round is the whole county's: whoever works in a part of it sees how far it is."""
    prefixes = list(prefixes)
    counties = {prefix[:COUNTY_DIGITS] for prefix in prefixes if len(prefix) >= COUNTY_DIGITS}
    return Q(county_code__in=counties) | within_prefixes("county_code", prefixes)


def _of_the_units_county(units: Iterable[int]) -> Q:
    return Q(county_code__in=Unit.objects.filter(pk__in=list(units)).values("county_code"))


class SelectionRoundQuerySet(ScopedQuerySet):
    def running(self) -> Self:
        return self.filter(state__in=RUNNING)

    def before_posting(self) -> Self:
        return self.filter(state__in=BEFORE_POSTING)


class SelectionRound(Row, Scoped):
    """选派轮次: from villages' needs to postings and arrival (R-SEL-13, R-SEL-14)."""

    SCOPE = {"place": _of_the_county, "sender": _of_the_units_county}
    SEE = SEE

    county_code = CodeField("县", max_length=6, db_index=True)
    title = models.CharField("名称", max_length=60)
    scope = models.CharField("范围", max_length=10, choices=Scope.choices)
    since = models.DateField("新一轮从哪天起")
    rotates_before = models.DateField("任期在哪天前满的轮换")
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.NEEDS)
    opened_on = models.DateField("开始")
    need_due_on = models.DateField("提需求期限")
    nominate_due_on = models.DateField("推荐期限")
    check_due_on = models.DateField("联审期限")
    form_due_on = models.DateField("组队期限")
    approve_due_on = models.DateField("审批期限")
    listed_on = models.DateField("定清单", null=True)
    nominated_on = models.DateField("推荐结束", null=True)
    checked_on = models.DateField("联审结束", null=True)
    turn = models.PositiveSmallIntegerField("第几次报批", default=0)
    submitted_on = models.DateField("报批", null=True)
    submitted_by = models.CharField("谁报的", max_length=80, blank=True)
    submitted_person = models.BigIntegerField(null=True, editable=False)
    approved_on = models.DateField("批准", null=True)
    basis = models.CharField("派出文号", max_length=120, blank=True)
    filing_number = models.CharField("备案号", max_length=120, blank=True)
    filed_on = models.DateField("备案", null=True)
    posted_on = models.DateField("派驻", null=True)
    ended_on = models.DateField("办结或中止", null=True)
    plan_label = models.CharField("采用的方案", max_length=80, blank=True)
    seat_count = models.PositiveSmallIntegerField("拟派人数", default=0)
    remark = models.TextField("说明", blank=True)

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "选派轮次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("done", "called_off")) | Q(ended_on__isnull=False), name="round_ended_on"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("posting", "arriving", "done"))
                | Q(filed_on__isnull=False) & ~Q(filing_number="") & ~Q(basis=""),
                name="round_filed_before_posting",
            ),
            models.CheckConstraint(
                condition=Q(nominate_due_on__gte=F("need_due_on"))
                & Q(check_due_on__gte=F("nominate_due_on"))
                & Q(form_due_on__gte=F("check_due_on"))
                & Q(approve_due_on__gte=F("form_due_on")),
                name="round_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def teams(self) -> TeamQuerySet:
        """The teams it is about, as they were when it was opened."""
        return Team.objects.filter(pk__in=RoundTeam.objects.filter(round=self).values("team"))


class RoundTeam(models.Model):
    """A team a round is about: fixed when it is opened, so that everybody speaks of the same teams."""

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="round_teams")
    team = models.ForeignKey(Team, models.PROTECT, related_name="rounds")

    class Meta:
        verbose_name = "轮次的队"
        constraints = [models.UniqueConstraint(fields=["round", "team"], name="round_team_once")]


class RoundStayer(Row, Scoped):
    """走留: what was decided of somebody on post, where it is not what the term says."""

    SCOPE = {"place": "round__county_code"}
    SEE = MANAGE

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="stayers", verbose_name="轮次")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="派驻")
    stays = models.BooleanField("留任")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "走留"
        constraints = [models.UniqueConstraint(fields=["round", "posting"], name="round_stayer_once")]

    @property
    def place_code(self) -> str:
        return self.posting.place_code


def _of_teams_backed_by(units: Iterable[int]) -> Q:
    return Q(team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


class VillageNeedQuerySet(ScopedQuerySet):
    def late(self, day: date) -> Self:
        return self.filter(round__need_due_on__lt=day)

    def open_to_the_village(self) -> Self:
        return self.filter(round__state=State.NEEDS)


class VillageNeed(Row, Scoped):
    """村里要什么人: one for each place of the round, awaited until the village says (R-SEL-13, screen P8)."""

    SCOPE = {"place": "place_code", "backer": _of_teams_backed_by}
    SEE = SEE

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="needs", verbose_name="轮次")
    place = models.ForeignKey(Place, models.PROTECT, related_name="needs", verbose_name="点位")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="needs", verbose_name="工作队")
    state = models.CharField("到哪一步", max_length=10, choices=NeedState.choices, default=NeedState.AWAITED)
    kinds = models.JSONField("要什么人", default=list)
    note = models.TextField("补充说明", blank=True)
    raised_by = models.CharField("谁提的", max_length=80, blank=True)
    raised_on = models.DateField("提出", null=True)
    township_view = models.CharField("乡镇意见", max_length=10, choices=Opinion.choices, blank=True)
    opinion = models.TextField("乡镇意见说明", blank=True)
    studied_by = models.CharField("谁研究的", max_length=80, blank=True)
    studied_on = models.DateField("研究", null=True)

    objects = VillageNeedQuerySet.as_manager()

    class Meta:
        verbose_name = "村里的需求"
        constraints = [
            models.UniqueConstraint(fields=["round", "place"], name="need_one_a_place"),
            models.CheckConstraint(condition=Q(state="awaited") | Q(raised_on__isnull=False), name="need_raised_on"),
            models.CheckConstraint(
                condition=~Q(state="studied") | Q(studied_on__isnull=False) & ~Q(township_view=""),
                name="need_studied_with_opinion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}的需求"


class UnitQuotaQuerySet(ScopedQuerySet):
    def with_named(self) -> Self:
        """Adds `named`: how many of the unit's nominations count for the quota."""
        counted = Nomination.objects.filter(quota=OuterRef("pk"), state__in=COUNTS_FOR_QUOTA).order_by().values("quota")
        number = Subquery(counted.annotate(n=models.Count("pk")).values("n"))
        return self.annotate(named=models.functions.Coalesce(number, 0))

    def filled_unanswered(self) -> Self:
        """All asked for are named, and nobody has said so."""
        return self.filter(state=QuotaState.SENT).with_named().filter(named__gte=F("count"))


class UnitQuota(Row, Scoped):
    """单位名额: how many a unit is asked for, by which letter (商请选派函)."""

    SCOPE = {"place": "round__county_code", "sender": "unit"}
    SEE = SEE

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="quotas", verbose_name="轮次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="quotas", verbose_name="单位")
    count = models.PositiveSmallIntegerField("名额")
    state = models.CharField("到哪一步", max_length=10, choices=QuotaState.choices, default=QuotaState.DRAFT)
    letter_number = models.CharField("函号", max_length=60, blank=True)
    letter_on = models.DateField("发函", null=True)
    replied_on = models.DateField("报齐", null=True)
    replied_by = models.CharField("谁报的", max_length=80, blank=True)

    objects = UnitQuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "单位名额"
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="quota_one_a_unit"),
            models.CheckConstraint(condition=Q(count__gte=1), name="quota_at_least_one"),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(letter_number="") & Q(letter_on__isnull=False),
                name="quota_sent_with_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.count} 名"

    @property
    def place_code(self) -> str:
        return self.round.county_code


class NominationQuerySet(ScopedQuerySet):
    def counting(self) -> Self:
        return self.filter(state__in=COUNTS_FOR_QUOTA)

    def free_for_formation(self, round_: SelectionRound) -> Self:
        """Who is through and may be given a seat."""
        return self.filter(round=round_, state=NominationState.CLEARED)


class Nomination(Row, Scoped):
    """推荐人选: somebody a unit proposes. What was found when they were judged is kept as it was found."""

    SCOPE = {"place": "round__county_code", "sender": "unit"}
    SEE = NOMINATE
    NAMED_WITH = ("cadre__person",)

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="nominations", verbose_name="轮次")
    quota = models.ForeignKey(UnitQuota, models.PROTECT, related_name="nominations", verbose_name="名额")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nominations", verbose_name="单位")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="nominations", verbose_name="干部")
    role_for = models.CharField("推荐为", max_length=16, choices=RoleFor.choices, default=RoleFor.MEMBER)
    state = models.CharField("到哪一步", max_length=10, choices=NominationState.choices, default=NominationState.NAMED)
    hits = models.JSONField("资格", default=list)
    judged_on = models.DateField("过资格", null=True)
    fitness_confirmed_on = models.DateField("单位确认能胜任", null=True)
    named_by = models.CharField("谁推荐的", max_length=80)
    named_on = models.DateField("推荐")
    withdrawn_on = models.DateField("撤回", null=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "推荐人选"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "cadre"], condition=~Q(state="withdrawn"), name="nomination_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("named", "withdrawn")) | Q(judged_on__isnull=False), name="nomination_judged_on"
            ),
        ]

    def __str__(self) -> str:
        return str(self.cadre)

    @property
    def place_code(self) -> str:
        return self.round.county_code


class JointCheckQuerySet(ScopedQuerySet):
    def pending(self) -> Self:
        return self.filter(outcome="")


class JointCheck(Row, Scoped):
    """联审: one line of an outside body on one person. Never its content; seen by those who enter it (R-SEL-23)."""

    SCOPE = {"place": "nomination__round__county_code"}
    SEE = CHECK

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="checks", verbose_name="推荐人选")
    body = models.CharField("部门", max_length=30)
    outcome = models.CharField("意见", max_length=12, choices=CheckOutcome.choices, blank=True)
    answered_on = models.DateField("答复", null=True)
    document_number = models.CharField("文号", max_length=60, blank=True)

    objects = JointCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "联审"
        constraints = [
            models.UniqueConstraint(fields=["nomination", "body"], name="joint_check_once_a_body"),
            models.CheckConstraint(condition=Q(outcome="") | Q(answered_on__isnull=False), name="joint_check_answered"),
        ]

    @property
    def place_code(self) -> str:
        return self.nomination.round.county_code
