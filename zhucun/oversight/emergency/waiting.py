"""What waits for the leaders: a duty nobody has approved yet, deadlines that are to be moved."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.emergency.models import DeadlineMove, EmergencyDuty
from zhucun.oversight.emergency.rules import APPROVE, FLOW, MOVE


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


def unmoved(actor: Actor) -> QuerySet | None:
    return MOVE.waiting(DeadlineMove.objects, actor) if actor.may(APPROVE) else None


@waits(unmoved, name="duty__title")
def to_move(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence=f"{found.name}期间的期限顺延等批准" if found.count == 1 else "有期限顺延等批准",
        url=reverse("oversight:emergency"),
        verb="去看",
        count=found.count,
        unit="项",
    )
