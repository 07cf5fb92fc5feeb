"""What is noticed is a question (R-ATT-08)."""

from datetime import date

import pytest

from tests.cast import Cast, operator
from zhucun.lib.halves import beyond, half_of, whole_days
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance.anomalies import noticed
from zhucun.records.notes import acts as work

pytestmark = pytest.mark.django_db


def test_leave_beside_another_word_and_two_months_alike_are_asked_about(cast: Cast) -> None:
    for posting, who in ((cast.member, "member"), (cast.first_secretary, "first_secretary")):
        since, until = whole_days(date(2022, 6, 6), date(2022, 6, 8))
        trip = {"category": "official_trip", "since_half": since, "until_half": until, "place": "县里"}
        days.enter(posting, **trip, by=cast.actor(who))
    assert [len(found) for found in noticed(cast.actor("officer"), "2022-06").values()] == [2, 2]

    since, until = whole_days(date(2022, 6, 20), date(2022, 6, 22))
    days.enter(cast.member, category="leave", since_half=since, until_half=until, source="leave", source_key=1,
               by=operator())  # fmt: skip
    days.state_otherwise(cast.member, category="in_village", since_half=half_of(date(2022, 6, 22)),
                         until_half=beyond(date(2022, 6, 22)), reason="回来了", by=cast.actor("clerk"))  # fmt: skip

    found = noticed(cast.actor("officer"), "2022-06")
    assert list(found) == ["批了假又记了别的", "记得晚、记得长的变动"]
    assert found["批了假又记了别的"][0].question.startswith("6月22日批了假")
    assert noticed(cast.actor("neighbour_county"), "2022-06") == {}


def test_a_meeting_elsewhere_asks_whether_something_was_forgotten(cast: Cast) -> None:
    told = {"kind": "meeting", "text": "全县调度", "happened_on": date(2022, 6, 16)}
    pairs = (("purposes", "review"), ("present", str(cast.member.cadre_id)))
    answers = [{"name": name, "value": value} for name, value in pairs]
    work.write_at(cast.county, **told, answers=answers, by=cast.actor("officer"))

    found = noticed(cast.actor("officer"), "2022-06")

    assert [odd.posting for odd in found["记的在村，又在别处签到开会"]] == [cast.member.pk]
