"""DayStatement and its DayMarks, MonthLine, Correction."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team
from zhucun.lib import halves
from zhucun.org.people.models import Cadre
from zhucun.oversight.attendance.packing import unpacked
from zhucun.oversight.attendance.rules import (
    LOCKED,
    SEE,
    SEE_REASONS,
    SET_BY_THE_OFFICE,
    CorrectionState,
    Side,
    Stands,
    State,
    month_in_words,
)
from zhucun.policy.attendance import ROTA_REST

LONGEST_MONTH = 62  # half-days
TOLD_FOR = timedelta(days=7)
OF_ITS_POSTING = {"place": "place_code", "sender": "posting__sending_unit", "team": "posting__team", "cadre": "cadre"}


class DayStatementQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(state=Stands.STANDING)

    def questions(self) -> Self:
        """What was said differently by two sides and nobody has settled yet."""
        return self.standing().filter(asks=True)

    def taken_back_by_others(self) -> Self:
        """Of the member's own words those that another took back or cut short, saying why (R-ATT-07)."""
        others = self.filter(withdrawn_on__isnull=False, side=Side.MEMBER, source="").exclude(withdrawn_for="")
        return others.exclude(withdrawn_by=F("entered_by"))

    def told_to_the_member(self, day: date) -> Self:
        """So long it stands on the member's first page; afterwards in their month."""
        return self.taken_back_by_others().filter(withdrawn_on__gt=day - TOLD_FOR)

    def said_by_others(self, day: date) -> Self:
        """Of late, by village or township; it is told as long as what was taken back."""
        return self.standing().exclude(side=Side.MEMBER).filter(entered_on__gt=day - TOLD_FOR)

    def rest_set_by_the_office(self, day: date) -> Self:
        """轮休 of late and still to come that the office planned for a team: the leader is told (R-LEA-06)."""
        planned = self.standing().filter(side=Side.MEMBER, category=ROTA_REST, entered_for_reason=SET_BY_THE_OFFICE)
        return planned.filter(entered_on__gt=day - TOLD_FOR, until_half__gt=halves.half_of(day))

    def touching(self, since_half: int, until_half: int) -> Self:
        return self.filter(since_half__lt=until_half, until_half__gt=since_half)


