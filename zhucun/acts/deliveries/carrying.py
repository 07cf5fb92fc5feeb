"""Carries out due deliveries. A handler may be run twice, never be forgotten; after five failures people are told."""

import logging
from datetime import datetime, timedelta

from zhucun.acts import reactions, verbs
from zhucun.acts.deliveries.rules import BACK_OFF, LEASE, MOST_TRIES
from zhucun.acts.recording import UNDO_SECONDS
from zhucun.acts.trail import AuditLog, Delivery
from zhucun.acts.trying_again import wait_after

logger = logging.getLogger(__name__)

AT_A_TIME = 100
UNDO_ARRIVES_WITHIN = timedelta(seconds=2 * UNDO_SECONDS)


def carry_out_due(now: datetime) -> int:
    """How many were tried. Each is claimed first, by moving on when it is due."""
    open_ones = Delivery.objects.filter(due_at__lte=now, done_at__isnull=True, dead_at__isnull=True)
    due = list(open_ones.order_by("due_at", "pk").select_related("line")[:AT_A_TIME])
    return sum(_carry_out(delivery, now) for delivery in due)


def _carry_out(delivery: Delivery, now: datetime) -> bool:
    this = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries, done_at__isnull=True)
    if not this.update(tries=delivery.tries + 1, due_at=now + LEASE):
        return False
    try:
        if not was_undone(delivery.line):
            _handler(delivery)(delivery.line)
        this = Delivery.objects.filter(pk=delivery.pk)
        this.update(done_at=now, last_error="")
    except Exception as error:
        logger.exception("delivery %s (%s), try %s", delivery.pk, delivery.handler, delivery.tries + 1)
        _failed(delivery, f"{type(error).__name__}: {error}", now)
    return True


def _handler(delivery: Delivery) -> reactions.Handler:
    try:
        return reactions.handlers(delivery.line.verb)[delivery.handler]
    except KeyError:
        raise LookupError(f"nobody handles {delivery.handler} any more") from None


def _failed(delivery: Delivery, error: str, now: datetime) -> None:
    tries = delivery.tries + 1
    is_dead = tries >= MOST_TRIES
    Delivery.objects.filter(pk=delivery.pk).update(
        last_error=error[:2000], due_at=now + wait_after(tries, BACK_OFF), dead_at=now if is_dead else None
    )


def was_undone(line: AuditLog) -> bool:
    """Taken back within the ten seconds: then nobody is told of it."""
    act = verbs.all_acts().get(line.verb)
    if act is None or act.undo is None:
        return False
    same_row = AuditLog.objects.filter(row_kind=line.row_kind, row_key=line.row_key, verb=act.undo, pk__gt=line.pk)
    return same_row.filter(recorded_at__lte=line.recorded_at + UNDO_ARRIVES_WITHIN).exists()
