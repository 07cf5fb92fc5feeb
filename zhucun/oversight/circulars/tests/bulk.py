"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.onsite import finding_acts
from zhucun.oversight.onsite.tests.bulk import problems


@plan("circular.pick")
def problems_to_tell_of(cast: Cast) -> list[Told]:
    officer = cast.actor("officer")
    circular = circulars.open_circular(cast.county, since=TODAY, last_on=TODAY, by=officer)
    found = [finding_acts.enter(call.row, **call.given, by=officer) for call in problems(cast)]
    return [Told(circular, {"finding": one}) for one in found]
