"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts


@plan("household_kind.set")
def kinds_of_households(cast: Cast) -> list[Told]:
    homes = [place_acts.add_household(cast.shiping, head_name=name, since=SINCE, by=operator()) for name in "甲乙"]
    return [Told(homes[0], {"kind": "ex_poor", "since": SINCE}), Told(homes[1], {"kind": "ex_poor", "since": TODAY})]
