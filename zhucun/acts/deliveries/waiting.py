"""What waits: deliveries that were given up, before the county's office."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.trail import SETTLE_DELIVERIES, Delivery
from zhucun.acts.waiting import Waited, Waiting, waits


def given_up(actor: Actor) -> QuerySet | None:
    if not actor.may(SETTLE_DELIVERIES):
        return None
    reached = Delivery.objects.visible_to(actor, SETTLE_DELIVERIES)
    return reached.filter(dead_at__isnull=False, done_at__isnull=True)


@waits(given_up)
def undelivered(actor: Actor, found: Waited) -> Waiting:
    return Waiting("办", "通知没送出", reverse("jobs.deliveries"), "去处理", count=found.count, unit="条")
