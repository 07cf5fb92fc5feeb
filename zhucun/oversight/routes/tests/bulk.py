"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("distance.measure")
def distances(cast: Cast) -> list[Told]:
    told = {"minutes": 40, "metres": 12_500}
    return [Told(cast.dongling, {**told, "to": cast.xihe}), Told(cast.shiping, {**told, "to": cast.xihe})]
