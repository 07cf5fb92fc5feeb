"""Who is bound by the county's documents: whoever is on post, the units that send and stand behind."""

from collections.abc import Iterator
from datetime import date

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.policy.documents.receivers import Receiver, receivers_of
from zhucun.policy.documents.rules import AskedOf


@receivers_of(AskedOf.MEMBERS)
def members(county_code: str, day: date) -> Iterator[Receiver]:
    on_post = Posting.objects.filter(within_prefixes("place_code", [county_code])).on_post(day)
    for cadre, place_code in on_post.order_by("pk").values_list("cadre", "place_code"):
        yield Receiver(place_code, cadre=cadre)


@receivers_of(AskedOf.UNITS)
def units(county_code: str, day: date) -> Iterator[Receiver]:
    sending = Posting.objects.filter(within_prefixes("place_code", [county_code])).as_of(day)
    backing = TeamBacking.objects.as_of(day).filter(within_prefixes("team__place_code", [county_code]))
    found = {*sending.values_list("sending_unit", flat=True), *backing.values_list("unit", flat=True)}
    yield from (Receiver(county_code, unit=unit) for unit in sorted(found))
