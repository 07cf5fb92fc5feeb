"""What a round decides: ProposedSeat, who is to go where, and ApprovalStep, who agrees to it."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from zhucun.acts.rows import Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.rounds.models import Nomination, SelectionRound
from zhucun.dispatch.rounds.rules import SEE_PLAN, State
from zhucun.org.people.rules import SendingLevel


class ProposedSeat(Row, Scoped):
    """拟派: who is to go to which team, after whom; written by the adoption of a plan."""

    SCOPE = {"place": "round__county_code"}
    SEE = SEE_PLAN

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="seats", verbose_name="轮次")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name="工作队")
    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="seats", verbose_name="推荐人选")
    roles = models.JSONField("队内职务", default=list)
    follows = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+", verbose_name="接替")
    sending_level = models.CharField("派出层级", max_length=10, choices=SendingLevel.choices)
    posting = models.OneToOneField(Posting, models.SET_NULL, null=True, related_name="seat", verbose_name="派驻")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "拟派"
        constraints = [
            models.UniqueConstraint(fields=["round", "nomination"], name="seat_once_a_person"),
            models.UniqueConstraint(
                fields=["round", "follows"], condition=Q(follows__isnull=False), name="seat_once_a_leaver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}到{self.team}"

    @property
    def place_code(self) -> str:
        return self.team.place_code


class ApprovalStepQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Of each level's chain the first that nobody has decided."""
        before = ApprovalStep.objects.filter(round=OuterRef("round"), turn=OuterRef("turn"), level=OuterRef("level"))
        before = before.filter(rank__lt=OuterRef("rank"), agreed__isnull=True)
        asked = self.filter(round__state=State.APPROVING, turn=F("round__turn"), agreed__isnull=True)
        return asked.exclude(Exists(before))


class ApprovalStep(Row, Scoped):
    """审批环节: who decides, until when; each sending level has its own chain (R-SEL-14)."""

    SCOPE = {"place": "round__county_code"}
    SEE = SEE_PLAN

    round = models.ForeignKey(SelectionRound, models.CASCADE, related_name="steps", verbose_name="轮次")
    turn = models.PositiveSmallIntegerField("第几次报批", default=1)
    level = models.CharField("派出层级", max_length=10, choices=SendingLevel.choices)
    rank = models.PositiveSmallIntegerField("次序")
    role = models.CharField("由谁", max_length=40)
    due_on = models.DateField("期限")
    agreed = models.BooleanField("同意", null=True)
    opinion = models.TextField("意见", blank=True)
    document_number = models.CharField("文号", max_length=120, blank=True)
    decided_by = models.CharField("审批人", max_length=80, blank=True)
    decided_at = models.DateTimeField("审批时间", null=True)

    objects = ApprovalStepQuerySet.as_manager()

    class Meta:
        verbose_name = "审批环节"
        constraints = [
            models.UniqueConstraint(fields=["round", "turn", "level", "rank"], name="approval_step_rank_once"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True, decided_at__isnull=True, decided_by="")
                | Q(agreed__isnull=False, decided_at__isnull=False) & ~Q(decided_by=""),
                name="approval_step_decided_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}第 {self.rank} 环"

    @property
    def place_code(self) -> str:
        return self.round.county_code
