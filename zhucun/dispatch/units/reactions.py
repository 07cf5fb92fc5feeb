"""What teams and postings mean for units: who sees them, and that none ends while something rests on it."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.org.people.models import Unit, units_reached


@units_reached.by("place")
def units_at_work_in(prefixes: Iterable[str]) -> Q:
    """Who sends to a township or stands behind its teams today."""
    prefixes = list(prefixes)
    sends = Posting.objects.current().filter(within_prefixes("place_code", prefixes))
    backs = TeamBacking.objects.current().filter(within_prefixes("team__place_code", prefixes))
    return Q(pk__in=sends.values("sending_unit")) | Q(pk__in=backs.values("unit"))


@within("unit.end")
def nothing_rests_on_a_unit_that_ended(ended: Sequence[Unit], *, by: Actor) -> None:
    for unit in ended:
        backed = TeamBacking.objects.filter(unit=unit).exclude(until__lte=unit.until).count()
        sent = Posting.objects.filter(sending_unit=unit).exclude(until__lte=unit.until).count()
        if backed or sent:
            parts = [f"还是 {backed} 支队的后盾单位" if backed else "", f"还有 {sent} 人在驻村" if sent else ""]
            raise Refused(f"{unit.name}{'，'.join(filter(None, parts))}。先办好接续，再撤并。", rule="R-ORG-12")
