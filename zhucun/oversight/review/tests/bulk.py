"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("review.open")
def reviews_opened(cast: Cast) -> list[Told]:
    return [
        Told(cast.county, {"month": "2022-07"}),
        Told(cast.dongling, {"month": "2022-07", "planned_on": date(2022, 7, 28)}),
    ]
