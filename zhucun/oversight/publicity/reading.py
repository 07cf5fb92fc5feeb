"""Whose result somebody may object to now: their own, their team's, their unit's."""

from zhucun.acts.actor import Actor
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import CycleState
from zhucun.oversight.publicity import rules


def to_object(actor: Actor) -> list[ScoreSheet]:
    """While the days of their notice run. Nothing for an office: it enters what came on paper from the sheet."""
    if not actor.may(rules.RAISE) or actor.scope(rules.RAISE).place:
        return []
    rows = ScoreSheet.objects.visible_to(actor, rules.RAISE).filter(
        cycle__state=CycleState.PUBLICITY,
        cycle__notice__published_on__lte=actor.today,
        cycle__notice__last_day__gte=actor.today,
    )
    seen = rows.select_related(*ScoreSheet.NAMED_WITH, "cycle__notice").order_by("pk")
    return [one for one in seen if one.posting_id is None or one.posting.cadre.person_id in actor.persons]
