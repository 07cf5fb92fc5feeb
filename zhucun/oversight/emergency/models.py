"""EmergencyDuty, SafeReport, EmergencyCount, DeadlineMove."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.oversight.emergency.rules import SEE, How, Level, MoveState, State, codes_over


def _over_or_within(prefixes: Iterable[str]) -> Q:
    """A township sees the county's duty as well as its own."""
    codes = list(prefixes)
    over = {code for prefix in codes for code in codes_over(prefix)}
    return within_prefixes("place_code", codes) | Q(place_code__in=over)


def _over_teams(teams: Iterable[int]) -> Q:
    seats = Team.objects.filter(pk__in=list(teams), place_code__startswith=OuterRef("place_code"))
    return Q(Exists(seats))


class EmergencyDutyQuerySet(ScopedQuerySet):
    def covering(self, code: str) -> Self:
        """Whose territory the place lies in."""
        return self.filter(place_code__in=codes_over(code))

    def running_on(self, day: date) -> Self:
        """It begins and ends by its days alone: nobody has to switch it off."""
        return self.filter(state__in=(State.APPROVED, State.ENDED), since__lte=day, until__gt=day)


class EmergencyDuty(Row, Scoped):
    """A few days of standing by, founded on a document; a renewal is another, approved anew."""

    SCOPE = {"place": _over_or_within, "team": _over_teams}
    SEE = SEE

    place_code = CodeField("哪里", max_length=9, db_index=True)  # a county or a township
    title = models.CharField("名称", max_length=30)
    document_number = models.CharField("启动应急响应的文号", max_length=60)
    level = models.CharField("级别", max_length=1, choices=Level.choices)
    basis = models.CharField("依据", max_length=200, blank=True)
    since = models.DateField("自")
    until = models.DateField("至（不含）")
    renews = models.OneToOneField("self", models.PROTECT, null=True, related_name="renewal", verbose_name="接着哪一次")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.CharField("谁提的", max_length=80)
    proposed_by_person = models.BigIntegerField("提出人", null=True)
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.CharField("谁定的", max_length=80, blank=True)
    decided_at = models.DateTimeField("定的时间", null=True)
    reason = models.CharField("说明", max_length=200, blank=True)

    objects = EmergencyDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "应急值守"
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="emergency_until_after_since"),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "declined", "ended"))
                | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="emergency_decided_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SafeReportQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class SafeReport(Row, Scoped):
    """报平安: of one person, for one day. That there is none says nothing about the person and enters no assessment."""

    SCOPE = {"place": "place_code", "team": "posting__team", "cadre": "posting__cadre"}
    SEE = SEE

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="safe_reports", verbose_name="派驻")
    place_code = CodeField("驻地", max_length=14)
    day = models.DateField("哪天")
    how = models.CharField("怎么报的", max_length=9, choices=How.choices)
    need = models.CharField("险情、要什么支援", max_length=200, blank=True)
    reported_by = models.CharField("谁报的", max_length=80)
    reported_at = models.DateTimeField("报的时间")
    withdrawn_at = models.DateTimeField("撤回", null=True)

    objects = SafeReportQuerySet.as_manager()

    class Meta:
        verbose_name = "报平安"
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "day"], condition=Q(withdrawn_at__isnull=True), name="safe_report_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["place_code", "day"], name="safe_report_day")]

    def __str__(self) -> str:
        return f"{self.posting}{self.day}报平安"


class EmergencyCount(Row, Scoped):
    """What a township moved to safety on a day: households and persons."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    duty = models.ForeignKey(EmergencyDuty, models.PROTECT, related_name="counts", verbose_name="应急值守")
    place_code = CodeField("乡镇", max_length=9)
    day = models.DateField("哪天")
    households = models.PositiveIntegerField("转移户数")
    persons = models.PositiveIntegerField("转移人数")
    entered_by = models.CharField("谁报的", max_length=80)

    class Meta:
        verbose_name = "转移人数"
        constraints = [
            models.UniqueConstraint(fields=["duty", "place_code", "day"], name="emergency_count_once_a_day"),
            models.CheckConstraint(condition=Q(persons__gte=F("households")), name="emergency_count_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.day}转移{self.persons}人"


def _of_a_duty_over_or_within(prefixes: Iterable[str]) -> Q:
    return Q(duty__in=EmergencyDuty.objects.filter(_over_or_within(prefixes)))


class DeadlineMove(Row, Scoped):
    """期限顺延: deadlines of one kind that fall into a duty, moved by so many days once a leader approves."""

    SCOPE = {"place": _of_a_duty_over_or_within}
    SEE = SEE

    duty = models.ForeignKey(EmergencyDuty, models.PROTECT, related_name="moves", verbose_name="应急值守")
    kind = models.CharField("哪种期限", max_length=30)
    days = models.PositiveSmallIntegerField("顺延几天")
    reason = models.CharField("理由", max_length=120)
    state = models.CharField("状态", max_length=9, choices=MoveState.choices, default=MoveState.PROPOSED)
    proposed_by = models.CharField("谁提的", max_length=80)
    proposed_by_person = models.BigIntegerField("提出人", null=True)
    decided_by = models.CharField("谁定的", max_length=80, blank=True)
    decided_at = models.DateTimeField("定的时间", null=True)
    moved = models.PositiveIntegerField("顺延了几件", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "期限顺延"
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "kind"], condition=~Q(state="declined"), name="deadline_move_once_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | ~Q(state="proposed") & Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="deadline_move_decided_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}期间顺延 {self.days} 天：{self.reason}"

    @property
    def place_code(self) -> str:
        return self.duty.place_code
