"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import LATELY, plan
from tests.cast import SINCE, Cast
from zhucun.acts.recording import Told


@plan("speciality.name")
def specialities_to_name(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"product": "香菇", "since": SINCE, "note": "连片 40 亩"}),
        Told(cast.xihe_village, {"product": "香菇", "since": LATELY}),
    ]


@plan("income.tell")
def incomes_to_tell(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"year": 2021, "fen": 8_600_000, "note": "出租厂房"}),
        Told(cast.xihe_village, {"year": 2021, "fen": 0}),
    ]
