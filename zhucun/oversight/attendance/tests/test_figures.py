"""Where those on post are adds up; what was locked is what is counted (R-ATT-01)."""

from datetime import date

import pytest

from tests.cast import COUNTY, DONGLING, Cast, operator
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.halves import beyond, half_of
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.figures import TODAY as WHERE_TODAY
from zhucun.oversight.attendance.models import MonthLine

pytestmark = pytest.mark.django_db


def asked(ids: list[str], day: date, *, scope: str = COUNTY, who: object = None) -> dict[str, int | None]:
    question = Question(who or operator(), scope, day, since=date(2022, 6, 1), until=date(2022, 7, 1))
    return {figure_id: answer.value for figure_id, answer in ask_many(ids, question).items()}


def test_where_people_are_adds_up_to_those_on_post_on_every_day(cast: Cast) -> None:
    trip = {
        "category": "official_trip",
        "since_half": half_of(date(2022, 6, 16)),
        "until_half": beyond(date(2022, 6, 17)),
        "place": "县里",
    }
    days.enter(cast.member, **trip, by=cast.actor("member"))
    absent = {"category": "unexcused_absence", "since_half": half_of(date(2022, 6, 16)),
              "until_half": beyond(date(2022, 6, 16))}  # fmt: skip
    days.state_otherwise(cast.first_secretary, **absent, reason="没见人", by=cast.actor("village_secretary"))

    thursday = asked([*WHERE_TODAY, "dispatch.members_on_post"], date(2022, 6, 16))
    saturday = asked([*WHERE_TODAY, "dispatch.members_on_post"], date(2022, 6, 18))

    assert list(thursday.values()) == [1, 1, 0, 0, 0, 1, 3]
    assert list(saturday.values()) == [0, 0, 0, 3, 0, 0, 3]


def test_stationed_days_are_those_that_were_locked(cast: Cast) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    trip = {"category": "rota_rest", "since_half": half_of(date(2022, 6, 20)), "until_half": beyond(date(2022, 6, 22))}
    days.enter(cast.member, **trip, by=cast.actor("member"))
    for posting, who in ((cast.member, "member"), (cast.first_secretary, "first_secretary")):
        line = monthly.state_true(MonthLine.objects.get(posting=posting), by=cast.actor(who))
        line = monthly.confirm(line, by=cast.actor("village_secretary"))
        monthly.verify(line, by=cast.actor("secretary"))
    ids = ["oversight.stationed_days", "oversight.below_minimum", "oversight.sheets_verified", "oversight.sheets_open"]

    assert list(asked(ids, date(2022, 7, 11)).values()) == [36 + 42, 1, 2, 1]
    assert list(asked(ids, date(2022, 7, 11), scope=DONGLING, who=cast.actor("secretary")).values()) == [78, 1, 2, 0]
    assert list(asked(ids, date(2022, 7, 11), who=cast.actor("neighbour_county")).values()) == [0, 0, 0, 0]


def test_a_locked_day_is_counted_as_it_was_locked(cast: Cast) -> None:
    """What is said of it later, before a correction is approved, moves no figure."""
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = monthly.state_true(MonthLine.objects.get(posting=cast.member), by=cast.actor("member"))
    monthly.verify(monthly.confirm(line, by=cast.actor("village_secretary")), by=cast.actor("secretary"))
    MonthLine.objects.filter(posting=cast.member).update(marks="假" * 60)

    assert asked(["oversight.members_on_leave"], date(2022, 6, 16)) == {"oversight.members_on_leave": 1}


def test_a_backing_unit_sees_its_own_people_only(cast: Cast) -> None:
    """档案馆 backs the team and sent its first secretary; the member is 水利局's (R-ORG-12)."""
    day = date(2022, 6, 16)

    assert asked(["oversight.members_in_village"], day, who=cast.actor("liaison")) == {
        "oversight.members_in_village": 1
    }


def test_a_reader_of_the_prefecture_reads_the_number(cast: Cast) -> None:
    reader = cast.actor("prefecture_reader")

    assert asked(["oversight.members_in_village"], date(2022, 6, 16), who=reader, scope="9901") == {
        "oversight.members_in_village": 3
    }
