"""What the office does with a delivery that was given up: send it again, or let it be."""

from django.utils import timezone

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.trail import SETTLE_DELIVERIES, Delivery


@act("delivery.retry", "再送一次", needs=SETTLE_DELIVERIES)
def retry(delivery: Delivery, *, by: Actor) -> Delivery:
    _must_be_dead(delivery)
    delivery.tries, delivery.due_at, delivery.dead_at = 0, timezone.now(), None
    delivery.save(update_fields=["tries", "due_at", "dead_at"])
    return delivery


@act("delivery.drop", "不再送", needs=SETTLE_DELIVERIES)
def drop(delivery: Delivery, *, by: Actor) -> Delivery:
    """Those concerned have been told otherwise, by telephone say."""
    _must_be_dead(delivery)
    delivery.done_at = timezone.now()
    delivery.save(update_fields=["done_at"])
    return delivery


def _must_be_dead(delivery: Delivery) -> None:
    if delivery.dead_at is None or delivery.done_at is not None:
        raise Refused("这一条已经处理过了。")
