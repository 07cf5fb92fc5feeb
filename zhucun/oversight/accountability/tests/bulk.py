"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told


@plan("accountability.record")
def held_to_account(cast: Cast) -> list[Told]:
    told = {"kind": "circular", "document": "青驻办通〔2022〕1号", "decided_on": TODAY, "decided_by": "县驻村办"}
    effect = {"kind": "admonition", "effect_until": TODAY + timedelta(days=180)}
    named = {"person_name": "蓝局长", "unit": cast.water, "duty": "局长", "reason": "拖延"}
    return [
        Told(cast.county, {**told, **effect, "reason": "无故不在村", "posting": cast.member}),
        Told(cast.county, {**told, **named}),
        Told(cast.county, {**told, "reason": "拖延", "team": cast.team}),
    ]
