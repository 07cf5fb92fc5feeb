"""Households past the day of their visit when somebody leaves: the successor learns how many, and goes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import Count
from django.urls import reverse

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.lib.evidence import Evidence
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.six_ones.visiting.due import with_due

VISITS, COUNTY_DIGITS = "six_ones.visits_due", 6


@handover_items_come_from(VISITS)
def visits_overdue(leaving: Sequence[Posting], day: date) -> Found:
    """Of the places of the team, whoever was to go; by the rhythms that everybody may know of. Two queries a county."""
    served = TeamPlace.objects.as_of(day).filter(team__in={one.team_id for one in leaving})
    of_county: dict[str, list[tuple[int, int]]] = {}
    for team, place, code in served.values_list("team", "place", "place__code"):
        of_county.setdefault(code[:COUNTY_DIGITS], []).append((team, place))
    overdue = Counter[int]()
    for county, places in of_county.items():
        homes = Household.objects.as_of(day).filter(village__in=[place for _, place in places])
        late = with_due(homes, day, policy.on(day, county), None).filter(due_on__lt=day).order_by()
        counted = dict(late.values("village").annotate(n=Count("pk")).values_list("village", "n"))
        for team, place in places:
            overdue[team] += counted.get(place, 0)
    for posting in leaving:
        if count := overdue[posting.team_id]:
            url = f"{reverse('six_ones:visits')}?team={posting.team_id}&view=overdue"
            yield posting.pk, Evidence(VISITS, posting.pk, f"村里 {count} 户过了走访的日子，接的人接着走", url)
