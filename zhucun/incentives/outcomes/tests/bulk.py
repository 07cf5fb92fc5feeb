"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told


@plan("outcome.announce")
def results_announced(cast: Cast) -> list[Told]:
    told = {"level": "county", "document": "青组〔2022〕8号", "on": TODAY}
    return [
        Told(cast.member, {**told, "group": "promote", "kind": "promoted", "what": "任某镇党委委员"}),
        Told(cast.neighbour_member, {**told, "group": "commend", "what": "县优秀驻村队员"}),
    ]
