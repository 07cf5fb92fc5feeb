"""AssessmentCycle, its ScoreSheets, and the Scores that raters give."""

from collections.abc import Callable, Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scope, Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team, TeamBacking
from zhucun.lib.periods import Span
from zhucun.org.people.models import Unit
from zhucun.oversight.assessment.rules import AS_WHOM, OPEN, SEE, SEE_SCORES, CycleState, SheetState
from zhucun.oversight.schemes.models import Indicator, Scheme, of_the_county
from zhucun.oversight.schemes.rules import BY_NAME, Grade, ObjectKind, Rater, Scale, SchemeCycle, called, scale_of

QUARTERS = ("一", "二", "三", "四")
GIVEN = [(one.value, one.label) for one in Rater if one in BY_NAME]


def _with_sheets(side: str) -> Callable[[Iterable[int]], Q]:
    """A cycle is read by whoever has a sheet in it."""

    def condition(keys: Iterable[int]) -> Q:
        return Q(pk__in=ScoreSheet.objects.filter(_side_of_sheets(side, keys)).values("cycle"))

    return condition


def _side_of_sheets(side: str, keys: Iterable[int]) -> Q:
    reaches = ScoreSheet.SCOPE[side]
    return reaches(keys) if callable(reaches) else Q(**{f"{reaches}__in": list(keys)})


class AssessmentCycle(Row, Scoped):
    """一次考核 of a county: who, which period, by which version of the scheme (R-ASS-01)."""

    SCOPE = {
        "place": of_the_county("county_code"),
        **{side: _with_sheets(side) for side in ("sender", "backer", "team", "cadre")},
    }
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="cycles", verbose_name="方案")
    object_kind = models.CharField("考核谁", max_length=6, choices=ObjectKind.choices)
    cycle = models.CharField("哪一档", max_length=7, choices=SchemeCycle.choices)
    period = models.CharField("哪一期", max_length=21)
    since = models.DateField("自")
    until = models.DateField("至（不含）")
    state = models.CharField("到哪一步", max_length=10, choices=CycleState.choices, default=CycleState.COLLECTING)
    opened_on = models.DateField("开始")
    rate_by = models.DateField("评分截止")
    collected_on = models.DateField("记录汇总到", null=True)
    published_on = models.DateField("公示", null=True)
    closed_on = models.DateField("结果运用", null=True)
    closed_by = models.CharField("谁办的", max_length=80, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "object_kind", "period"], name="assessment_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="assessment_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(closed_by="") | ~Q(state="closed"),
                name="assessment_closed_on_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called}{self.get_object_kind_display()}考核"

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    @property
    def called(self) -> str:
        """2022 年二季度, 2022 年度, 2021 至 2023 年期满."""
        if self.cycle == SchemeCycle.QUARTER:
            return f"{self.since.year} 年{QUARTERS[int(self.period[-1]) - 1]}季度"
        if self.cycle == SchemeCycle.YEAR:
            return f"{self.since.year} 年度"
        return f"{self.since.year} 至 {self.span.last_day.year} 年期满"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


def _of_team_or_its_people(teams: Iterable[int]) -> Q:
    """A team mate sees the sheet of the team, never another person's."""
    return Q(posting__isnull=True, team__in=list(teams))


def _of_unit_or_its_people(units: Iterable[int]) -> Q:
    return Q(unit__in=list(units))


def _of_teams_backed(units: Iterable[int]) -> Q:
    backed = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
    return Q(posting__isnull=True, team__in=backed)


class ScoreSheetQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def of(self, cycle: AssessmentCycle) -> Self:
        return self.filter(cycle=cycle)

    def without_score_of(self, rater: str) -> Self:
        """Those that this side has not scored yet."""
        return self.exclude(pk__in=Score.objects.filter(rater=rater).values("sheet"))

    def graded(self, grade: int) -> Self:
        return self.filter(state=SheetState.DECIDED, grade=grade)


