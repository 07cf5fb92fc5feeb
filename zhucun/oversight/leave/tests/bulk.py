"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta

from tests import make
from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.lib.halves import half_of, whole_days
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave.models import LeaveRequest


def _asked_leave(cast: Cast) -> list[LeaveRequest]:
    """Of two teams, two days from today."""
    pairs = ((cast.member, cast.first_secretary), (make.posting(cast.xihe_team, cast.spare), cast.neighbour_member))
    since, until = whole_days(TODAY, TODAY + timedelta(days=1))
    told = {"kind": "personal", "reason": "家事", "since_half": since, "until_half": until, "entered_for_reason": "代"}
    by = cast.actor("officer")
    return [leaves.ask(posting, covered_by=mate, **told, by=by) for posting, mate in pairs]


@plan("leave.ask")
def leave_asked(cast: Cast) -> list[Told]:
    other = make.posting(cast.xihe_team, cast.spare)
    since, until = whole_days(TODAY, TODAY)
    told = {"kind": "personal", "reason": "家事", "since_half": since, "until_half": until, "entered_for_reason": "代"}
    return [
        Told(cast.member, {**told, "covered_by": cast.first_secretary, "going_to": "县城"}),
        Told(other, {**told, "covered_by": cast.neighbour_member}),
    ]


@plan("leave.approve")
def leave_approved(cast: Cast) -> list[Told]:
    first, second = _asked_leave(cast)
    return [Told(first, {"opinion": "早去早回"}), Told(second)]


@plan("leave.report_back")
def leave_returned(cast: Cast) -> list[Told]:
    granted = [leaves.approve(leave, by=operator_of(cast)) for leave in _asked_leave(cast)]
    return [Told(granted[0], {"back_half": half_of(TODAY, 1)}), Told(granted[1], {"back_half": half_of(TODAY, 1)})]
