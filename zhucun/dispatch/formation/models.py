"""FormationPlan: one draft of who serves where, with what it was asked and what was found. PlanDecision: what people
decided on it.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.formation.rules import SEE, DecisionKind, Mode, State
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.rules import State as RoundState
from zhucun.org.people.models import Cadre


class UnloggedJSON(models.JSONField):
    """What a solver read or found: large and full of names, so that an audit line says only that it changed."""

    is_sensitive = True


HEAVY = ("question", "around", "answer", "now")  # read only where a plan is looked at


class FormationPlanQuerySet(ScopedQuerySet):
    def kept(self) -> Self:
        return self.exclude(state=State.DROPPED)


class FormationPlan(Row, Scoped):
    """一稿. `question` is the solver's problem, `answer` its plan, `now` the plan as people have since changed it.

    The stored answer is what counts: it is never worked out again for the same draft.
    """

    SCOPE = {"place": "county_code"}
    SEE = SEE

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    county_code = CodeField("县", max_length=6)
    round = models.ForeignKey(SelectionRound, models.PROTECT, null=True, related_name="plans", verbose_name="选派轮次")
    number = models.PositiveSmallIntegerField("第几稿")
    title = models.CharField("说明", max_length=60, blank=True)
    mode = models.CharField("排法", max_length=4, choices=Mode.choices)
    with_gaps = models.BooleanField("缺人也先排", default=False)
    day = models.DateField("按哪天的名册")
    levels = models.JSONField("看重什么", default=dict)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="followed_by", verbose_name="从哪一稿来"
    )
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.SOLVING)
    job_key = models.BigIntegerField("哪件费时间的事", null=True)
    question = UnloggedJSON("题目")
    around = UnloggedJSON("题目以外看的", default=dict)
    answer = UnloggedJSON("排出的结果", null=True)
    now = UnloggedJSON("改过的结果", null=True)
    sentences = UnloggedJSON("为什么排不出", default=list)
    worth = models.IntegerField("得分", null=True)
    bound = models.IntegerField("最多能得", null=True)
    milliseconds = models.PositiveIntegerField("用时", null=True)
    made_by = models.CharField("谁排的", max_length=80)
    made_at = models.DateTimeField("何时要的")
    solved_at = models.DateTimeField("何时排出", null=True)
    adopted_by = models.CharField("谁采用的", max_length=80, blank=True)
    adopted_at = models.DateTimeField("何时采用", null=True)

    objects = FormationPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "组队稿"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "number"], name="formation_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "adopted"]) | Q(answer__isnull=False, now__isnull=False),
                name="formation_found_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_at__isnull=False) & ~Q(adopted_by=""),
                name="formation_adopted_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 稿"

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def label(self) -> str:
        """第 4 稿 · 强调留任."""
        return f"{self} · {self.title}" if self.title else str(self)

    @property
    def is_found(self) -> bool:
        return self.state in (State.DRAFT, State.ADOPTED)

    @property
    def shut(self) -> str:
        """Why it can only be read: its round is not forming teams. Empty where it may be worked on."""
        if self.round is None or self.round.state == RoundState.FORMING:
            return ""
        return f"“{self.round}”现在是“{self.round.get_state_display()}”，不在组队这一步，这一轮的稿子只能看。"

    @property
    def is_open(self) -> bool:
        """A plan that people still decide on."""
        return self.state == State.DRAFT and not self.shut

    @property
    def gap(self) -> int | None:
        return None if self.bound is None or self.worth is None else self.bound - self.worth


class PlanDecisionQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(taken_back_at__isnull=True)


class PlanDecision(Row, Scoped):
    """What a person decided on a draft: of a team, or of one person in it, or of two who change places.

    A lock made by a swap belongs to it (`because`) and is taken back with it.
    """

    SCOPE = {"place": "plan__county_code"}
    SEE = SEE
    NAMED_WITH = ("cadre__person", "team")

    plan = models.ForeignKey(FormationPlan, models.CASCADE, related_name="decisions", verbose_name="组队稿")
    kind = models.CharField("定了什么", max_length=6, choices=DecisionKind.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", verbose_name="工作队")
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="+", verbose_name="干部")
    other = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="+", verbose_name="换成")
    because = models.ForeignKey("self", models.CASCADE, null=True, related_name="causes", verbose_name="因为")
    reason = models.TextField("理由", blank=True)
    points = models.IntegerField("得分变了", null=True)
    decided_by = models.CharField("谁定的", max_length=80)
    decided_at = models.DateTimeField("何时定的")
    taken_back_at = models.DateTimeField("收回", null=True)

    objects = PlanDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "组队决定"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "team"],
                condition=Q(taken_back_at__isnull=True, kind__in=["settle", "keep"]),
                name="formation_team_decided_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "cadre"],
                condition=Q(taken_back_at__isnull=True, kind="lock"),
                name="formation_locked_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "cadre", "team"],
                condition=Q(taken_back_at__isnull=True, kind="forbid"),
                name="formation_forbidden_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}"

    @property
    def place_code(self) -> str:
        return self.plan.county_code
