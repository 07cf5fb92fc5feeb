"""What teams and postings mean for units: none ends while it stands behind a team or has people out."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.org.people.models import Unit


@within("unit.end")
def nothing_rests_on_a_unit_that_ended(ended: Sequence[Unit], *, by: Actor) -> None:
    for unit in ended:
        backed = TeamBacking.objects.filter(unit=unit).exclude(until__lte=unit.until).count()
        sent = Posting.objects.filter(sending_unit=unit).exclude(until__lte=unit.until).count()
        if backed or sent:
            parts = [f"还是 {backed} 支队的后盾单位" if backed else "", f"还有 {sent} 人在驻村" if sent else ""]
            raise Refused(f"{unit.name}{'，'.join(filter(None, parts))}。先办好接续，再撤并。", rule="R-ORG-12")