class DayStatement(Row, Scoped):
    """变动: what one side said of a span of half-days. Days by default have none (R-ATT-07).

    `reason` and `place_text` are for whoever keeps the ledger; a team mate sees the marks only.
    """

    SCOPE = OF_ITS_POSTING
    SEE = SEE_REASONS
    NAMED_WITH = ("cadre__person",)

    posting = models.ForeignKey(
        Posting, models.PROTECT, db_index=False, related_name="day_statements", verbose_name="派驻"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="day_statements", verbose_name="干部")
    place_code = CodeField("驻地", max_length=14)
    side = models.CharField("谁说的", max_length=8, choices=Side.choices)
    category = models.CharField("类别", max_length=30)
    since_half = models.IntegerField("自（半天）")
    until_half = models.IntegerField("至（半天，不含）")
    reason = models.TextField("事由", blank=True)
    place_text = models.CharField("去哪里", max_length=60, blank=True)
    source = models.CharField("由来", max_length=12, blank=True)
    source_key = models.BigIntegerField("由来编号", null=True)
    entered_on = models.DateField("记于")
    entered_by = models.CharField("谁记的", max_length=80)
    entered_for_reason = models.CharField("代记理由", max_length=120, blank=True)
    asks = models.BooleanField("说法不一", default=False)
    state = models.CharField("有效", max_length=9, choices=Stands.choices, default=Stands.STANDING)
    withdrawn_on = models.DateField("撤回于", null=True)
    withdrawn_by = models.CharField("谁撤回的", max_length=80, blank=True)
    withdrawn_for = models.CharField("撤回理由", max_length=120, blank=True)

    objects = DayStatementQuerySet.as_manager()

    class Meta:
        verbose_name = "变动"
        constraints = [
            models.CheckConstraint(condition=Q(until_half__gt=F("since_half")), name="day_statement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(source="", source_key__isnull=True) | ~Q(source="") & Q(source_key__isnull=False),
                name="day_statement_source_has_key",
            ),
            models.CheckConstraint(condition=Q(asks=False) | Q(state="standing"), name="day_statement_asks_standing"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by="", withdrawn_for="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_by=""),
                name="day_statement_withdrawn_by_and_on",
            ),
        ]
        indexes = [
            models.Index(fields=["posting", "since_half"], name="day_statement_posting"),
            models.Index(fields=["place_code"], condition=Q(asks=True), name="day_statement_asks"),
            models.Index(fields=["source", "source_key"], condition=~Q(source=""), name="day_statement_source"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}{halves.in_words(self.since_half, self.until_half)}"

    @property
    def span(self) -> tuple[int, int]:
        return self.since_half, self.until_half

    @property
    def in_words(self) -> str:
        return halves.in_words(self.since_half, self.until_half)

    @property
    def taken_back(self) -> str:
        """周小禾 7月9日撤回：在镇上开会; what still stands was ended early. Empty where nobody took anything back."""
        if self.withdrawn_on is None:
            return ""
        verb = "撤回" if self.state == Stands.WITHDRAWN else "提前结束"
        why = f"：{self.withdrawn_for}" if self.withdrawn_for else ""
        return f"{self.withdrawn_by} {self.withdrawn_on.month}月{self.withdrawn_on.day}日{verb}{why}"


class DayMark(Scoped):
    """One half-day of a statement. The database holds that of one person a half-day has one word of each side."""

    SCOPE = {
        "place": "posting__place_code",
        "sender": "posting__sending_unit",
        "team": "posting__team",
        "cadre": "cadre",
    }
    SEE = SEE

    posting = models.ForeignKey(Posting, models.PROTECT, db_index=False, related_name="+", verbose_name="派驻")
    cadre = models.ForeignKey(Cadre, models.PROTECT, db_index=False, related_name="+", verbose_name="干部")
    side = models.CharField("谁说的", max_length=8, choices=Side.choices)
    half = models.IntegerField("半天")
    category = models.CharField("类别", max_length=30)
    statement = models.ForeignKey(DayStatement, models.CASCADE, related_name="marks", verbose_name="变动")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "半天"
        constraints = [models.UniqueConstraint(fields=["cadre", "side", "half"], name="half_day_once_a_side")]
        indexes = [models.Index(fields=["posting", "half"], name="day_mark_of_posting")]

    def __str__(self) -> str:
        return halves.in_words(self.half, self.half + 1)


class MonthLineQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def of_month(self, month: str) -> Self:
        return self.filter(month=month)

    def locked(self) -> Self:
        return self.filter(state__in=LOCKED)

    def not_locked(self) -> Self:
        return self.exclude(state__in=LOCKED)

    def with_questions(self) -> Self:
        """Adds `asks`: some half-day of the month is still undecided."""
        asked = DayStatement.objects.questions().filter(posting=models.OuterRef("posting"))
        within = asked.filter(
            since_half__lt=models.OuterRef("until_half"), until_half__gt=models.OuterRef("since_half")
        )
        return self.annotate(asks=models.Exists(within))


def _set(*names: str) -> Q:
    return Q(**{f"{name}__isnull": False for name in names})


def _unset(*names: str) -> Q:
    return Q(**{f"{name}__isnull": True for name in names})


_FROZEN = ("counted_halfdays", "working_halfdays", "required_halfdays")
_STEPS = ("stated_on", "confirmed_on", "verified_on", "reviewed_on")
_REACHED = {state: number for number, state in enumerate(State)}


class MonthLine(Row, Scoped):
    """One person's month on the sheet: 属实 → 村 → 乡镇锁定 → 县; from the lock on its days are frozen (R-ATT-04).

    `stated_marks` is what the member said was true, packed; `marks` what the township locked, two letters a day.
    """

    SCOPE = OF_ITS_POSTING
    SEE = SEE
    NAMED_WITH = ("cadre__person",)

    posting = models.ForeignKey(
        Posting, models.CASCADE, db_index=False, related_name="month_lines", verbose_name="派驻"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, db_index=False, related_name="month_lines", verbose_name="干部")
    team = models.ForeignKey(Team, models.PROTECT, db_index=False, related_name="month_lines", verbose_name="工作队")
    place_code = CodeField("驻地", max_length=14)
    month = models.CharField("月份", max_length=7)
    since_half = models.IntegerField("月初（半天）")
    until_half = models.IntegerField("月末（半天，不含）")
    state = models.CharField("到哪一步", max_length=9, choices=State.choices, default=State.OPEN)
    opened_on = models.DateField("开表")
    stated_on = models.DateField("本人属实", null=True)
    stated_by = models.CharField("属实由谁", max_length=80, blank=True)
    stated_for_reason = models.CharField("代为确认的理由", max_length=120, blank=True)
    stated_marks = models.CharField("本人确认的", max_length=LONGEST_MONTH, blank=True)
    confirmed_on = models.DateField("村里核对", null=True)
    confirmed_by = models.CharField("核对人", max_length=80, blank=True)
    confirmed_persons = models.JSONField("核对人编号", default=list)
    on_paper = models.BooleanField("纸质已签", default=False)
    verified_on = models.DateField("乡镇锁定", null=True)
    verified_by = models.CharField("核定人", max_length=80, blank=True)
    reviewed_on = models.DateField("县复核", null=True)
    reviewed_by = models.CharField("复核人", max_length=80, blank=True)
    marks = models.CharField("每天", max_length=LONGEST_MONTH, blank=True)
    totals = models.JSONField("合计（半天）", default=dict)
    counted_halfdays = models.IntegerField("驻村（半天）", null=True)
    working_halfdays = models.IntegerField("工作日（半天）", null=True)
    required_halfdays = models.IntegerField("应驻村（半天）", null=True)

    objects = MonthLineQuerySet.as_manager()

    class Meta:
        verbose_name = "月表"
        constraints = [
            models.UniqueConstraint(fields=["posting", "month"], name="month_line_once"),
            models.CheckConstraint(condition=Q(until_half__gt=F("since_half")), name="month_line_ends_after_start"),
            *(
                models.CheckConstraint(
                    condition=~Q(state=state) | _set(*_STEPS[:reached]) & _unset(*_STEPS[reached:]),
                    name=f"month_line_{state.value}_days",
                )
                for state, reached in _REACHED.items()
            ),
            models.CheckConstraint(
                condition=Q(state__in=LOCKED) & _set(*_FROZEN) & ~Q(marks="")
                | ~Q(state__in=LOCKED) & Q(marks="") & _unset(*_FROZEN),
                name="month_line_locked_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(counted_halfdays__isnull=True)
                | Q(counted_halfdays__gte=0, counted_halfdays__lte=F("until_half") - F("since_half")),
                name="month_line_counts_no_more_than_the_month",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "month"], name="month_line_place"),
            models.Index(fields=["state", "place_code"], name="month_line_state"),
            models.Index(fields=["cadre", "month"], name="month_line_cadre"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}{month_in_words(self.month)}"

    @property
    def is_locked(self) -> bool:
        return self.state in LOCKED

    @property
    def first_day(self) -> date:
        return halves.day_of(self.since_half)

    @property
    def stated(self) -> str:
        """What the member said was true, two letters a day."""
        return unpacked(self.stated_marks)


class CorrectionQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def proposed(self) -> Self:
        return self.filter(state=CorrectionState.PROPOSED)


class Correction(Row, Scoped):
    """更正: half-days of a locked line said anew, with reason and second approval; what was is kept (R-ATT-12)."""

    SCOPE = {
        "place": "place_code",
        "sender": "line__posting__sending_unit",
        "team": "line__posting__team",
        "cadre": "line__cadre",
    }
    SEE = SEE_REASONS
    NAMED_WITH = ("line__cadre__person",)

    line = models.ForeignKey(MonthLine, models.PROTECT, related_name="corrections", verbose_name="月表")
    place_code = CodeField("驻地", max_length=14)
    category = models.CharField("类别", max_length=30)
    since_half = models.IntegerField("自（半天）")
    until_half = models.IntegerField("至（半天，不含）")
    reason = models.TextField("理由")
    before_marks = models.CharField("原来的", max_length=LONGEST_MONTH)
    before_totals = models.JSONField("原来的合计")
    before_halfdays = models.IntegerField("原来的驻村（半天）")
    after_marks = models.CharField("更正后", max_length=LONGEST_MONTH)
    after_halfdays = models.IntegerField("更正后的驻村（半天）")
    proposed_on = models.DateField("提出")
    proposed_by = models.CharField("提出人", max_length=80)
    proposed_persons = models.JSONField("提出人编号", default=list)
    decided_on = models.DateField("决定", null=True)
    decided_by = models.CharField("决定人", max_length=80, blank=True)
    opinion = models.TextField("意见", blank=True)
    state = models.CharField(
        "到哪一步", max_length=9, choices=CorrectionState.choices, default=CorrectionState.PROPOSED
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "更正"
        constraints = [
            models.CheckConstraint(condition=Q(until_half__gt=F("since_half")), name="correction_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_on__isnull=True)
                | ~Q(state="proposed") & Q(decided_on__isnull=False),
                name="correction_decided_on",
            ),
            models.UniqueConstraint(fields=["line"], condition=Q(state="proposed"), name="correction_one_open"),
        ]
        indexes = [models.Index(fields=["place_code"], condition=Q(state="proposed"), name="correction_open")]

    def __str__(self) -> str:
        return f"{self.line}更正"

    @property
    def in_words(self) -> str:
        return halves.in_words(self.since_half, self.until_half)
