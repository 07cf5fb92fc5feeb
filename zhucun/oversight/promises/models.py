"""AnnualTaskList of a team and year, and its TaskPromises."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team, TeamBacking
from zhucun.oversight.promises.rules import SEE, AcceptedBy, ListState, State


def _backed_by(units: object) -> Q:
    backed = TeamBacking.objects.current().filter(team=OuterRef("team"), unit__in=list(units))
    return Q(Exists(backed))


def _promised_with_backing(units: object) -> Q:
    backed = TeamBacking.objects.current().filter(team=OuterRef("of_list__team"), unit__in=list(units))
    return Q(Exists(backed))


class TaskListQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def with_counts(self, day: date) -> Self:
        """Adds how many there are, accepted, waiting to be accepted, late."""
        late = Q(promises__state=State.OPEN, promises__due_on__lt=day)
        counted = {
            "of": Q() & ~Q(promises__state=State.DROPPED),
            "accepted": Q(promises__state=State.ACCEPTED),
            "waiting": Q(promises__state=State.DONE),
            "late": late,
        }
        return self.annotate(**{name: Count("promises", filter=condition) for name, condition in counted.items()})


class AnnualTaskList(Row, Scoped):
    SCOPE = {"place": "place_code", "team": "team", "backer": _backed_by}
    SEE = SEE

    team = models.ForeignKey(Team, models.PROTECT, related_name="task_lists", verbose_name="工作队")
    year = models.PositiveSmallIntegerField("哪一年")
    place_code = CodeField("驻地", max_length=14)
    state = models.CharField("定了没有", max_length=8, choices=ListState.choices, default=ListState.DRAFT)
    written_by = models.CharField("谁写的", max_length=80)
    handed_by = models.CharField("谁报的", max_length=80, blank=True)
    handed_by_person = models.BigIntegerField("谁报的（自然人）", null=True)
    handed_on = models.DateField("哪天报的", null=True)
    agreed_by = models.CharField("谁定的", max_length=80, blank=True)
    agreed_on = models.DateField("哪天定的", null=True)
    sent_back_because = models.CharField("为什么退回", max_length=200, blank=True)

    objects = TaskListQuerySet.as_manager()

    class Meta:
        verbose_name = "年度任务单"
        constraints = [
            models.UniqueConstraint(fields=["team", "year"], name="task_list_once"),
            models.CheckConstraint(
                condition=Q(state=ListState.DRAFT) | Q(handed_on__isnull=False) & ~Q(handed_by=""),
                name="task_list_handed_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True, agreed_by="")
                | Q(state=ListState.AGREED, agreed_on__isnull=False) & ~Q(agreed_by=""),
                name="task_list_agreed_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "year"], name="task_list_place_year")]

    def __str__(self) -> str:
        return f"{self.team.name} {self.year} 年任务单"


class PromiseQuerySet(ScopedQuerySet):
    def late(self, day: date) -> Self:
        return self.filter(state=State.OPEN, due_on__lt=day, of_list__state=ListState.AGREED)

    def standing(self) -> Self:
        return self.filter(of_list__state=ListState.AGREED).exclude(state=State.DROPPED)


class TaskPromise(Row, Scoped):
    """What the records say of it hangs on the records: they are held as evidence of the promise."""

    SCOPE = {"place": "of_list__place_code", "team": "of_list__team", "backer": _promised_with_backing}
    SEE = SEE

    of_list = models.ForeignKey(AnnualTaskList, models.PROTECT, related_name="promises", verbose_name="任务单")
    position = models.PositiveSmallIntegerField("第几件")
    text = models.CharField("做什么", max_length=120)
    due_on = models.DateField("哪天办成")
    accepted_by = models.CharField("谁来验收", max_length=8, choices=AcceptedBy.choices)
    state = models.CharField("办到哪一步", max_length=8, choices=State.choices, default=State.OPEN)
    done_on = models.DateField("哪天办成的", null=True)
    done_note = models.CharField("办成什么样", max_length=200, blank=True)
    done_by = models.CharField("谁说的", max_length=80, blank=True)
    done_by_person = models.BigIntegerField("谁说的（自然人）", null=True)
    closed_on = models.DateField("哪天验收", null=True)
    closed_by = models.CharField("谁验收的", max_length=80, blank=True)
    closing_note = models.CharField("验收、退回或者不办的理由", max_length=200, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "任务单上的一件事"
        constraints = [
            models.UniqueConstraint(fields=["of_list", "position"], name="promise_position_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DONE, State.ACCEPTED]) | Q(done_on__isnull=False) & ~Q(done_by=""),
                name="promise_done_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.DROPPED]) | Q(closed_on__isnull=False) & ~Q(closed_by=""),
                name="promise_closed_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place_code(self) -> str:
        return self.of_list.place_code

    def is_late(self, day: date) -> bool:
        return self.state == State.OPEN and self.due_on < day
