"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts


@plan("place.add")
def places(cast: Cast) -> list[Told]:
    return [
        Told(cast.dongling, {"code": "990126101203", "name": "禾冲村", "kind": "village", "since": TODAY}),
        Told(cast.shiping, {"name": "石坪安置点", "kind": "site", "since": TODAY, "position": 3}),
        Told(cast.county, {"code": "990126103", "name": "南岭乡", "kind": "township", "since": TODAY, "sketch_x": 40}),
    ]


@plan("place.tag")
def tags(cast: Cast) -> list[Told]:
    return [
        Told(cast.liuxi, {"tag": "lifted_from_poverty", "since": TODAY}),
        Told(cast.liuxi, {"tag": "industry_village", "since": SINCE, "basis": "青办发〔2021〕3号"}),
        Told(cast.xihe_village, {"tag": "hard_to_govern", "since": TODAY}),
    ]


@plan("place.locate")
def positions(cast: Cast) -> list[Told]:
    return [
        Told(cast.dongling, {"north": 2_559_167, "east": 11_193_028}),
        Told(cast.shiping, {"north": None, "east": None}),
    ]


@plan("household.add")
def households(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"head_name": "石老满", "since": SINCE}),
        Told(cast.shiping, {"head_name": "石小满", "since": TODAY, "code": "0017", "person_count": 4}),
    ]


@plan("group.add")
def groups(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "1组", "since": SINCE}),
        Told(cast.xihe_village, {"name": "1组", "since": TODAY}),
    ]


@plan("household.correct")
def households_to_correct(cast: Cast) -> list[Told]:
    one, other = (place_acts.add_household(cast.shiping, head_name=name, since=SINCE, by=operator()) for name in "甲乙")
    group = place_acts.add_group(cast.shiping, name="1组", since=SINCE, by=operator())
    moved = {"head_name": "甲", "group": group, "code": "0003", "person_count": 4}
    return [Told(one, moved), Told(other, {"head_name": "乙二"})]
