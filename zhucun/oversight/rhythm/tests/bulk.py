"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("rhythm.make")
def due(cast: Cast) -> list[Told]:
    """A week, and a month with which its review opens."""
    return [
        Told(cast.county, {"cycle": "week", "period": "2022-W28"}),
        Told(cast.county, {"cycle": "month", "period": "2022-07"}),
    ]
