"""Whose documents they are: seen by whoever sees the session, its members on the phone included."""

from collections.abc import Iterable

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.files.models import StoredFile, holds_files
from zhucun.training.sessions.models import TrainingSession


@holds_files("training.trainingsession")
def sessions_reached(actor: Actor, needs: str | None) -> QuerySet[TrainingSession]:
    return TrainingSession.objects.visible_to(actor, needs).standing()


def materials_of(sessions: Iterable[TrainingSession]) -> dict[int, list[StoredFile]]:
    """Session → its documents in the order in which they came, of sessions that the reader sees. One query."""
    wanted = {row.pk for row in sessions}
    rows = StoredFile.objects.filter(holder_kind=TrainingSession._meta.label_lower, holder_key__in=wanted)
    found: dict[int, list[StoredFile]] = {}
    for row in rows.filter(removed_at__isnull=True).order_by("pk"):
        found.setdefault(row.holder_key, []).append(row)
    return found
