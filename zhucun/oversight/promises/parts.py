"""The card of a team's promises on its page (P3)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.oversight.promises import reading, rules


@team_page_parts_come_from
def card(shown: TeamPage) -> Iterator[Part]:
    actor = shown.actor
    if not actor.may(rules.SEE):
        return
    row = reading.list_of(shown.team, shown.day.year, actor)
    may_write = actor.may(rules.WRITE)
    if row or may_write:
        context = {"row": row, "year": shown.day.year, "team": shown.team, "may_write": may_write}
        yield Part("oversight/promises/pages/_card.html", context, order=40, is_aside=True)
