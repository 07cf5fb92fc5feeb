"""What waits: one question to each side of a pair whose year is over."""

from collections.abc import Hashable

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.policy import in_force as policy
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.rules import SEE


def _days(actor: Actor) -> Hashable:
    return policy.of(actor).training.mentor_question_days


def unanswered(actor: Actor) -> QuerySet | None:
    cadres = actor.scope(SEE).cadre if actor.may(SEE) else frozenset()
    if not cadres:
        return None
    own = Q(mentee__cadre__in=cadres, mentee_says="") | Q(mentor_posting__cadre__in=cadres, mentor_says="")
    over = MentorPair.objects.ran_out(actor.today, policy.of(actor).training.mentor_question_days)
    return over.filter(own)


@waits(unanswered, depends=_days)
def to_answer(actor: Actor, found: Waited) -> Waiting:
    is_one = found.count == 1
    return Waiting(
        tile="训",
        sentence="导师帮带满一年了，往后怎么办",
        note="选一个就行，不写字",
        url=reverse("training:mentors.one", args=[found.key]) if is_one else f"{reverse('training:mentors')}?view=over",
        verb="答一句",
        count=found.count,
        unit="对",
    )
