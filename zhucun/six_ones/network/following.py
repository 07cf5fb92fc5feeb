"""A household that is gone has nobody who keeps in touch with it."""

from collections.abc import Sequence
from datetime import timedelta

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.recording import Told
from zhucun.org.places.models import Household
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.models import HouseholdLink

COUNTY_DIGITS = 6
ONE_DAY = timedelta(days=1)


@within("household.end")
def household_goes(rows: Sequence[Household], *, by: Actor) -> None:
    """By the house: whoever keeps the list of households need not keep the links."""
    ended = {row.pk: row for row in rows}
    links = HouseholdLink.objects.filter(household__in=list(ended), until__isnull=True)
    calls = [
        Told(link, {"last_day": max(link.since, ended[link.household_id].until - ONE_DAY), "reason": "销户"})
        for link in links
    ]
    if calls:
        house = Actor.system("系统", reach=calls[0].row.place_code[:COUNTY_DIGITS], now=by.now)
        linking.end.many(calls, by=house)
