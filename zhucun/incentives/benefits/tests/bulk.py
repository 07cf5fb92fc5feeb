"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.incentives.benefits import acts as benefits

FOR_MAY = {"month": "2022-05", "paid_on": TODAY}


@plan("benefit.pay")
def allowances(cast: Cast) -> list[Told]:
    """Two for one person in one month: the phone's, and trips that come to the cap together."""
    trips = {**FOR_MAY, "what": "transport", "fen": 6_400, "trips": 2, "km": 80}
    return [
        Told(cast.member, {**FOR_MAY, "what": "phone", "fen": 10_000, "voucher": "12号"}),
        Told(cast.member, {**trips, "voucher": "13号"}),
        Told(cast.member, {**trips, "voucher": "14号"}),
        Told(cast.neighbour_member, {**FOR_MAY, "what": "phone", "fen": 9_000, "voucher": "12号"}),
    ]


A_COVER = {"since": SINCE, "last_day": SINCE.replace(year=2023), "insurer": "某财险公司"}


@plan("benefit.insure")
def covers(cast: Cast) -> list[Told]:
    return [Told(cast.member, A_COVER), Told(cast.neighbour_member, {**A_COVER, "policy_number": "A17"})]


@plan("benefit.record_check")
def checks(cast: Cast) -> list[Told]:
    return [Told(cast.member, {"done_on": TODAY}), Told(cast.neighbour_member, {"done_on": SINCE})]


@plan("benefit.visit")
def visits(cast: Cast) -> list[Told]:
    told = {"on": TODAY, "occasion": "festival", "visited_by": "工会"}
    return [Told(cast.member, told), Told(cast.neighbour_member, {**told, "occasion": "illness"})]


@plan("benefit.withdraw_payment")
def payments_taken_back(cast: Cast) -> list[Told]:
    rows = benefits.pay.many(allowances(cast), by=cast.actor("officer"))
    return [Told(rows[0], {"reason": "发重了"}), *(Told(row, {}) for row in rows[2:])]


@plan("benefit.withdraw_insurance")
def covers_taken_back(cast: Cast) -> list[Told]:
    return [Told(row, {}) for row in benefits.insure.many(covers(cast), by=cast.actor("officer"))]


@plan("benefit.withdraw_check")
def checks_taken_back(cast: Cast) -> list[Told]:
    return [Told(row, {}) for row in benefits.record_check.many(checks(cast), by=cast.actor("officer"))]


@plan("benefit.withdraw_visit")
def visits_taken_back(cast: Cast) -> list[Told]:
    rows = benefits.visit.many(visits(cast), by=cast.actor("officer"))
    return [Told(rows[1], {"reason": "记错了人"}), Told(rows[0], {})]
