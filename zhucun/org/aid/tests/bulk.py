"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.recording import Told


@plan("village_aid.start")
def village_aid(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"unit": cast.water, "since": SINCE}),
        Told(cast.liuxi, {"unit": cast.archive, "since": TODAY, "basis": "青办发〔2022〕1号"}),
    ]


@plan("household_aid.start")
def household_aid(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"helper_name": "石帮扶", "since": SINCE}),
        Told(cast.liuxi, {"helper_name": "水小江", "since": TODAY, "unit": cast.water, "household_count": 5}),
    ]
