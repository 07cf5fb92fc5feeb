"""What 督查 shows of circulars: the latest, and where the next is written."""

from zhucun.acts.actor import Actor
from zhucun.oversight.circulars import rules
from zhucun.oversight.circulars.models import InspectionCircular
from zhucun.oversight.circulating import words
from zhucun.oversight.drawing.parts import Part, beside_the_week

LATEST = 3


@beside_the_week
def latest(actor: Actor) -> Part | None:
    if not actor.may(rules.SEE):
        return None
    rows = InspectionCircular.objects.visible_to(actor).exclude(state=rules.State.DROPPED)
    found = [(row, *words.mark_of(row)) for row in rows.order_by("-year", "-number")[:LATEST]]
    if not found and not actor.may(rules.WRITE):
        return None
    return Part("oversight/circulating/pages/_latest.html", {"rows": found, "may_write": actor.may(rules.WRITE)})
