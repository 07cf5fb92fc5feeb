"""培训班: numbered within year and mode, ticked within reach, counted as 人次 and as people; who still lacks what."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.records.notes import acts as records
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import SessionAttendance, TrainingSession

YEAR_END = date(2022, 12, 31)
COURSE: dict[str, Any] = {
    "kind": "rotation_course",
    "mode": "online",
    "title": "防返贫监测业务培训",
    "organiser": "青岭县驻村办",
    "first_day": date(2022, 7, 4),
    "last_day": date(2022, 7, 5),
    "halfdays": 3,
}


def held(cast: Cast, who: str = "officer", **told: Any) -> TrainingSession:
    place = cast.dongling if who in ("secretary", "clerk") else cast.county
    return sessions.announce(place, **{**COURSE, **told}, by=cast.actor(who))


def village_secretary(cast: Cast) -> Participant:
    told = {"name": "石有田", "kind": "village_committee", "duty": "村支书"}
    return participants.add(cast.shiping, **told, by=cast.actor("clerk"))


def figures(cast: Cast, *names: str, who: str = "officer") -> list[int]:
    question = Question(cast.actor(who), COUNTY, TODAY, since=date(2022, 1, 1))
    found = ask_many([f"training.{name}" for name in names], question)
    assert all(
        one.records.count() == one.value for name, one in found.items() if not name.endswith("meeting_attendances")
    )
    return [found[f"training.{name}"].value for name in names]


def test_sessions_are_numbered_within_their_year_and_mode(cast: Cast) -> None:
    numbers = [held(cast).number, held(cast).number, held(cast, mode="offline").number]
    numbers.append(held(cast, first_day=date(2021, 12, 30), last_day=date(2021, 12, 30), halfdays=2).number)

    assert numbers == [1, 2, 1, 1]
    assert held(cast, "secretary").number == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"halfdays": 5}, "要在半天到 2 天之间"),
        ({"last_day": date(2022, 7, 3)}, "结束日期要在开始日期"),
        ({"last_day": date(2022, 12, 3)}, "一期最长 60 天"),
        ({"kind": "experience_exchange"}, "写上谁讲"),
        ({"kind": "experience_exchange", "speakers": "石有田"}, "谁：讲什么"),
        ({"kind": "party"}, "选是哪一种"),
        ({"title": " "}, "写名称和主办"),
    ],
)
def test_what_is_no_session_is_refused_in_words(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        held(cast, **told)


def test_who_came_is_entered_once_and_counted_as_attendances_and_as_people(cast: Cast) -> None:
    """R-TRN-08: 人次 and people are two figures; 以会代训 is a third that nothing adds to them."""
    first, second = (
        held(cast),
        held(cast, mode="offline", first_day=date(2022, 7, 6), last_day=date(2022, 7, 6), halfdays=2),
    )
    by, people = cast.actor("officer"), [cast.first_secretary, cast.member, cast.neighbour_member]
    sessions.tick(first, postings=people, participants=[village_secretary(cast)], by=by)
    sessions.tick(first, postings=[cast.member], is_completed=False, by=by)
    sessions.tick(second, postings=[cast.member], by=by)
    answers = [{"name": "purposes", "value": "training"}, {"name": "others", "value": "石有田"}]
    told = {"kind": "meeting", "text": "以会代训学监测", "happened_on": TODAY, "answers": answers}
    records.write_at(cast.dongling, **told, by=cast.actor("secretary"))

    assert figures(cast, "sessions_online", "sessions_offline", "attendances", "people") == [1, 1, 5, 4]
    assert figures(cast, "meetings", "meeting_attendances") == [1, 1]
    assert not SessionAttendance.objects.get(session=first, posting=cast.member).is_completed


def test_a_township_ticks_its_own_people_in_the_countys_session_and_changes_nothing_else_of_it(cast: Cast) -> None:
    session, by = held(cast), cast.actor("clerk")
    assert any("等着登记到课" in line.sentence for line in lines_for(by))

    sessions.tick(session, postings=[cast.member], by=by)
    assert not any("等着登记到课" in line.sentence for line in lines_for(cast.actor("clerk")))
    with pytest.raises(OutOfReach):
        sessions.tick(session, postings=[cast.neighbour_member], by=by)
    with pytest.raises(OutOfReach):
        sessions.untick(session, postings=[cast.member], by=cast.actor("neighbour"))
    with pytest.raises(Refused, match="要改请找那边"):
        sessions.correct(session, **COURSE, by=by)
    assert not SessionAttendance.objects.visible_to(cast.actor("neighbour")).exists()
    assert not TrainingSession.objects.visible_to(cast.actor("neighbour_county")).exists()
    assert not TrainingSession.objects.visible_to(cast.actor("neighbour")).filter(pk=held(cast, "clerk").pk).exists()
    assert SessionAttendance.objects.visible_to(cast.actor("member")).get().posting == cast.member


def test_nobody_is_entered_before_it_begins_or_who_was_not_there(cast: Cast) -> None:
    by, ahead = cast.actor("officer"), TODAY + timedelta(days=3)
    with pytest.raises(Refused, match="那天起登记到课"):
        sessions.tick(held(cast, first_day=ahead, last_day=ahead, halfdays=2), postings=[cast.member], by=by)

    newcomer = make.posting(cast.team, make.cadre("蓝小山", unit=cast.archive), since=date(2022, 7, 10))
    with pytest.raises(Refused, match="蓝小山不在队里"):
        sessions.tick(held(cast), postings=[newcomer], by=by)
    sessions.tick(held(cast, kind="pre_post"), postings=[newcomer], by=by)


def test_one_that_nobody_came_to_is_called_off_and_taken_up_again_under_a_number_of_its_own(cast: Cast) -> None:
    by = cast.actor("officer")
    off = sessions.call_off(held(cast), reason="改到秋后", by=by)
    other = held(cast)
    assert other.number == 1

    assert sessions.take_up(off, by=by).number == 2
    sessions.tick(other, postings=[cast.member], by=by)
    with pytest.raises(Refused, match="已经登记了到课"):
        sessions.call_off(other, reason="弄错了", by=by)
    sessions.untick(other, postings=[cast.member], by=by)
    sessions.call_off(other, reason="弄错了", by=by)
