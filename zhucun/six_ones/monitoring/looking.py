"""Who opened which clue or household, and when: they are read by few, and a leak is found by it (R-SEC-08)."""

from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue


def note_look(row: MonitoredHousehold | MonitoringClue, actor: Actor) -> None:
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=actor.name,
        account_id=actor.account_id,
        door=actor.door,
        what=row._meta.verbose_name,
        row_kind=row._meta.label_lower,
        row_key=row.pk,
        place_code=row.place_code,
    )
