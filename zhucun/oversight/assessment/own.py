"""One's own latest sheet, for the phone."""

from zhucun.acts.actor import Actor
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SEE


def latest_of(actor: Actor) -> ScoreSheet | None:
    cadres = actor.scope(SEE).cadre
    if not cadres:
        return None
    rows = ScoreSheet.objects.visible_to(actor).filter(posting__cadre__in=cadres).select_related("cycle")
    return rows.order_by("-cycle__until", "-pk").first()
