"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.lib.evidence import Evidence
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence


def fired(cast: Cast) -> list[Consequence]:
    told = {"evidence": [Evidence("test", 1, "季度考核一般", "")], "by": cast.actor("officer")}
    return [row for of in (cast.member, cast.neighbour_member) for row in consequences.fire("quarter_fair", of, **told)]


@plan("consequence.open")
def opened(cast: Cast) -> list[Told]:
    return [Told(row) for row in fired(cast)]
