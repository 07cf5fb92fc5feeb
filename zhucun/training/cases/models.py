"""TrainingCase, from 推荐一篇 to the library; CaseUse: the session that was held with it."""

from typing import Self

from django.db import models
from django.db.models import Count, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces
from zhucun.training.cases.rules import LONGEST, SEE, CaseState, Shape
from zhucun.training.sessions.models import TrainingSession

COUNTY_DIGITS = 6


class CaseQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def published(self) -> Self:
        return self.filter(state=CaseState.PUBLISHED)

    def readable_by(self, actor: Actor) -> Self:
        """What is published is for the whole county; what is recommended for whoever wrote it and those above."""
        may = Q(county_code=actor.county_code, state=CaseState.PUBLISHED) if actor.may(SEE) else NOTHING
        if actor.account_id is not None:
            may |= Q(account_id=actor.account_id)
        return self.filter(may) | self.visible_to(actor)

    def with_uses(self) -> Self:
        return self.annotate(use_count=Count("uses", filter=Q(uses__is_taken_back=False)))


class TrainingCase(Row, Scoped):
    """`source_said` is read by the office alone: of a lesson nobody is named (R-SEC)."""

    SCOPE = {"place": "place_code", "account": "account_id"}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    place_code = CodeField("哪里的", max_length=14)
    shape = models.CharField("经验还是教训", max_length=10, choices=Shape.choices, default=Shape.EXPERIENCE)
    aspect = models.CharField("六个一的哪一项", max_length=20, blank=True)
    title = models.CharField("题目", max_length=60)
    what = models.TextField("怎么做的", max_length=LONGEST)
    gist = models.CharField("管用在哪里", max_length=200, blank=True)
    source = models.CharField("从哪里来", max_length=20, blank=True)
    source_key = models.CharField("从哪一条来", max_length=40, blank=True)
    source_said = models.CharField("来源", max_length=120, blank=True)
    account_id = models.BigIntegerField("推荐的账号", null=True)
    recommended_by = models.CharField("谁推荐的", max_length=80)
    recommended_on = models.DateField("哪天推荐的")
    state = models.CharField("到哪一步", max_length=12, choices=CaseState.choices, default=CaseState.RECOMMENDED)
    decided_by = models.CharField("谁定的", max_length=80, blank=True)
    decided_on = models.DateField("哪天定的", null=True)
    because = models.CharField("为什么", max_length=200, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "案例"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CaseState.RECOMMENDED) | Q(decided_on__isnull=False) & ~Q(decided_by=""),
                name="training_case_decided_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["county_code", "state"], name="training_case_state")]

    def __str__(self) -> str:
        return self.title


class CaseUse(Row, Scoped):
    """以案促训: a session that was, or is to be, held with the case."""

    SCOPE = {"place": "session__place_code"}
    SEE = SEE

    case = models.ForeignKey(TrainingCase, models.PROTECT, related_name="uses", verbose_name="案例")
    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="case_uses", verbose_name="培训班")
    is_taken_back = models.BooleanField("不用了", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "案例用在培训班"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "session"], condition=Q(is_taken_back=False), name="training_case_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case}用在{self.session}"

    @property
    def place_code(self) -> str:
        return self.session.place_code
