"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("holiday.enter")
def holidays(cast: Cast) -> list[Told]:
    saturday = date(2022, 7, 16)
    told = {"is_working": True, "name": "调休上班"}
    return [Told(cast.county, {**told, "day": saturday}), Told(cast.county, {**told, "day": date(2022, 7, 17)})]
