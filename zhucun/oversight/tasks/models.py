"""ReviewTask: a decision of a review, whose it is and until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.tasks.rules import SEE_TASKS, Owner, TaskState


class TaskQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state=TaskState.OPEN)

    def late(self, day: date) -> Self:
        return self.open().filter(due_on__lt=day)


class ReviewTask(Row, Scoped):
    """A decision of a review as a task: what, whose, until when; accepted by somebody else than who reported it done.

    `place_code` is where its owner is: the township, the team's seat; of a unit and of the office itself, the review's.
    """

    SCOPE = {
        "place": "place_code",
        "sender": "unit",
        "backer": "unit",
        "team": "team",
    }
    SEE = SEE_TASKS
    NAMED_WITH = ("review",)

    review = models.ForeignKey(MonthlyReview, models.PROTECT, related_name="tasks", verbose_name="月调度")
    what = models.CharField("办什么", max_length=200)
    owner = models.CharField("谁来办", max_length=8, choices=Owner.choices)
    owner_name = models.CharField("承办", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="review_tasks", verbose_name="单位")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="review_tasks", verbose_name="工作队")
    place_code = CodeField("在哪里", max_length=14)
    due_on = models.DateField("期限")
    state = models.CharField("办到哪一步", max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    result = models.CharField("办理结果", max_length=300, blank=True)
    reported_on = models.DateField("哪天报的办结", null=True)
    reported_by = models.CharField("谁报的", max_length=80, blank=True)
    reporter_person = models.BigIntegerField(null=True, editable=False)
    accepted_on = models.DateField("哪天认可的", null=True)
    accepted_by = models.CharField("谁认可的", max_length=80, blank=True)
    reason = models.CharField("退回或不办的理由", max_length=200, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "调度任务"
        constraints = [
            models.CheckConstraint(
                condition=Q(owner="unit", unit__isnull=False, team__isnull=True)
                | Q(owner="team", team__isnull=False, unit__isnull=True)
                | Q(owner__in=("office", "township"), unit__isnull=True, team__isnull=True),
                name="review_task_has_its_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("reported", "accepted"), reported_on__isnull=False) & ~Q(reported_by="")
                | Q(state__in=("open", "dropped")),
                name="review_task_reported_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_on__isnull=False) & ~Q(accepted_by="")
                | ~Q(state="accepted") & Q(accepted_on__isnull=True, accepted_by=""),
                name="review_task_accepted_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "state", "due_on"], name="review_task_due")]

    def __str__(self) -> str:
        return self.what

    def is_late(self, day: date) -> bool:
        return self.state == TaskState.OPEN and self.due_on < day
