"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests import sitting
from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("test.seat")
def seats_of_a_test(cast: Cast) -> list[Told]:
    made = sitting.planned(cast)
    return [
        Told(made, {"posting": cast.member, "way": "paper"}),
        Told(made, {"participant": sitting.participant(cast)}),
        Told(made, {"posting": cast.first_secretary}),
    ]
