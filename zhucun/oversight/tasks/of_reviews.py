"""The tasks as the pages of their review list them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from zhucun.acts.actor import Actor
from zhucun.oversight.review.decisions import Decided, decisions_come_from
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.tasks.lists import words_of
from zhucun.oversight.tasks.models import ReviewTask, TaskQuerySet


class Tasks:
    """Of a county's review a township sees its own tasks."""

    def of(self, reviews: Sequence[MonthlyReview], by: Actor) -> Mapping[int, list[Decided]]:
        found: dict[int, list[Decided]] = defaultdict(list)
        for task in _seen(by).filter(review__in=reviews):
            found[task.review_id].append(_line(task, by))
        return found

    def before(self, review: MonthlyReview, by: Actor) -> list[Decided]:
        earlier = _seen(by).open().filter(review__place_code=review.place_code, review__month__lt=review.month)
        return [_line(task, by) for task in earlier]


def _seen(by: Actor) -> TaskQuerySet:
    return ReviewTask.objects.visible_to(by).order_by("due_on", "pk")


def _line(task: ReviewTask, by: Actor) -> Decided:
    return Decided(task, words_of(task, by.today))


decisions_come_from(Tasks())
