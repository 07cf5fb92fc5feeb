"""WorkPrompt with its items, and the teams it went to."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team
from zhucun.oversight.prompts.rules import SEE, Audience, Reached, State


def _sent_within(prefixes: Iterable[str]) -> Q:
    """A township sees what went to its teams."""
    asked = list(prefixes)
    sent = PromptRecipient.objects.filter(within_prefixes("place_code", asked)).values("prompt")
    return within_prefixes("county_code", asked) | Q(pk__in=sent)


def _sent_to(teams: Iterable[int]) -> Q:
    return Q(pk__in=PromptRecipient.objects.filter(team__in=list(teams)).values("prompt"))


class PromptQuerySet(ScopedQuerySet):
    def issued(self) -> Self:
        return self.filter(state=State.ISSUED)

    def standing(self) -> Self:
        """Sent out or being written; not what was taken back."""
        return self.exclude(state=State.WITHDRAWN)


class WorkPrompt(Row, Scoped):
    """重点工作提示 of a month."""

    SCOPE = {"place": _sent_within, "team": _sent_to}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    month = models.CharField("月份", max_length=7)
    title = models.CharField("标题", max_length=60)
    opening = models.TextField("开头的话", max_length=300, blank=True)
    audience = models.CharField("发给谁", max_length=9, choices=Audience.choices, default=Audience.ALL)
    tag = models.CharField("哪一类村", max_length=30, blank=True)
    townships = models.JSONField("哪些乡镇", default=list, blank=True)
    state = models.CharField("到哪一步", max_length=9, choices=State.choices, default=State.DRAFT)
    issued_on = models.DateField("哪天发的", null=True)
    issued_by = models.CharField("谁发的", max_length=80, blank=True)
    reason = models.CharField("为什么收回", max_length=200, blank=True)

    objects = PromptQuerySet.as_manager()

    class Meta:
        verbose_name = "重点工作提示"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="issued", issued_on__isnull=False) & ~Q(issued_by="") | ~Q(state="issued"),
                name="prompt_issued_by_and_on",
            ),
            models.CheckConstraint(condition=~Q(state="withdrawn") | ~Q(reason=""), name="prompt_withdrawn_because"),
        ]
        indexes = [models.Index(fields=["county_code", "month"], name="prompt_month")]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def first(self) -> date:
        return date.fromisoformat(f"{self.month}-01")

    @property
    def called(self) -> str:
        """2022年7月."""
        return f"{self.first.year}年{self.first.month}月"


class PromptItem(Row, Scoped):
    """One thing the month asks for, until when, and by which ledger one sees that a team has done it."""

    SCOPE = {"place": "prompt__county_code"}
    SEE = SEE

    prompt = models.ForeignKey(WorkPrompt, models.CASCADE, related_name="items", verbose_name="提示")
    position = models.PositiveSmallIntegerField("次序")
    text = models.CharField("做什么", max_length=120)
    due_on = models.DateField("期限")
    measure = models.CharField("看哪本台账", max_length=40, blank=True)
    at_least = models.PositiveSmallIntegerField("至少", default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "提示事项"
        constraints = [
            models.UniqueConstraint(fields=["prompt", "position"], name="prompt_item_once"),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="prompt_item_at_least_one"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place_code(self) -> str:
        return self.prompt.county_code


class RecipientQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def reached(self) -> Self:
        return self.filter(reached_on__isnull=False)


class PromptRecipient(Row, Scoped):
    """A team a prompt went to, and since when somebody of it knows; who that was is not kept (R-BUR-04)."""

    SCOPE = {"place": "place_code", "team": "team"}
    SEE = SEE

    prompt = models.ForeignKey(WorkPrompt, models.CASCADE, related_name="recipients", verbose_name="提示")
    team = models.ForeignKey(Team, models.PROTECT, related_name="prompts", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    reached_on = models.DateField("哪天知道的", null=True)
    reached_by = models.CharField("怎么知道的", max_length=6, choices=Reached.choices, blank=True)
    told_by = models.CharField("谁告知的", max_length=80, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "提示发到的队"
        constraints = [
            models.UniqueConstraint(fields=["prompt", "team"], name="prompt_to_a_team_once"),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True, reached_by="") | Q(reached_on__isnull=False) & ~Q(reached_by=""),
                name="prompt_reached_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(reached_by="told") & ~Q(told_by="") | ~Q(reached_by="told") & Q(told_by=""),
                name="prompt_told_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.team.name
