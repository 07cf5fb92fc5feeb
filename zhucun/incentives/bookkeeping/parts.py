"""What a team has left for its work stands on its page (P3)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.incentives.bookkeeping.reading import of_year
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import SEE


@team_page_parts_come_from
def card(shown: TeamPage) -> Iterator[Part]:
    if not shown.actor.may(SEE) or not FundEntry.objects.visible_to(shown.actor).filter(team=shown.team).exists():
        return
    context = {"team": shown.team, "year": shown.actor.today.year, "shown": of_year(shown.team, shown.actor.today.year)}
    yield Part("incentives/bookkeeping/pages/_card.html", context, order=72, is_aside=True)
