"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests import inspecting
from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told


@plan("inspection.visit")
def drawn_teams_visited(cast: Cast) -> list[Told]:
    return [Told(one, {"visited_on": TODAY}) for one in inspecting.drawn(cast, size=2).drawn.order_by("position")]
