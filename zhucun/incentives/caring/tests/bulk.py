"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told


@plan("benefit.remind")
def units_reminded(cast: Cast) -> list[Told]:
    return [Told(cast.archive, {"year": TODAY.year}), Told(cast.water, {"year": TODAY.year})]
