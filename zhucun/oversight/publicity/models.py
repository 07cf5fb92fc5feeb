"""PublicNotice of a cycle, and Objections to its sheets."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rules import SEE as SEE_ASSESSMENT
from zhucun.oversight.publicity.rules import LONGEST, SEE, ObjectionState
from zhucun.oversight.schemes.models import of_the_county
from zhucun.oversight.schemes.rules import Grade


def _judged(**of: object) -> Q:
    return Q(Exists(ScoreSheet.objects.filter(cycle=OuterRef("cycle"), **of)))


def _of_units(units: Iterable[int]) -> Q:
    return _judged(unit__in=list(units))


def _of_teams(teams: Iterable[int]) -> Q:
    return _judged(team__in=list(teams))


class PublicNotice(Row, Scoped):
    """公示 of who got the first grade: name, unit, village, never a score (R-ASS-15). `names` is as it was posted."""

    SCOPE = {"place": of_the_county("county_code"), "sender": _of_units, "team": _of_teams}
    SEE = SEE_ASSESSMENT

    cycle = models.OneToOneField(AssessmentCycle, models.PROTECT, related_name="notice", verbose_name="考核")
    county_code = CodeField("县", max_length=6)
    title = models.CharField("标题", max_length=80)
    names = models.JSONField("名单", default=list)
    published_on = models.DateField("从哪天")
    last_day = models.DateField("到哪天")
    published_by = models.CharField("谁公示的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核公示"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("published_on")), name="public_notice_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    def runs_on(self, day: date) -> bool:
        return self.published_on <= day <= self.last_day


class Objection(Row, Scoped):
    """What somebody says against their own grade; answered in words by another than who decided it (R-ASS-16)."""

    SCOPE = {
        "place": "place_code",
        "sender": lambda units: Q(sheet__team__isnull=True, sheet__unit__in=list(units)),
        "team": lambda teams: Q(sheet__posting__isnull=True, sheet__team__in=list(teams)),
        "cadre": "sheet__posting__cadre",
    }
    SEE = SEE

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="objections", verbose_name="考核表")
    place_code = CodeField("驻地", max_length=14)
    text = models.TextField("异议", max_length=LONGEST)
    raised_on = models.DateField("哪天提的")
    raised_by = models.CharField("谁提的", max_length=80)
    came_by = models.CharField("怎么收到的", max_length=120, blank=True)
    due_on = models.DateField("哪天前答复")
    state = models.CharField("答复了没有", max_length=9, choices=ObjectionState.choices, default=ObjectionState.OPEN)
    grade_before = models.PositiveSmallIntegerField("原来的等次", choices=Grade.choices)
    grade_after = models.PositiveSmallIntegerField("答复后的等次", choices=Grade.choices, null=True)
    answer = models.TextField("答复", max_length=LONGEST, blank=True)
    answered_on = models.DateField("哪天答复", null=True)
    answered_by = models.CharField("谁答复的", max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核异议"
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(state=ObjectionState.OPEN), name="objection_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state=ObjectionState.ANSWERED)
                | Q(answered_on__isnull=False, grade_after__isnull=False) & ~Q(answered_by="") & ~Q(answer=""),
                name="objection_answered_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "state"], name="objection_place_state")]

    def __str__(self) -> str:
        return f"{self.sheet.whose}的考核异议"
