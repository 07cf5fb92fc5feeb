"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, Cast
from zhucun.acts.recording import Told


@plan("participant.add")
def village_cadres(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石有田", "kind": "village_committee"}),
        Told(cast.liuxi, {"name": "刘 会计", "kind": "village_committee", "duty": "村会计", "since": SINCE}),
        Told(cast.dongling, {"name": "石有田", "kind": "township", "told_apart_by": "民政办"}),
    ]
