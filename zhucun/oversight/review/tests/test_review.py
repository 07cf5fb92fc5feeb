"""月调度: a township types only problems and asks; the table is computed and kept as the meeting had it (R-LOG-08)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import COUNTY, DONGLING, NOW, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib import halves
from zhucun.lib.figure import Question, ask
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.review.table import sheet_of
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.tasks import acts as tasks
from zhucun.oversight.tasks.models import ReviewTask

LogIn = Callable[[str], Client]
LATER = date(2022, 7, 31)
PIPES = "饮水管改造拿方案"


@pytest.fixture
def review(cast: Cast) -> MonthlyReview:
    make_missing(cast.county, operator())
    return MonthlyReview.objects.get(place_code=COUNTY)


def later(by: Actor, day: int) -> Actor:
    return replace(by, now=NOW.replace(day=day), memo={})


def sentences(actor: Actor) -> list[str]:
    return [line.sentence for line in lines_for(actor)]


def test_a_countys_review_opens_with_its_month(cast: Cast, review: MonthlyReview) -> None:
    assert (review.month, review.planned_on, review.is_of_county) == ("2022-07", date(2022, 7, 25), True)
    with pytest.raises(Refused, match="已经有了"):
        reviews.open_review(cast.county, month="2022-07", by=cast.actor("officer"))


def test_a_township_tells_only_problems_and_asks_until_the_meeting(cast: Cast, review: MonthlyReview) -> None:
    secretary = cast.actor("secretary")
    assert sentences(later(secretary, 15)).count("调度会前，报本乡镇的问题和请县里定的") == 1

    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", by=secretary)
    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", asks="请水利局去看", by=secretary)

    assert "调度会前，报本乡镇的问题和请县里定的" not in sentences(later(cast.actor("secretary"), 15))
    sheet = sheet_of(review, cast.actor("officer"))
    assert [(line.name, line.said.asks if line.said else None) for line in sheet.lines] == [
        ("东岭镇", "请水利局去看"),
        ("西河镇", None),
    ]
    assert sheet.silent == ["西河镇"]
    with pytest.raises(OutOfReach):
        reviews.say(cast.dongling, month="2022-07", problems="别人的事", by=cast.actor("neighbour"))
    reviews.hold(review, held_on=TODAY, by=cast.actor("officer"))
    with pytest.raises(Refused, match="开过了"):
        reviews.say(cast.dongling, month="2022-07", problems="晚了", by=secretary)


def test_the_table_is_that_of_the_meeting_and_the_month_is_ticked(cast: Cast, review: MonthlyReview) -> None:
    officer = cast.actor("officer")
    before = sheet_of(review, officer)
    assert [number.value for number in before.lines[0].numbers][:4] == [1, 3, 2, 2]  # a team of three, two there
    assert before.totals[2].value == 3
    assert "dispatch.members" in before.lines[0].numbers[2].url

    held = reviews.hold(review, held_on=TODAY, minutes="青驻办纪要〔2022〕7号", by=officer)
    tasks.decide(held, what="拿方案", owner="township", township=cast.dongling, due_on=LATER, by=officer)

    kept = sheet_of(held, cast.actor("officer"))
    assert kept.is_kept
    assert [n.value for n in kept.lines[0].numbers] == [n.value for n in before.lines[0].numbers]
    month = CadenceItem.objects.get(county_code=COUNTY, cycle="month")
    assert (month.state, month.evidence) == ("done", "青驻办纪要〔2022〕7号")
    reviews.unhold(held, by=officer)
    month.refresh_from_db()
    assert month.state == "due"


def test_who_is_on_leave_holds_a_seat_and_is_not_on_post(cast: Cast, review: MonthlyReview) -> None:
    since, until = halves.whole_days(TODAY, TODAY)
    told = {"since_half": since, "until_half": until, "covered_by": cast.first_secretary, "reason": "看病"}
    asked = leaves.ask(cast.member, kind="personal", **told, by=cast.actor("member"))
    leaves.approve(asked, by=cast.actor("first_secretary"))

    line = sheet_of(review, cast.actor("officer")).lines[0]
    assert [(one.label, one.value) for one in line.numbers[2:4]] == [("在册", 2), ("在岗", 1)]
    opened = ask("oversight.members_not_on_leave", Question(cast.actor("officer"), DONGLING, TODAY))
    assert "oversight.members_not_on_leave" in line.numbers[3].url
    assert (opened.value, list(opened.records)) == (1, [cast.first_secretary])


def test_a_township_sees_its_own_line_of_the_table(cast: Cast, review: MonthlyReview) -> None:
    reviews.hold(review, held_on=TODAY, by=cast.actor("officer"))
    review.refresh_from_db()

    assert [line.name for line in sheet_of(review, cast.actor("neighbour")).lines] == ["西河镇"]


def decided(cast: Cast, review: MonthlyReview) -> ReviewTask:
    given = {"owner": "township", "township": cast.dongling, "due_on": LATER}
    return tasks.decide(review, what=PIPES, **given, by=cast.actor("officer"))


def test_the_pages(cast: Cast, log_in: LogIn, review: MonthlyReview, django_assert_max_num_queries: Any) -> None:
    task = decided(cast, review)
    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", by=cast.actor("secretary"))
    officer, secretary, neighbour = log_in("officer"), log_in("secretary"), log_in("neighbour")
    with django_assert_max_num_queries(30):
        page = officer.get(f"/rhythm/reviews/{review.pk}/").content.decode()
    assert "石坪村饮水管老化" in page
    assert PIPES in page
    with django_assert_max_num_queries(9):
        assert PIPES in officer.get("/review-tasks/").content.decode()
    assert "1 个乡镇报了情况，1 个没报" in officer.get(f"/rhythm/reviews/{review.pk}/paper/").content.decode()
    assert officer.get(f"/rhythm/reviews/{review.pk}/xlsx/").status_code == 200
    assert "7月" in secretary.get("/rhythm/").content.decode()
    seen = neighbour.get(f"/rhythm/reviews/{review.pk}/").content.decode()
    assert "石坪村" not in seen
    assert "饮水管" not in seen
    assert neighbour.get(f"/review-tasks/{task.pk}/").status_code == 404
    assert log_in("neighbour_county").get(f"/rhythm/reviews/{review.pk}/").status_code == 404

    said = {"problems": "塌方一处", "asks_for": ""}
    assert secretary.post(f"/rhythm/reviews/{review.pk}/say/", said).status_code == 302
    given = {"what": "清塌方", "due_on": "2022-07-20", "owner": "unit", "unit": "水利"}
    assert officer.post(f"/rhythm/reviews/{review.pk}/decide/", given).status_code == 302
    assert officer.post(f"/rhythm/reviews/{review.pk}/held/", {"held_on": "2022-07-11"}).status_code == 302
    assert secretary.post(f"/review-tasks/{task.pk}/done/", {"result": "办了"}).status_code == 302
    assert officer.post(f"/review-tasks/{task.pk}/accept/").status_code == 302
    assert ReviewTask.objects.get(pk=task.pk).state == "accepted"


def test_the_api_reads_what_the_pages_show(cast: Cast, log_in: LogIn, review: MonthlyReview) -> None:
    task = decided(cast, review)
    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", by=cast.actor("secretary"))
    officer, neighbour = log_in("officer"), log_in("neighbour")

    assert [row["id"] for row in officer.get("/api/v1/review-tasks/?late=false&owner=township").json()["rows"]] == [
        task.pk
    ]
    assert officer.get(f"/api/v1/reviews/{review.pk}/").json()["statements"][0]["problems"] == "石坪村饮水管老化"
    assert neighbour.get(f"/api/v1/reviews/{review.pk}/").json()["statements"] == []
    assert neighbour.get("/api/v1/review-tasks/").json()["rows"] == []
    assert {row["cycle"] for row in officer.get("/api/v1/rhythm/?state=due").json()["rows"]} == {
        *("week", "month", "quarter", "year")
    }
