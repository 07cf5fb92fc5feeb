"""What waits: sessions that are over and for which nobody of one's own is entered."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import KEEP, TOWNSHIP_DIGITS

ASKED_FOR = timedelta(days=60)  # after it, nobody is reminded any more


def _is_townships(actor: Actor) -> bool:
    reach = actor.scope(KEEP).place
    return bool(reach) and all(len(code) >= TOWNSHIP_DIGITS for code in reach)


def unticked(actor: Actor) -> QuerySet | None:
    """The township's line: it knows who of its people went."""
    if not _is_townships(actor):
        return None
    over = TrainingSession.objects.visible_to(actor, KEEP).standing()
    over = over.filter(until__lte=actor.today, until__gt=actor.today - ASKED_FOR)
    own = SessionAttendance.objects.filter(within_prefixes("place_code", actor.scope(KEEP).place))
    return over.exclude(Exists(own.filter(session=OuterRef("pk"))))


@waits(unticked, day="until", name="title")
def to_tick(actor: Actor, found: Waited) -> Waiting:
    one = reverse("training:sessions.one", args=[found.key])
    return Waiting(
        tile="训",
        sentence=f"“{found.name}”等着登记到课" if found.count == 1 else "办完的培训班等着登记到课",
        note="照签到表，从名册里勾",
        url=one if found.count == 1 else reverse("training:sessions"),
        verb="去登记",
        count=found.count,
        unit="期",
    )
