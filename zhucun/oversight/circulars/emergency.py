"""What an emergency may put off of circulars: the days to confirm the facts (R-ATT-16)."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.circulars import confirming
from zhucun.oversight.circulars.models import FactCheck
from zhucun.oversight.circulars.rules import Answer, State
from zhucun.oversight.emergency.deadlines import Movable, movable


def due(code: str, since: date, until: date) -> Iterable[FactCheck]:
    rows = FactCheck.objects.filter(state=Answer.WAITING, circular__state=State.CONFIRMING)
    rows = rows.filter(within_prefixes("circular__county_code", [code[:6]]), due_on__gte=since, due_on__lt=until)
    return rows.order_by("pk")


def put_off(check: FactCheck, due_on: date, reason: str, by: Actor) -> object:
    return confirming.put_off(check, due_on=due_on, reason=reason, by=by)


movable(Movable("circular", "核实督查通报的期限", due, put_off))
