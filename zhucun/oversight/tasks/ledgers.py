"""The columns that the tasks give 调度表."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from zhucun.oversight.review.columns import Asked, Leading, review_column
from zhucun.oversight.review.ledgers import by_township
from zhucun.oversight.tasks.models import ReviewTask, TaskQuerySet


def tasks_in(view: str) -> Leading:
    def leads_to(asked: Asked, code: str) -> str:
        narrowed = {"view": view} if code == asked.county_code else {"view": view, "township": code}
        return f"{reverse('oversight:rhythm.tasks')}?{urlencode(narrowed)}"

    return leads_to


def _tasks(asked: Asked) -> TaskQuerySet:
    return ReviewTask.objects.visible_to(asked.actor).filter(owner__in=("township", "team"))


@review_column("open", "任务在办", order=80, leads_to=tasks_in("open"))
def open_tasks(asked: Asked) -> Mapping[str, int]:
    return by_township(_tasks(asked).open())


@review_column("late", "任务超期", order=90, leads_to=tasks_in("late"), is_lack=True)
def late_tasks(asked: Asked) -> Mapping[str, int]:
    return by_township(_tasks(asked).late(asked.day))
