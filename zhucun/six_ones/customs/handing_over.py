"""What monthly meetings gave the team to do and is not done: the successor learns of it and goes on."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.lib.evidence import Evidence
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.rules import Owner, State

ITEMS = "six_ones.monthlyitem"


@handover_items_come_from(ITEMS)
def undone(leaving: Sequence[Posting], day: date) -> Found:
    """How many at the places of the team; two queries."""
    teams = {posting.team_id for posting in leaving}
    served = TeamPlace.objects.as_of(day).filter(team__in=teams)
    places = dict(served.values_list("place", "team"))
    rows = MonthlyItem.objects.filter(place__in=places, state=State.OPEN, owner=Owner.TEAM).order_by()
    counted: dict[int, int] = {}
    for place, count in rows.values("place").annotate(n=Count("pk")).values_list("place", "n"):
        counted[places[place]] = counted.get(places[place], 0) + count
    for posting in leaving:
        if count := counted.get(posting.team_id):
            sentence = f"月列会定了、工作队来办的 {count} 件没办完，接的人接着办"
            yield posting.pk, Evidence(ITEMS, posting.pk, sentence, f"{reverse('six_ones:customs.items')}?owner=team")
