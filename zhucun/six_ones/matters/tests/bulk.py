"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta
from typing import Any

from tests.bulk import LATELY, plan
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.org.places import acts as place_acts
from zhucun.records.notes import acts as work
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter


@plan("matter.register")
def matters_to_register(cast: Cast) -> list[Told]:
    home = place_acts.add_household(cast.shiping, head_name="石大", since=SINCE, by=operator())
    rated = {"done_on": TODAY, "result": "通水了", "rating": "satisfied"}
    return [
        Told(cast.shiping, {"text": "渠道塌了一段", "raised_on": LATELY, "household": home, **rated}),
        Told(cast.xihe_village, {"text": "路灯不亮", "raised_on": LATELY, "promised_on": TODAY}),
        Told(cast.liuxi, {"text": "没有队的村也有事", "raised_on": LATELY}),
    ]


@plan("matter.open")
def records_that_open_matters(cast: Cast) -> list[Told]:
    told = {"kind": "unit_visit", "text": "修好了水泵", "happened_on": LATELY}
    rows = [work.write_for_unit(cast.archive, **told, team=cast.team, by=cast.actor("liaison")) for _ in range(2)]
    return [Told(rows[0], {}), Told(rows[1], {"promised_on": TODAY, "field": "environment"})]


def _matters(cast: Cast, **told: Any) -> list[UrgentMatter]:
    given = {"text": "渠道塌了一段", "raised_on": LATELY, **told}
    clerk, neighbour = cast.actor("clerk"), cast.actor("neighbour")
    return [
        matters.register(cast.shiping, **given, by=clerk),
        matters.register(cast.xihe_village, **given, by=neighbour),
    ]


@plan("matter.finish")
def matters_to_finish(cast: Cast) -> list[Told]:
    one, other = _matters(cast)
    return [Told(one, {"on": TODAY}), Told(other, {"on": LATELY, "result": "通水了", "rating": "fair"})]


@plan("matter.hand_up")
def matters_to_hand_up(cast: Cast) -> list[Told]:
    one, other = _matters(cast)
    return [Told(one, {"reason": "没有挖机"}), Told(other, {"reason": "要水利来", "unit": cast.water})]


@plan("matter.cannot")
def matters_that_cannot_be(cast: Cast) -> list[Told]:
    return [Told(one, {"reason": "不在规划里"}) for one in _matters(cast)]


@plan("matter.recheck")
def matters_to_recheck(cast: Cast) -> list[Told]:
    long_ago = TODAY - timedelta(days=100)
    rows = [row for _ in range(20) for row in _matters(cast, raised_on=long_ago, done_on=long_ago)]
    due = [row for row in rows if row.recheck_on]
    return [Told(due[0], {"outcome": "holds"}), Told(due[1], {"outcome": "came_back", "note": "又漏了"})]
