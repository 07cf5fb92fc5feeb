"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.records.notes import acts as work


@plan("meeting.open")
def meetings(cast: Cast) -> list[Told]:
    told = {"kind": "visit", "text": "碰头", "happened_on": TODAY, "posting": cast.member}
    first, second = work.write.many([Told(cast.team, told)] * 2, by=operator_of(cast))
    whole = {"purposes": ["training"], "cadres": [cast.member.cadre], "others": ["石有田（村书记）"]}
    return [Told(first, {"purposes": ["routine"]}), Told(second, whole)]
