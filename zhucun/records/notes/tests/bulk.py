"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.org.places.models import Household


@plan("record.write")
def records(cast: Cast) -> list[Told]:
    home = Household.objects.create(village=cast.shiping, head_name="石老满", since=SINCE)
    note = {"kind": "visit", "text": "走访石老满", "happened_on": TODAY, "posting": cast.member}
    meeting = {**note, "kind": "meeting", "answers": [{"name": "purposes", "value": "routine"}]}
    return [
        Told(cast.team, {**note, "households": [home], "next_step": "周五再去"}),
        Told(cast.team, {**meeting, "posting": None, "written_for": "队里没有信号"}),
        Told(cast.team, note),
    ]


@plan("record.write_at")
def records_of_townships(cast: Cast) -> list[Told]:
    talk = {"kind": "talk", "text": "谈了半年工作", "happened_on": TODAY, "cadres": [cast.member.cadre]}
    return [Told(cast.dongling, talk), Told(cast.county, {"kind": "other", "text": "下发提示", "happened_on": TODAY})]


@plan("record.write_for_unit")
def records_of_units(cast: Cast) -> list[Told]:
    told = {"kind": "unit_visit", "text": "局长到村", "happened_on": TODAY, "written_for": "单位来电"}
    heard = {**told, "kind": "unit_hearing", "cadres": [cast.member.cadre]}
    return [Told(cast.water, {**told, "team": cast.team}), Told(cast.archive, heard)]