class ScoreSheet(Row, Scoped):
    """考核表 of one posting, team or unit. Decided, its parts are frozen with every number that made them (R-ASS-08).

    `computed` is what the ledgers said when they were last collected: indicator → score, sentence, evidence. `facts`
    are those that may set a ceiling, entered ones among them. `unit` is the sending unit of a posting and the subject
    of a unit's own sheet; `team` likewise.
    """

    SCOPE = {
        "place": "place_code",
        "sender": _of_unit_or_its_people,
        "backer": _of_teams_backed,
        "team": _of_team_or_its_people,
        "cadre": "posting__cadre",
    }
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team", "unit", "cycle")

    cycle = models.ForeignKey(AssessmentCycle, models.PROTECT, related_name="sheets", verbose_name="考核")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="score_sheets", verbose_name="派驻")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="score_sheets", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="score_sheets", verbose_name="单位")
    place_code = CodeField("驻地", max_length=14)
    category = models.CharField("身份", max_length=20, blank=True)
    computed = models.JSONField("记录算的", default=dict, blank=True)
    facts = models.JSONField("一票否决的情形", default=dict, blank=True)
    own_statement = models.TextField("述职", max_length=2000, blank=True)
    stated_on = models.DateField("哪天述职", null=True)
    sent_back_because = models.CharField("请再议的理由", max_length=200, blank=True)
    state = models.CharField("核定了没有", max_length=7, choices=SheetState.choices, default=SheetState.OPEN)
    parts = models.JSONField("各项（核定时）", default=list, blank=True)
    total = models.IntegerField("合计（百分之一分）", null=True)
    proposed = models.PositiveSmallIntegerField("拟定等次", choices=Grade.choices, null=True)
    grade = models.PositiveSmallIntegerField("核定等次", choices=Grade.choices, null=True)
    reason = models.TextField("和拟定不同的理由", max_length=300, blank=True)
    decided_on = models.DateField("核定", null=True)
    decided_by = models.CharField("谁核定", max_length=80, blank=True)
    decided_person = models.BigIntegerField("谁核定（自然人）", null=True)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "考核表"
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "posting"], condition=Q(posting__isnull=False), name="score_sheet_once_a_posting"
            ),
            models.UniqueConstraint(
                fields=["cycle", "team"],
                condition=Q(posting__isnull=True, team__isnull=False),
                name="score_sheet_once_a_team",
            ),
            models.UniqueConstraint(
                fields=["cycle", "unit"],
                condition=Q(team__isnull=True, unit__isnull=False),
                name="score_sheet_once_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(posting__isnull=False, team__isnull=False, unit__isnull=False)
                | Q(posting__isnull=True, team__isnull=False, unit__isnull=True)
                | Q(posting__isnull=True, team__isnull=True, unit__isnull=False),
                name="score_sheet_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(state="open", grade__isnull=True, decided_on__isnull=True, decided_by="")
                | Q(state="decided", grade__isnull=False, decided_on__isnull=False) & ~Q(decided_by=""),
                name="score_sheet_decided_on_by",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(proposed__isnull=False, proposed=F("grade")) | ~Q(reason=""),
                name="score_sheet_other_grade_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "place_code"], name="score_sheet_cycle_place")]

    def __str__(self) -> str:
        return f"{self.whose}{self.cycle.called}考核表"

    @property
    def whose(self) -> str:
        if self.posting_id is not None:
            return self.posting.cadre.person.name
        return str(self.team if self.team_id is not None else self.unit)

    @property
    def subject_key(self) -> int:
        return self.posting_id or self.team_id or self.unit_id

    @property
    def scale(self) -> Scale:
        return scale_of(self.cycle.object_kind, self.cycle.cycle, self.category)

    @property
    def is_decided(self) -> bool:
        return self.state == SheetState.DECIDED

    @property
    def grade_called(self) -> str:
        return called(self.grade, self.scale) if self.grade else ""


class ScoreQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """All for whoever may see scores; else what one's own side gave, and, once it is decided, one's own sheet's
        (R-ASS-16): who rates never sees what others gave."""
        every = super().visible_to(actor, SEE_SCORES)
        condition = Q(pk__in=every.values("pk")) if actor.may(SEE_SCORES) else Q(pk__in=[])
        for rater, permission in AS_WHOM.items():
            if actor.may(permission):
                condition |= Q(rater=rater, pk__in=super().visible_to(actor, permission).values("pk"))
        own = actor.scope(needs or SEE)
        return self.filter(condition | Q(sheet__state=SheetState.DECIDED) & _about(own))


def _about(own: Scope) -> Q:
    """Of the person, the person's team, the unit whose sheet it is."""
    return (
        Q(sheet__posting__cadre__in=own.cadre)
        | Q(sheet__posting__isnull=True, sheet__team__in=own.team)
        | Q(sheet__team__isnull=True, sheet__unit__in=own.sender)
    )


class Score(Row, Scoped):
    """One side's number for a sheet: for one indicator, or for all it rates. `why` where it is far from the records."""

    SCOPE = {
        "place": "sheet__place_code",
        "sender": "sheet__unit",
        "team": lambda teams: Q(sheet__posting__isnull=True, sheet__team__in=list(teams)),
        "cadre": "sheet__posting__cadre",
    }
    SEE = SEE

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores", verbose_name="考核表")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="scores", verbose_name="项目")
    rater = models.CharField("哪一方", max_length=10, choices=GIVEN)
    hundredths = models.PositiveIntegerField("分数（百分之一分）")
    why = models.CharField("为什么", max_length=200, blank=True)
    given_on = models.DateField("哪天评的")
    by_name = models.CharField("谁评的", max_length=80)
    by_person = models.BigIntegerField("谁评的（自然人）", null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "评分"
        constraints = [
            models.UniqueConstraint(fields=["sheet", "indicator", "rater"], name="score_once"),
            models.UniqueConstraint(
                fields=["sheet", "rater"], condition=Q(indicator__isnull=True), name="score_of_all_once"
            ),
            models.CheckConstraint(condition=Q(hundredths__lte=10000), name="score_within_100"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rater_display()}评 {self.hundredths / 100:g} 分"

    @property
    def place_code(self) -> str:
        return self.sheet.place_code
