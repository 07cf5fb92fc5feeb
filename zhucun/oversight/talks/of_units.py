"""What talks themselves say of units: whom they sent is being talked to by both sides (R-TLK-01)."""

from collections import defaultdict
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.lib.evidence import Evidence
from zhucun.oversight.consequences.unit_facts import OfUnits, unit_fact
from zhucun.oversight.talks.models import DualTalk
from zhucun.oversight.talks.rules import DualState


@unit_fact("dual_talks")
def whose_people_had_dual_talks(county: str, since: date, actor: Actor) -> OfUnits:
    """One that is complete is settled, and says nothing against the unit any more."""
    rows = DualTalk.objects.visible_to(actor).filter(state=DualState.OPEN, opened_on__gte=since)
    rows = rows.filter(within_prefixes("place_code", [county])).select_related("posting__cadre__person").order_by("pk")
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        sentence = f"{row.opened_on:%Y-%m-%d} {row.name}双约谈，{row.get_state_display()}"
        found[row.posting.sending_unit_id].append(Evidence("oversight.dualtalk", row.pk, sentence, row.page_url))
    return found
