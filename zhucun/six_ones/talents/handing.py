"""Opinions that a team owns pass to whoever follows the one who leads it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence
from zhucun.six_ones.talents.models import ForumOpinion
from zhucun.six_ones.talents.rules import Owner

OPINIONS = "six_ones.opinions"


@handover_items_come_from(OPINIONS)
def unanswered(leaving: Sequence[Posting], day: date) -> Found:
    """They stay with the team; whoever comes learns how many wait."""
    teams = {posting.team_id for posting in leaving}
    rows = ForumOpinion.objects.open().filter(owner=Owner.TEAM, team__in=teams, held_on__lte=day)
    counted = dict(rows.order_by().values("team").annotate(count=Count("pk")).values_list("team", "count"))
    for posting in leaving:
        if count := counted.get(posting.team_id):
            url = f"{reverse('six_ones:talents.opinions')}?view=open&team={posting.team_id}"
            yield posting.pk, Evidence(OPINIONS, posting.pk, f"座谈会意见 {count} 条等本队答复", url)
