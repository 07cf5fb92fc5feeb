"""What an emergency may put off of the review: tasks that fall due while people stand by (R-ATT-16)."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.emergency.deadlines import Movable, movable
from zhucun.oversight.tasks import acts as tasks
from zhucun.oversight.tasks.models import ReviewTask


def due(code: str, since: date, until: date) -> Iterable[ReviewTask]:
    within = ReviewTask.objects.open().filter(within_prefixes("place_code", [code]))
    return within.filter(due_on__gte=since, due_on__lt=until).order_by("pk")


def put_off(task: ReviewTask, due_on: date, reason: str, by: Actor) -> object:
    return tasks.put_off(task, due_on=due_on, reason=reason, by=by)


movable(Movable("review_task", "月调度任务的期限", due, put_off))
