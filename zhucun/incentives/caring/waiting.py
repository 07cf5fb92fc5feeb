"""A reminder waits for the unit it was sent to."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.incentives.benefits.rules import RECORD
from zhucun.incentives.caring.models import BenefitReminder


def reminders(actor: Actor) -> QuerySet | None:
    """For the unit alone: the office has sent it and waits."""
    scope = actor.scope(RECORD)
    own = scope.sender | scope.backer
    return BenefitReminder.objects.open().filter(unit__in=own) if own else None


@waits(reminders, day="due_on", name="unit__name")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    url = (
        reverse("incentives:benefits.reminder", args=[found.key])
        if found.count == 1
        else reverse("incentives:benefits")
    )
    sentence = f"{found.name}还有该给队员、队里的没给" if found.count == 1 else "有单位该给的没给"
    return Waiting("用", sentence, url, "去看", found.count, "件", note="县驻村办提醒", due_on=found.first_on)
