"""What an emergency may put off of talks: those that fall due while people stand by (R-ATT-16)."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.emergency.deadlines import Movable, movable
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks.models import TalkRecord


def due(code: str, since: date, until: date) -> Iterable[TalkRecord]:
    within = TalkRecord.objects.to_hold().filter(within_prefixes("place_code", [code]))
    return within.filter(due_on__gte=since, due_on__lt=until).order_by("pk")


def put_off(talk: TalkRecord, due_on: date, reason: str, by: Actor) -> object:
    return talks.move_due(talk, due_on=due_on, reason=reason, by=by)


movable(Movable("talk", "约谈的期限", due, put_off))
