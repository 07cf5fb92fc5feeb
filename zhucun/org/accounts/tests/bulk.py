"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, XIHE, Cast
from zhucun.acts.recording import Told


@plan("account.open")
def accounts(cast: Cast) -> list[Told]:
    asked = {"asked_role": "attendance_clerk", "asked_place_code": XIHE}
    return [
        Told(cast.county, {"log_in": "xihe-clerk", "name": "河小妹", "kind": "desk", **asked}),
        Told(cast.county, {"log_in": "member-2", "name": "候补一", "kind": "phone", "person": cast.spare.person}),
    ]


@plan("account.set_code")
def codes(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["clerk"], {"code": "7K2M9QXT"}),
        Told(cast.accounts["member"], {"code": "8K2M9QXT", "valid_days": 7}),
    ]


@plan("appointment.give")
def appointments(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["clerk"], {"role": "township_organiser", "since": TODAY, "place_code": XIHE}),
        Told(cast.accounts["liaison"], {"role": "unit_liaison", "since": SINCE, "unit": cast.water, "basis": "函"}),
    ]
