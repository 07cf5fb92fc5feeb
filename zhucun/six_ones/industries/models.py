"""IndustryProject: one thing a village lives on or means to. Its steps, which are only added; whom it brings along."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, Side
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.lib.private_numbers import without_numbers
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import State as RecordState
from zhucun.six_ones.industries.rules import SEE, Field, State, Step

NAME, PRODUCT, LINE = 60, 30, 200


def of_teams_backed(units: Iterable[int], path: str = "") -> Q:
    """A unit sees what the teams it stands behind have in hand."""
    backed = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
    return Q(**{f"{path}team__in": backed})


def _of_projects_backed(units: Iterable[int]) -> Q:
    return of_teams_backed(units, "project__")


OF_ONE_PROJECT: dict[str, Side] = {
    "place": "project__place_code",
    "team": "project__team",
    "backer": _of_projects_backed,
}


def planned_by(day: date) -> Q:
    """On the plan of the day: what was given up by then is not."""
    return Q(planned_on__lte=day) & ~stopped_by(day)


def stopped_by(day: date) -> Q:
    return Q(stopped_on__isnull=False, stopped_on__lte=day)


def started_by(day: date) -> Q:
    return Q(started_on__isnull=False, started_on__lte=day)


def finished_by(day: date) -> Q:
    return Q(finished_on__isnull=False, finished_on__lte=day)


class ProjectQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def late(self, day: date) -> Self:
        """Past the day on which they were to start."""
        return self.filter(state=State.PLANNED, planned_start__lt=day)

    def under_way(self) -> Self:
        return self.filter(state__in=[State.PLANNED, State.STARTED])


class IndustryProject(Row, Scoped):
    """产业项目. The days say how far it was on any day; `state` is what they come to today.

    `late_reason` is asked once, when the planned start has passed; it stays as it was told. No villager is named.
    """

    SCOPE = {"place": "place_code", "team": "team", "backer": of_teams_backed}
    SEE = SEE
    NAMED_WITH = ("place", "team")

    place = models.ForeignKey(Place, models.PROTECT, related_name="projects", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="projects", verbose_name="工作队")
    name = models.CharField("项目名称", max_length=NAME)
    product = models.CharField("主打产品", max_length=PRODUCT, blank=True)
    field = models.CharField("哪一类", max_length=12, choices=Field.choices, default=Field.OTHER)
    plan = models.CharField("列在哪份规划里", max_length=NAME, blank=True)
    planned_on = models.DateField("列入规划的日子")
    planned_start = models.DateField("计划哪天开工", null=True)
    planned_finish = models.DateField("计划哪天完成", null=True)
    land_tenths = models.PositiveIntegerField("用地（十分之一亩）", null=True)
    households_meant = models.PositiveIntegerField("打算带动多少户", null=True)
    state = models.CharField("走到哪一步", max_length=10, choices=State.choices, default=State.PLANNED)
    started_on = models.DateField("哪天开工", null=True)
    finished_on = models.DateField("哪天完成", null=True)
    stopped_on = models.DateField("哪天停下", null=True)
    stop_reason = models.CharField("为什么停下", max_length=LINE, blank=True)
    late_reason = models.CharField("为什么没按计划动工", max_length=LINE, blank=True)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "产业项目"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"], condition=~Q(state=State.WITHDRAWN), name="project_once_a_village"
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(started_on__isnull=False, finished_on__gte=F("started_on")),
                name="project_finished_after_started",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.STARTED) | Q(started_on__isnull=False, finished_on__isnull=True),
                name="project_started_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FINISHED) | Q(finished_on__isnull=False), name="project_finished_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.STOPPED) | Q(stopped_on__isnull=False) & ~Q(stop_reason=""),
                name="project_stopped_says_when_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "planned_on"], name="project_counted"),
            models.Index(fields=["team", "state"], name="project_team_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_late(self, day: date) -> bool:
        return self.state == State.PLANNED and self.planned_start is not None and self.planned_start < day

    @property
    def next_on(self) -> date | None:
        """The day that is planned next."""
        return {State.PLANNED: self.planned_start, State.STARTED: self.planned_finish}.get(State(self.state))


class ProjectStep(Row, Scoped):
    """How a project went on, by whom; a line is never changed. One that came from a work record says what that says."""

    SCOPE = OF_ONE_PROJECT
    SEE = SEE

    project = models.ForeignKey(IndustryProject, models.PROTECT, related_name="steps", verbose_name="产业项目")
    kind = models.CharField("哪一步", max_length=12, choices=Step.choices)
    text = models.CharField("说了什么", max_length=LINE, blank=True)
    record = models.OneToOneField(
        WorkRecord, models.PROTECT, null=True, related_name="project_step", verbose_name="从哪一笔来"
    )
    reached = models.CharField("走到了哪一步", max_length=10, choices=State.choices, blank=True)
    happened_on = models.DateField("哪天")
    done_by = models.CharField("谁办的", max_length=80)
    done_by_person = models.BigIntegerField("谁办的（自然人）", null=True)
    written_at = models.DateTimeField("记下的时间")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "产业项目的一步"

    @property
    def place_code(self) -> str:
        return self.project.place_code

    @property
    def shown_text(self) -> str:
        if self.record is None:
            return self.text
        return without_numbers(self.record.text) if self.record.state == RecordState.STANDING else "这一笔已经撤回"


class ProjectHousehold(Row, Scoped):
    """Which household a project brings along. The household's name is shown to those who may see households."""

    SCOPE = OF_ONE_PROJECT
    SEE = SEE
    NAMED_WITH = ("project", "household")

    project = models.ForeignKey(IndustryProject, models.PROTECT, related_name="households", verbose_name="产业项目")
    household = models.ForeignKey(Household, models.PROTECT, related_name="projects", verbose_name="农户")
    since = models.DateField("从哪天起")
    added_by = models.CharField("谁登记的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "产业项目带动的户"
        constraints = [models.UniqueConstraint(fields=["project", "household"], name="project_household_once")]

    @property
    def place_code(self) -> str:
        return self.project.place_code
