"""Keeps the tables of acts small: what has served its time is removed, what is to last is sealed."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhucun.acts import seal
from zhucun.acts.actor import Actor
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OVER
from zhucun.acts.trail import Delivery, SentAct

KEPT = timedelta(days=90)  # a phone may be without signal for thirty days and then send again


def seal_lines(by: Actor) -> dict[str, Any]:
    """R-SEC-07."""
    return {"sealed": seal.seal_open_lines()}


def clear_served(by: Actor) -> dict[str, Any]:
    """Ids of acts that will not be sent again, jobs and deliveries that are over; audit lines stay."""
    before = timezone.now() - KEPT
    over = Q(state__in=OVER, finished_at__lt=before)
    return {
        "sent": SentAct.objects.filter(at__lt=before).delete()[0],
        "jobs": Job.objects.filter(over).delete()[0],
        "deliveries": Delivery.objects.filter(done_at__lt=before).delete()[0],
    }
