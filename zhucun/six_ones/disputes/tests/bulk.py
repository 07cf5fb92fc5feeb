"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import LATELY, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.matters.tests.bulk import records_that_open_matters


@plan("dispute.open")
def records_that_open_disputes(cast: Cast) -> list[Told]:
    return [Told(call.row, {}) for call in records_that_open_matters(cast)[:1]] + [
        Told(records_that_open_matters(cast)[1].row, {"kind": "land", "is_settled": False})
    ]


@plan("dispute.settle")
def disputes_to_settle(cast: Cast) -> list[Told]:
    told = {"text": "屋檐滴水", "raised_on": LATELY}
    one = disputes.register(cast.shiping, **told, by=cast.actor("clerk"))
    other = disputes.register(cast.xihe_village, **told, by=cast.actor("neighbour"))
    other = disputes.hand_up(other, by=cast.actor("neighbour"))
    return [Told(row, {"on": TODAY, "outcome": "砌了一条沟"}) for row in (one, other)]
