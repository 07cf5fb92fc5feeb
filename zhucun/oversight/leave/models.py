"""LeaveRequest: a leave asked for, granted, returned from. LeaveStep: who decides on it, in which order."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scope, Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib import halves
from zhucun.org.people.models import Cadre, Unit
from zhucun.oversight.leave.rules import DECIDE, HEARS, SEE, SPEAKS, State
from zhucun.web.history import told_on_its_own_page_only

NO_YEAR = 0  # differs from every year, so that it is said


class LeaveQuerySet(ScopedQuerySet):
    def overlapping(self, since_half: int, until_half: int) -> Self:
        return self.filter(since_half__lt=until_half, until_half__gt=since_half)

    def on(self, day: date) -> Self:
        """Away on leave on some half of the day."""
        granted = self.filter(state__in=(State.GRANTED, State.RETURNED, State.EXTENDED))
        return granted.overlapping(halves.half_of(day), halves.beyond(day))

    def overdue(self, day: date) -> Self:
        """Granted, over, and nobody has said that they are back (R-LEA-04)."""
        return self.filter(state=State.GRANTED, return_due_on__lt=day)

    def returned_late(self) -> Self:
        return self.filter(state=State.RETURNED, returned_on__gt=F("return_due_on"))

    def told_to(self, actor: Actor) -> Self:
        """Granted, not over, about somebody else, and nobody of the actor's office has opened it yet (R-LEA-03)."""
        unread = LeaveNotice.objects.filter(request=OuterRef("pk")).unread_by(actor)
        others = self.exclude(cadre__person__in=actor.persons).filter(state=State.GRANTED)
        return others.filter(Exists(unread), until_half__gt=halves.half_of(actor.today))

    def open_to(self, actor: Actor) -> Self:
        """Those that wait for this person: a step of the lowest open rank is theirs, and it is not about themself.

        Their reach is said of the requests too: from the steps alone the leaves of all counties would be gone through.
        """
        mine = LeaveStep.objects.filter(request=OuterRef("pk"), rank=OuterRef("open_rank"), agrees__isnull=True)
        mine = mine.filter(_spoken_by(actor))
        reached = self.visible_to(actor, DECIDE)
        others = reached.exclude(cadre__person__in=actor.persons).exclude(asker_person__in=actor.persons)
        return others.filter(Exists(mine), state=State.ASKED)


