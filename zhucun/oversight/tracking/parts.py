"""The card of what a team has to put right, on its page (P3)."""

from collections.abc import Iterator

from django.db.models import F

from zhucun.dispatch.roster.parts import Part, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.tracking import words

MOST = 5


@team_page_parts_come_from
def card(shown: TeamPage) -> Iterator[Part]:
    actor = shown.actor
    if not actor.may(rules.SEE):
        return
    rows = RectificationItem.objects.visible_to(actor).standing().filter(team=shown.team)
    found = list(rows.select_related("letter").with_repeats().order_by(F("closed_on").asc(nulls_first=True), "due_on"))
    if found:
        lines = [(item, words.mark_of(item, actor.today)) for item in found[:MOST]]
        context = {"lines": lines, "of": len(found), "closed": sum(item.closed_on is not None for item in found)}
        yield Part("oversight/tracking/pages/_card.html", {**context, "team": shown.team}, order=45, is_aside=True)
