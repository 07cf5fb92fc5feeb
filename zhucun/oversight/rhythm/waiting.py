"""What waits in the rhythm: what is due within the week or late, for whoever keeps it."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.rhythm import rules
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import SLOGAN, Cycle, State

SOON = timedelta(days=3)


def coming_due(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.KEEP):
        return None
    rows = CadenceItem.objects.visible_to(actor, rules.KEEP)
    return rows.filter(state=State.DUE, due_on__lte=actor.today + SOON)


@waits(coming_due, day="due_on", name="cycle")
def to_be_done(actor: Actor, found: Waited) -> Waiting:
    if found.count == 1:
        slogan, url = SLOGAN[Cycle(found.name)], reverse("oversight:rhythm.item", args=[found.key])
        sentence = f"{slogan}，这一期还没登记"
    else:
        sentence, url = "督查、调度、考核、总账有到期没登记的", reverse("oversight:rhythm.calendar")
    return Waiting(
        tile="管", sentence=sentence, url=url, verb="去登记", count=found.count, unit="期", due_on=found.first_on
    )
