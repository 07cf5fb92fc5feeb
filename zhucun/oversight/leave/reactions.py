"""Whoever is no longer posted has nothing to return from: an end closes what is open."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.leave import ledger
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import FLOW, State

ENDED = "派驻结束"


@within("posting.end")
def an_end_closes_what_is_open(rows: Sequence[Posting], *, by: Actor) -> None:
    """Leave within the posting is over with it; what lies beyond is no leave (R-LEA-04)."""
    ends = {posting.pk: posting.until for posting in rows if posting.until is not None}
    open_ones = LeaveRequest.objects.filter(posting__in=ends, state__in=(State.ASKED, State.GRANTED))
    for leave in open_ones.order_by("pk"):
        _close(leave, halves.half_of(ends[leave.posting_id]), by)


def _close(leave: LeaveRequest, end_half: int, by: Actor) -> None:
    began_within = leave.state == State.GRANTED and leave.since_half < end_half
    if leave.state == State.GRANTED:
        ledger.shorten([leave], by, until_half=end_half) if began_within else ledger.take_out([leave], by)
    FLOW.step(leave, "close", to=State.RETURNED if began_within else State.CLOSED)
    leave.closed_note = ENDED
    if began_within:
        leave.back_half, leave.returned_on = min(leave.until_half, end_half), by.today
        leave.returned_by = ENDED
    leave.save()
