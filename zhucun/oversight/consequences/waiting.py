"""What waits for a leader: consequences that nobody has decided yet."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.rules import DECIDE, FLOW


def undecided(actor: Actor) -> QuerySet | None:
    return FLOW.waiting(Consequence.objects, actor) if actor.may(DECIDE) else None


@waits(undecided, day="due_on")
def to_decide(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    url = reverse("oversight:consequences.one", args=[found.key]) if one else reverse("oversight:consequences")
    return Waiting("管", "考核、督查的后果等定", url, "去定", found.count, "件", due_on=found.first_on)
