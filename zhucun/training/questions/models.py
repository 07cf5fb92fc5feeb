"""Question, which is kept by a county or a township, and its QuestionVersions: what was asked, word for word."""

from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.questions.rules import SEE, Difficulty, QuestionKind, QuestionState, Text


class QuestionQuerySet(ScopedQuerySet):
    def readable_by(self, actor: Actor) -> Self:
        """The county's bank is for its townships too, beside one's own."""
        county = Q(place_code=actor.county_code) if actor.may(SEE) else NOTHING
        return self.filter(county) | self.visible_to(actor, SEE)


class Question(Row, Scoped):
    """`likeness` is by what the same question is known again in another file."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place_code = CodeField("谁的题库", max_length=14)
    topic = models.CharField("专题", max_length=40)
    tags = models.CharField("标签", max_length=120, blank=True)
    difficulty = models.CharField("难度", max_length=6, choices=Difficulty.choices, default=Difficulty.MEDIUM)
    state = models.CharField("能不能用", max_length=8, choices=QuestionState.choices, default=QuestionState.READY)
    doubts = models.JSONField("哪里没把握", default=list)
    likeness = CodeField("同题标记", max_length=32)
    retired_because = models.CharField("为什么停用", max_length=200, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "题目"
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "likeness"], condition=~Q(state=QuestionState.RETIRED), name="question_once"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "topic", "state"], name="question_topic")]

    def __str__(self) -> str:
        return f"题 {self.pk}"


class QuestionVersionQuerySet(ScopedQuerySet):
    def readable_by(self, actor: Actor) -> Self:
        return self.filter(question__in=Question.objects.readable_by(actor))

    def current(self) -> Self:
        return self.filter(is_current=True)

    def drawable_by(self, actor: Actor) -> Self:
        """What a paper may be made of."""
        return self.current().readable_by(actor).filter(question__state=QuestionState.READY)


class QuestionVersion(Row, Scoped):
    """Frozen from the day a paper was made with it: what somebody sat is never rewritten."""

    SCOPE = {"place": "question__place_code"}
    SEE = SEE

    question = models.ForeignKey(Question, models.PROTECT, related_name="versions", verbose_name="题目")
    number = models.PositiveSmallIntegerField("第几版", default=1)
    is_current = models.BooleanField("现在用这一版", default=True)
    kind = models.CharField("题型", max_length=10, choices=QuestionKind.choices)
    stem = models.TextField("题干")
    options = models.JSONField("选项", default=list)
    key = models.JSONField("答案", default=list)
    explanation = models.TextField("解析", blank=True)
    document = models.ForeignKey(
        RuleDocument, models.PROTECT, null=True, related_name="questions", verbose_name="出自哪个文件"
    )
    clause = models.CharField("哪一条", max_length=40, blank=True)
    source = models.CharField("别的出处", max_length=200, blank=True)
    written_on = models.DateField("哪天写的")
    written_by = models.CharField("谁写的", max_length=80)
    first_used_on = models.DateField("哪天开始用的", null=True)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "题目的一版"
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_version_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(is_current=True), name="question_one_current_version"
            ),
        ]

    def __str__(self) -> str:
        return self.stem[:40]

    @property
    def place_code(self) -> str:
        return self.question.place_code

    @property
    def text(self) -> Text:
        return Text(self.kind, self.stem, tuple(self.options), tuple(self.key), self.explanation)
