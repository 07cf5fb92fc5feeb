"""Objections that wait to be answered, by another than who decided."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.assessment.rules import DECIDE
from zhucun.oversight.publicity.models import Objection
from zhucun.oversight.publicity.rules import ObjectionState


def open_ones(actor: Actor) -> QuerySet | None:
    if not actor.may(DECIDE):
        return None
    rows = Objection.objects.visible_to(actor, DECIDE).filter(state=ObjectionState.OPEN)
    return rows.filter(Q(sheet__decided_person__isnull=True) | ~Q(sheet__decided_person__in=list(actor.persons)))


@waits(open_ones, day="due_on")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    alone = found.count == 1
    return Waiting(
        tile="管",
        sentence="考核异议等着答复",
        note="查清再答，写明改或者不改的理由",
        url=reverse("oversight:objections.one", args=[found.key]) if alone else reverse("oversight:objections"),
        verb="去答复",
        count=found.count,
        due_on=found.first_on,
    )
