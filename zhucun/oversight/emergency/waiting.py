"""What waits: a duty nobody has approved yet, for the leaders."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.rules import APPROVE, FLOW


def undecided(actor: Actor) -> QuerySet | None:
    return FLOW.waiting(EmergencyDuty.objects, actor) if actor.may(APPROVE) else None


@waits(undecided, day="since", name="title")
def to_approve(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    return Waiting(
        tile="管",
        sentence=f"{found.name}等批准" if one else "有应急值守等批准",
        url=reverse("oversight:emergency.one", args=[found.key]) if one else reverse("oversight:emergency"),
        verb="去看",
        count=found.count,
        unit="次",
        due_on=found.first_on,
    )
