"""Sessions as somebody sees their own: attended, and coming."""

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.training.sessions.models import SessionAttendance, TrainingSession


def of_cadre(cadre: int, actor: Actor) -> QuerySet[SessionAttendance]:
    """Whatever somebody attended, the latest first."""
    rows = SessionAttendance.objects.visible_to(actor).filter(posting__cadre=cadre, session__called_off_because="")
    return rows.select_related("session").order_by("-session__since", "pk")


def coming(actor: Actor) -> QuerySet[TrainingSession]:
    """What is still to be held or runs."""
    rows = TrainingSession.objects.visible_to(actor).standing().filter(until__gt=actor.today)
    return rows.order_by("since", "pk")
