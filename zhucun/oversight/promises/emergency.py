"""What an emergency may put off of the year's promises: those due while people stand by (R-ATT-16)."""

from collections.abc import Iterable
from datetime import date, timedelta

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.emergency.deadlines import Movable, movable
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import State

A_DAY = timedelta(days=1)


def due(code: str, since: date, until: date) -> Iterable[TaskPromise]:
    open_ones = TaskPromise.objects.standing().filter(state=State.OPEN)
    within = open_ones.filter(within_prefixes("of_list__place_code", [code]))
    return within.filter(due_on__gte=since, due_on__lt=until).select_related("of_list").order_by("pk")


def put_off(promise: TaskPromise, due_on: date, reason: str, by: Actor) -> object:
    """Never out of its year: what was promised for it."""
    last_day = date(promise.of_list.year + 1, 1, 1) - A_DAY
    return promises.move_day(promise, due_on=min(due_on, last_day), reason=reason, by=by)


movable(Movable("promise", "年度任务单的期限", due, put_off))
