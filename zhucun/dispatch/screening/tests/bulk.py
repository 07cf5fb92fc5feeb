"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening.models import Doubt


@plan("screening.decide")
def decisions(cast: Cast) -> list[Told]:
    """Of a member and of two teams, all of whom were heard."""
    by = cast.actor("officer")
    screenings.run(cast.county, on=TODAY, by=by)
    member = Doubt.objects.get(posting=cast.member)
    teams = list(Doubt.objects.filter(posting__isnull=True).order_by("pk"))
    for doubt in (member, *teams):
        for side in doubt.sides:
            stance = "fits" if doubt.posting_id else "filling"
            screenings.answer(doubt, stance=stance, note="没有意见。", side=side, by=by)
    fill = {"decision": "fill", "reason": "正在选人。"}
    return [
        Told(member, {"decision": "mend", "reason": "补上确认。", "mend_by": TODAY}),
        *(Told(team, fill) for team in teams),
    ]
