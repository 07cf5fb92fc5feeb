"""ChangeCase with its steps and evidence; SuccessorChoice: who might take the seat."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.changes.rules import OPINIONS, RUNNING, SEE, CaseKind, Ground, Part, State
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.people.rules import SendingLevel
from zhucun.web.history import told_on_its_own_page_only

RECALL = Q(kind=CaseKind.RECALL)


class CaseQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """A recall is for those alone who may know how somebody left, and for nobody about themself (R-TLK-09)."""
        seen = super().visible_to(actor, needs).exclude(posting__cadre__person__in=actor.persons)
        if not actor.may(SEE_ENDS):
            return seen.exclude(RECALL)
        return seen.filter(~RECALL | Q(pk__in=super().visible_to(actor, SEE_ENDS).values("pk")))


class ChangeCase(Row, Scoped):
    """一件人员变动: of a posting that is to end, or, for 增派, of a team that is to have one more."""

    SCOPE = {"place": "place_code", "sender": "sending_unit"}
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team")

    kind = models.CharField("种类", max_length=13, choices=CaseKind.choices)
    ground = models.CharField("事由", max_length=20, choices=Ground.choices)
    reason = models.TextField("说明", blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="changes", verbose_name="工作队")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="changes", verbose_name="派驻")
    sending_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="派出单位")
    sending_level = models.CharField("派出层级", max_length=10, choices=SendingLevel.choices)
    place_code = CodeField("驻地", max_length=14)
    state = models.CharField("办到哪一步", max_length=12, choices=State.choices, default=State.OPINIONS)
    proposed_from = models.CharField("谁提的", max_length=12, choices=Part.choices)
    proposed_on = models.DateField("提出日")
    proposed_by = models.CharField("提出人", max_length=80)
    proposer_person = models.BigIntegerField(null=True, editable=False)
    proposer_account = models.BigIntegerField(null=True, editable=False)
    opinion_due_on = models.DateField("意见期限")
    effects = models.JSONField("影响", default=list)
    last_day = models.DateField("最后一天", null=True)
    document = models.CharField("文号", max_length=120, blank=True)
    carried_out_on = models.DateField("发文日", null=True)
    headcount_before = models.PositiveSmallIntegerField("原来几人", null=True)
    vacancy_due_on = models.DateField("补齐期限", null=True)
    planned = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="+", verbose_name="方案里接替的人")
    closed_on = models.DateField("办结日", null=True)
    closed_note = models.TextField("办结说明", blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "调整召回件"
        constraints = [
            models.UniqueConstraint(
                fields=["posting"], condition=Q(state__in=RUNNING), name="change_one_running_per_posting"
            ),
            models.CheckConstraint(
                condition=Q(kind=CaseKind.REINFORCEMENT, posting__isnull=True)
                | ~Q(kind=CaseKind.REINFORCEMENT) & Q(posting__isnull=False),
                name="change_of_a_posting_or_reinforcement",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.VACANT, State.CLOSED))
                | Q(carried_out_on__isnull=False, last_day__isnull=False) & ~Q(document=""),
                name="change_carried_out_by_document",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_on__isnull=False)
                | ~Q(state=State.CLOSED) & Q(closed_on__isnull=True),
                name="change_closed_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "state"], name="change_place_state")]

    def __str__(self) -> str:
        """Neither the kind nor the name: it stands in logs that others read too."""
        return f"人员变动 {self.pk}"

    @property
    def county_code(self) -> str:
        return self.place_code[:6]

    @property
    def is_recall(self) -> bool:
        return self.kind == CaseKind.RECALL

    @property
    def list_word(self) -> str:
        """What the list is called over this case: no word of recall stands over one without fault (R-TLK-07)."""
        return "调整与召回" if self.kind in (CaseKind.REMOVAL, CaseKind.RECALL) else "变动"

    @property
    def page_url(self) -> str:
        return reverse("dispatch:changes.one", args=[self.pk])

    @property
    def whom(self) -> str:
        return self.posting.cadre.person.name if self.posting else self.team.name

    @property
    def open_since(self) -> date | None:
        """From when the seat is open: the day after the last; for 增派 the day itself."""
        if self.last_day is None:
            return None
        return self.last_day + timedelta(days=1) if self.posting_id else self.last_day


class CaseStep(models.Model):
    """One say: an opinion, or a decision in the chain of that day's policy; who and when go with yes or no."""

    case = models.ForeignKey(ChangeCase, models.CASCADE, related_name="steps")
    rank = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=12, choices=Part.choices)
    agrees = models.BooleanField(null=True)
    opinion = models.CharField(max_length=500, blank=True)
    document = models.CharField(max_length=120, blank=True)
    said_by = models.CharField(max_length=80, blank=True)
    said_on = models.DateField(null=True)
    said_person = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "人员变动环节"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "part"], name="change_step_once"),
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, said_on__isnull=True, said_by="")
                | Q(agrees__isnull=False, said_on__isnull=False) & ~Q(said_by=""),
                name="change_step_said_by_and_on",
            ),
        ]

    @property
    def is_opinion(self) -> bool:
        return self.part in OPINIONS


class CaseEvidence(models.Model):
    """A record that was picked as 佐证, with the sentence as it read then."""

    case = models.ForeignKey(ChangeCase, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=60)
    key = models.BigIntegerField()
    sentence = models.CharField(max_length=400)
    url = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "佐证"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "kind", "key"], name="case_evidence_once")]


def _of_the_place(prefixes: Iterable[str]) -> Q:
    return within_prefixes("case__place_code", prefixes)


class ChoiceQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        """Put forward, and neither confirmed nor declined, for a seat that is still open."""
        return self.filter(confirmed_on__isnull=True, declined_on__isnull=True, case__state=State.VACANT)


class SuccessorChoice(Row, Scoped):
    """接替人选: put forward by the office with reasons, confirmed or declined by the person's own unit.

    The unit is told for which team, not how the one before left.
    """

    SCOPE = {"place": _of_the_place, "sender": "unit"}
    SEE = SEE

    case = models.ForeignKey(ChangeCase, models.PROTECT, related_name="choices", verbose_name="人员变动")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="干部")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    rank = models.PositiveSmallIntegerField("次序")
    reasons = models.JSONField("理由", default=list)
    costs = models.JSONField("要想到的", default=list)
    offered_on = models.DateField("提出日")
    confirmed_on = models.DateField("确认日", null=True)
    confirmed_by = models.CharField("确认人", max_length=80, blank=True)
    letter = models.CharField("单位复函", max_length=120, blank=True)
    declined_on = models.DateField("不同意日", null=True)
    declined_because = models.CharField("不同意的理由", max_length=200, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "接替人选"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "cadre"], name="successor_offered_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(confirmed_on__isnull=False), name="successor_one_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(declined_on__isnull=True), name="successor_yes_or_no"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by="")
                | Q(confirmed_on__isnull=False) & ~Q(confirmed_by=""),
                name="successor_confirmed_by",
            ),
        ]

    def __str__(self) -> str:
        return f"接替人选 {self.pk}"

    @property
    def place_code(self) -> str:
        return self.case.place_code


told_on_its_own_page_only(ChangeCase)
told_on_its_own_page_only(SuccessorChoice)
