"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import LATELY, plan
from tests.cast import TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.six_ones.talents import acts as talents


def _forums(cast: Cast) -> list[Meeting]:
    answers = [{"name": "purposes", "value": "talent_forum"}]
    told = {"kind": "meeting", "text": "请老乡回来坐坐", "happened_on": LATELY, "answers": answers}
    teams = (cast.team, cast.xihe_team)
    return [
        Meeting.objects.get(record=work.write(team, **told, written_for="替队里补记", by=operator())) for team in teams
    ]


@plan("opinion.register")
def opinions_to_register(cast: Cast) -> list[Told]:
    one, other = _forums(cast)
    return [
        Told(one, {"text": "路修宽一点", "said_by": "老师"}),
        Told(other, {"text": "装路灯", "owner": "unit", "unit": cast.water}),
    ]


@plan("opinion.reply")
def opinions_to_reply(cast: Cast) -> list[Told]:
    rows = [talents.register(one, text="路修宽一点", by=operator()) for one in _forums(cast)]
    return [Told(row, {"reply": "报进了计划", "on": TODAY}) for row in rows]


@plan("talent.register")
def people_who_came_back(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石回来", "returned_on": LATELY, "brought_by": cast.team, "role": "skill"}),
        Told(cast.xihe_village, {"name": "西回来", "returned_on": LATELY}),
    ]


@plan("talent.ask")
def people_to_ask_after(cast: Cast) -> list[Told]:
    told = {"name": "回来", "returned_on": LATELY, "by": operator()}
    rows = [talents.return_home(place, **told) for place in (cast.shiping, cast.xihe_village)]
    return [
        Told(rows[0], {"is_here": True, "on": TODAY, "note": "扩了"}),
        Told(rows[1], {"is_here": False, "on": TODAY}),
    ]
