"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.oversight.review import acts as reviewing


@plan("review.decide")
def decided(cast: Cast) -> list[Told]:
    review = reviewing.open_review(cast.county, month="2022-07", by=cast.actor("officer"))
    until = {"due_on": date(2022, 7, 31)}
    return [
        Told(review, {"what": "饮水管改造拿方案", "owner": "township", "township": cast.dongling, **until}),
        Told(review, {"what": "配一台电脑", "owner": "unit", "unit": cast.archive, **until}),
        Told(review, {"what": "把路修通", "owner": "team", "team": cast.team, **until}),
    ]