class LeaveRequest(Row, Scoped):
    """一张请假单. `length_halfdays` is counted by the kind; the span itself is what the day ledger gets."""

    SCOPE = {"place": "place_code", "sender": "sending_unit", "team": "team", "cadre": "cadre"}
    SEE = SEE
    NAMED_WITH = ("cadre__person", "team")

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="leaves", verbose_name="派驻")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="leaves", verbose_name="干部")
    team = models.ForeignKey(Team, models.PROTECT, related_name="leaves", verbose_name="工作队")
    sending_unit = models.ForeignKey(Unit, models.PROTECT, related_name="leaves", verbose_name="派出单位")
    place_code = CodeField("驻地", max_length=14)
    kind = models.CharField("假别", max_length=20)
    kind_label = models.CharField("假别名称", max_length=40)
    since_half = models.PositiveIntegerField("从")
    until_half = models.PositiveIntegerField("到（不含）")
    length_halfdays = models.PositiveSmallIntegerField("半天数")
    reason = models.CharField("原因", max_length=120)
    going_to = models.CharField("去哪里", max_length=80, blank=True)
    covered_by = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="covers", verbose_name="谁顶着")
    informed = models.JSONField("另外告诉谁", default=list)
    extends = models.OneToOneField("self", models.PROTECT, null=True, related_name="extension", verbose_name="续哪一张")
    phoned_on = models.DateField("电话请假", null=True)
    phone_agreed_by = models.CharField("电话里谁同意的", max_length=40, blank=True)
    written_late_reason = models.CharField("补单晚了的原因", max_length=100, blank=True)
    override_reason = models.CharField("特批理由", max_length=200, blank=True)
    state = models.CharField("办到哪一步", max_length=10, choices=State.choices, default=State.ASKED)
    open_rank = models.PositiveSmallIntegerField(default=0, editable=False)
    asked_on = models.DateField("提出日")
    asked_by = models.CharField("填单人", max_length=80)
    asker_person = models.BigIntegerField(null=True, editable=False)
    entered_for_reason = models.CharField("代填原因", max_length=120, blank=True)
    granted_on = models.DateField("批准日", null=True)
    return_due_on = models.DateField("应销假")
    returned_on = models.DateField("销假日", null=True)
    back_half = models.PositiveIntegerField("回村", null=True)
    returned_by = models.CharField("谁销的", max_length=80, blank=True)
    back_late_reason = models.CharField("晚回的原因", max_length=100, blank=True)
    closed_note = models.CharField("说明", max_length=200, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = "请假单"
        constraints = [
            models.CheckConstraint(condition=Q(until_half__gt=F("since_half")), name="leave_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.GRANTED, State.RETURNED, State.EXTENDED)) | Q(granted_on__isnull=False),
                name="leave_granted_on",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RETURNED, returned_on__isnull=False, back_half__isnull=False)
                | ~Q(state=State.RETURNED) & Q(returned_on__isnull=True, back_half__isnull=True),
                name="leave_returned_on",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state"], name="leave_place_state"),
            models.Index(fields=["cadre", "since_half"], name="leave_cadre"),
            models.Index(fields=["team", "since_half"], name="leave_team"),
        ]

    def __str__(self) -> str:
        return f"请假单 {self.pk}"

    @property
    def county_code(self) -> str:
        return self.place_code[:6]

    @property
    def span(self) -> str:
        return halves.in_words(self.since_half, self.until_half)

    @property
    def span_with_year(self) -> str:
        """As it stands on paper, which is read years later."""
        return halves.in_words(self.since_half, self.until_half, year=NO_YEAR)

    @property
    def length(self) -> str:
        return halves.length_in_words(self.length_halfdays)

    @property
    def first_day(self) -> date:
        return halves.day_of(self.since_half)

    @property
    def last_day(self) -> date:
        return halves.day_of(self.until_half - 1)

    @property
    def late_days(self) -> int:
        """Days between when they were due and when they were back."""
        if self.back_half is None:
            return 0
        return max(0, (halves.day_of(self.back_half) - self.return_due_on).days)

    def is_overdue(self, day: date) -> bool:
        return self.state == State.GRANTED and self.return_due_on < day


class LeaveStep(models.Model):
    """One say in a request's way; who and when go with yes or no. Steps of a rank are asked at the same time."""

    request = models.ForeignKey(LeaveRequest, models.CASCADE, related_name="steps")
    rank = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24)
    instead_of = models.CharField(max_length=24, blank=True)
    place_code = CodeField(max_length=14)
    team_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    agrees = models.BooleanField(null=True)
    opinion = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True)
    decided_person = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "批假环节"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "role"], name="leave_step_once"),
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, decided_on__isnull=True, decided_by="")
                | Q(agrees__isnull=False, decided_on__isnull=False) & ~Q(decided_by=""),
                name="leave_step_decided_by_and_on",
            ),
        ]

    def is_spoken_by(self, actor: Actor) -> bool:
        """Whether this actor's offices speak in the step: as `open_to` asks the database."""
        for grant in actor.grants:
            if grant.role == "system" and grant.scope.covers_place(self.place_code):
                return True
            if grant.role in SPEAKS.get(self.role, ()) and self._is_reached(grant.scope):
                return True
        return False

    def _is_reached(self, scope: Scope) -> bool:
        if self.role == "team_leader":
            return self.team_id in scope.team
        if self.role == "sending_unit":
            return self.unit_id in scope.sender
        return scope.covers_place(self.place_code)


class LeaveNoticeQuerySet(models.QuerySet):
    def unread_by(self, actor: Actor) -> Self:
        return self.filter(_spoken_by(actor, HEARS), read_on__isnull=True)


class LeaveNotice(models.Model):
    """知会: an office that was told of a granted leave; read once anybody of it has opened it."""

    request = models.ForeignKey(LeaveRequest, models.CASCADE, related_name="notices")
    role = models.CharField(max_length=24)
    place_code = CodeField(max_length=14)
    team_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    told_on = models.DateField()
    read_on = models.DateField(null=True)
    read_by = models.CharField(max_length=80, blank=True)

    objects = LeaveNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "请假知会"
        constraints = [
            models.UniqueConstraint(fields=["request", "role"], name="leave_notice_once"),
            models.CheckConstraint(
                condition=Q(read_on__isnull=True, read_by="") | Q(read_on__isnull=False) & ~Q(read_by=""),
                name="leave_notice_read_by_and_on",
            ),
        ]


def _spoken_by(actor: Actor, by_role: Mapping[str, Collection[str]] = SPEAKS) -> Q:
    """The condition on steps in which this actor speaks, by the reach of each office of theirs; on notices likewise."""
    condition = NOTHING
    for role, spoken_by in by_role.items():
        for grant in actor.grants:
            if grant.role in spoken_by:
                condition |= Q(role=role) & _reach(role, grant.scope.team, grant.scope.sender, grant.scope.place)
    return condition


def _reach(role: str, teams: Iterable[int], units: Iterable[int], places: Iterable[str]) -> Q:
    if role == "team_leader":
        return Q(team_id__in=list(teams))
    if role == "sending_unit":
        return Q(unit_id__in=list(units))
    return within_prefixes("place_code", places)


told_on_its_own_page_only(LeaveRequest)
