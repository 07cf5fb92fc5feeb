"""Questions whose key nobody has looked at yet."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.training.questions.models import Question
from zhucun.training.questions.rules import KEEP, QuestionState


def doubtful(actor: Actor) -> QuerySet | None:
    """Of one's own bank; the townships' wait for them."""
    codes = [code for code in actor.scope(KEEP).place if actor.may(KEEP)]
    return Question.objects.filter(state=QuestionState.DOUBTFUL, place_code__in=codes) if codes else None


@waits(doubtful, name="topic")
def to_settle(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="训",
        sentence="题库里有题的答案要核一核",
        note="核过才能组卷",
        url=f"{reverse('training:questions')}?view=doubtful",
        verb="去核",
        count=found.count,
        unit="题",
    )
