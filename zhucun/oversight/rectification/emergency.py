"""What an emergency may put off of rectification: items that fall due while people stand by (R-ATT-16)."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.emergency.deadlines import Movable, movable
from zhucun.oversight.rectification import beside
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import RUNNING


def due(code: str, since: date, until: date) -> Iterable[RectificationItem]:
    within = RectificationItem.objects.filter(within_prefixes("place_code", [code]), state__in=RUNNING)
    return within.filter(due_on__gte=since, due_on__lt=until).order_by("pk")


def put_off(item: RectificationItem, due_on: date, reason: str, by: Actor) -> object:
    return beside.move_due(item, due_on=due_on, reason=reason, by=by)


movable(Movable("rectification", "整改事项的期限", due, put_off))
