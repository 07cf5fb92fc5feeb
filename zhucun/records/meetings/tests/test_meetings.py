"""A meeting is one record, whatever it counts as; who was there is entered by whoever writes it."""

from typing import Any

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.evidence import Evidence
from zhucun.records.meetings import acts as meetings
from zhucun.records.meetings.kinds import people_for, purposes_for
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord

pytestmark = pytest.mark.django_db


def told(*pairs: tuple[str, str], text: str = "定了水渠谁来管") -> dict:
    answers = [{"name": name, "value": value} for name, value in pairs]
    return {"kind": "meeting", "text": text, "happened_on": TODAY, "answers": answers}


def test_one_meeting_is_village_meeting_and_training_at_once(cast: Cast) -> None:
    present = [("present", str(cast.member.cadre_id)), ("others", "石有田（村书记）、石小满")]
    answers = told(("purposes", "village_monthly"), ("purposes", "training"), *present)

    record = work.write(cast.team, by=cast.actor("first_secretary"), **answers)

    meeting = record.meeting
    assert meeting.purpose_labels == ["村月列会", "以会代训"]
    signed = [(one.cadre_id, one.name, one.capacity) for one in meeting.sign_ins.order_by("pk")]
    assert signed == [(cast.member.cadre_id, "", ""), (None, "石有田", "村书记"), (None, "石小满", "")]
    assert list(Meeting.objects.meant_for("training", "review").held_in(TODAY, TODAY.replace(day=12))) == [meeting]
    assert not Meeting.objects.visible_to(cast.actor("neighbour")).exists()


def test_a_township_meets_with_its_teams_and_the_county_reviews_the_month(cast: Cast) -> None:
    by = cast.actor("secretary")
    joint = work.write_at(cast.dongling, by=by, **told(("purposes", "joint"), ("present", str(cast.member.cadre_id))))
    review = work.write_at(cast.county, by=cast.actor("officer"), **told(("purposes", "review")))

    assert (joint.side, review.side) == ("township", "office")
    assert [label for _, label in people_for(by, cast.dongling)] == ["盘小妹", "黎明远"]
    assert "月调度" not in [label for _, label in purposes_for(by, cast.team)]


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((), "什么会"),
        ((("purposes", "review"),), "没有“月调度”"),
        ((("purposes", "routine"), ("present", "0")), "找不到"),
    ],
)
def test_a_meeting_that_says_not_what_for_leaves_nothing(cast: Cast, pairs: tuple, said: str) -> None:
    with pytest.raises(Refused, match=said):
        work.write(cast.team, by=cast.actor("member"), **told(*pairs))

    assert not WorkRecord.objects.exists()


def test_who_was_there_is_set_again_until_something_rests_on_it(cast: Cast) -> None:
    by = cast.actor("member")
    meeting = work.write(cast.team, by=by, **told(("purposes", "routine"))).meeting

    meetings.set_meeting(meeting, purposes=["routine"], cadres=[cast.member.cadre], by=by)
    work.hold(meeting.record, evidence=Evidence("test", 1, "培训", ""), by=by)

    assert meeting.sign_ins.count() == 1
    with pytest.raises(Refused, match="佐证"):
        meetings.set_meeting(meeting, purposes=["training"], by=by)


def test_many_meetings_open_at_once(cast: Cast, django_assert_max_num_queries: Any) -> None:
    calls = [Told(cast.team, told(("purposes", "routine"), ("present", str(cast.member.cadre_id))))] * 50

    with django_assert_max_num_queries(20):
        work.write.many(calls, by=cast.actor("member"))

    assert Meeting.objects.count() == 50
