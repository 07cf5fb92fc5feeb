"""How a team lives stands on its page (P3)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.incentives.living.models import LivingConditions
from zhucun.incentives.living.rules import RECORD, SEE


@team_page_parts_come_from
def card(shown: TeamPage) -> Iterator[Part]:
    actor, team = shown.actor, shown.team
    if not actor.may(SEE):
        return
    scope = actor.scope(RECORD)
    may_record = scope.covers_place(team.place_code) or team.pk in scope.team
    row = LivingConditions.objects.visible_to(actor).filter(team=team).order_by("-checked_on").first()
    if row or may_record:
        context = {"team": team, "row": row, "may_record": may_record}
        yield Part("incentives/living/pages/_card.html", context, order=70, is_aside=True)
