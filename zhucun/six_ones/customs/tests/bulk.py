"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date
from typing import Any

from tests.bulk import LATELY, operator_of, plan
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.records.notes import acts as work
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as village_meetings
from zhucun.six_ones.customs.models import MonthlyItem


@plan("customs.set_up")
def councils_of_villages(cast: Cast) -> list[Told]:
    told = {"kind": "morality", "since": LATELY}
    return [
        Told(cast.shiping, {**told, "member_count": 5}),
        Told(cast.shiping, {"kind": "village_rules", "since": LATELY}),
        Told(cast.xihe_village, {**told, "member_count": 7}),
    ]


@plan("customs.adopt")
def rules_of_villages(cast: Cast) -> list[Told]:
    """One village has an edition already."""
    customs.adopt(cast.shiping, text="一、从简。", adopted_on=SINCE, by=cast.actor("clerk"))
    return [
        Told(cast.shiping, {"text": "一、从简。\n二、不赌。", "adopted_on": LATELY}),
        Told(cast.xihe_village, {"text": "一、从简。", "adopted_on": LATELY, "adopted_by": "村民会议"}),
    ]


def _monthly(cast: Cast, on: date) -> list[Any]:
    told = {"kind": "meeting", "text": "村月列会", "happened_on": on, "written_for": "建账"}
    answers = [{"name": "purposes", "value": "village_monthly"}]
    calls = [Told(team, {**told, "answers": answers}) for team in (cast.team, cast.xihe_team)]
    return [row.meeting for row in work.write.many(calls, by=operator_of(cast))]


@plan("monthly.decide")
def items_of_meetings(cast: Cast) -> list[Told]:
    told = {"item": "修渠", "decision": "先修二组"}
    calls = [Told(one, {**told, "owner": "team", "due_on": TODAY}) for one in _monthly(cast, LATELY)]
    return [*calls, Told(calls[0].row, told)]


def _items(cast: Cast) -> list[MonthlyItem]:
    return list(village_meetings.decide.many(items_of_meetings(cast), by=operator_of(cast)))


@plan("monthly.finish")
def items_done(cast: Cast) -> list[Told]:
    first, other, _ = _items(cast)
    return [Told(first, {"on": TODAY, "result": "通水了"}), Told(other, {"on": LATELY})]


@plan("monthly.ask")
def items_asked_about(cast: Cast) -> list[Told]:
    """One was asked about at the same meeting already."""
    first, other, third = _items(cast)
    here, there = _monthly(cast, TODAY)
    village_meetings.ask_about(first, meeting=here, said="挖了一半", by=operator_of(cast))
    return [
        Told(first, {"meeting": here, "said": "挖好了"}),
        Told(third, {"meeting": here, "said": "没动"}),
        Told(other, {"meeting": there, "said": "在等"}),
    ]
