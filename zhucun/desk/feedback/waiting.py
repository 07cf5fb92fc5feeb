"""What waits: suggestions nobody has answered."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.desk.feedback.models import Suggestion
from zhucun.desk.feedback.rules import ANSWER, FLOW


def unanswered(actor: Actor) -> QuerySet | None:
    return FLOW.waiting(Suggestion.objects, actor) if actor.may(ANSWER) else None


@waits(unanswered, day="due_on")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="意",
        sentence="有意见建议等答复",
        url=f"{reverse('desk:feedback_given')}?view=given",
        verb="去答复",
        count=found.count,
        unit="条",
        due_on=found.first_on,
    )
