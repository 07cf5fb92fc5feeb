"""Disputes open with one who leaves: the successor learns how many."""

from collections.abc import Sequence
from datetime import date

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import State
from zhucun.six_ones.open_with_leavers import counted

DISPUTES = "six_ones.dispute"


@handover_items_come_from(DISPUTES)
def disputes_open(leaving: Sequence[Posting], day: date) -> Found:
    yield from counted(Dispute.objects.filter(state=State.OPEN), leaving, DISPUTES, "起矛盾纠纷还在调解")
