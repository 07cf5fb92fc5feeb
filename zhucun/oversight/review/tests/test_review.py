"""月调度: a township types only problems and asks; the table is computed and kept; decisions are tasks (R-LOG-08)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import COUNTY, DONGLING, NOW, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review import tasking
from zhucun.oversight.review.models import MonthlyReview, ReviewTask
from zhucun.oversight.review.table import sheet_of
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem

LATER = date(2022, 7, 31)


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
    assert [number.value for number in before.lines[0].numbers][:3] == [1, 2, 2]  # a team, two members, both on post
    assert before.totals[1].value == 3
    assert "dispatch.members" in before.lines[0].numbers[1].url

    held = reviews.hold(review, held_on=TODAY, minutes="青驻办纪要〔2022〕7号", by=officer)
    tasking.decide(held, what="拿方案", owner="township", township=cast.dongling, due_on=LATER, by=officer)

    kept = sheet_of(held, cast.actor("officer"))
    assert kept.is_kept
    assert [n.value for n in kept.lines[0].numbers] == [n.value for n in before.lines[0].numbers]
    month = CadenceItem.objects.get(county_code=COUNTY, cycle="month")
    assert (month.state, month.evidence) == ("done", "青驻办纪要〔2022〕7号")
    reviews.unhold(held, by=officer)
    month.refresh_from_db()
    assert month.state == "due"


def test_a_township_sees_its_own_line_of_the_table(cast: Cast, review: MonthlyReview) -> None:
    reviews.hold(review, held_on=TODAY, by=cast.actor("officer"))
    review.refresh_from_db()

    assert [line.name for line in sheet_of(review, cast.actor("neighbour")).lines] == ["西河镇"]


def decided(cast: Cast, review: MonthlyReview, **more: object) -> ReviewTask:
    told = {"what": "饮水管改造拿方案", "owner": "township", "township": cast.dongling, "due_on": LATER, **more}
    return tasking.decide(review, **told, by=cast.actor("officer"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"what": " "}, "办什么"),
        ({"due_on": date(2022, 6, 30)}, "期限"),
        ({"owner": "unit"}, "哪个单位"),
        ({"owner": "team"}, "哪支工作队"),
        ({"township": None}, "哪个乡镇"),
    ],
)
def test_a_decision_says_what_whose_and_until_when(
    cast: Cast, review: MonthlyReview, told: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        decided(cast, review, **told)


def test_a_task_waits_for_its_owner_and_is_accepted_by_another(cast: Cast, review: MonthlyReview) -> None:
    decided(cast, review)
    decided(cast, review, what="配一台电脑", owner="unit", unit=cast.archive)
    decided(cast, review, what="接好路灯", owner="team", team=cast.team)
    assert "调度会定的事：饮水管改造拿方案" in sentences(cast.actor("secretary"))
    assert "调度会定的事：配一台电脑" in sentences(cast.actor("liaison"))
    assert "调度会定的事：接好路灯" in sentences(cast.actor("first_secretary"))
    assert [s for s in sentences(cast.actor("neighbour")) if "调度会定的事" in s] == []
    task = ReviewTask.objects.get(owner="township")

    reported = tasking.report(task, result="方案报水利局了", by=cast.actor("secretary"))
    assert "东岭镇报了办结，等认可" in sentences(cast.actor("officer"))
    with pytest.raises(Refused, match="定这件事的一方"):
        tasking.accept(reported, by=cast.actor("secretary"))
    back = tasking.send_back(reported, reason="没有预算", by=cast.actor("officer"))
    assert (back.state, back.result, back.reason) == ("open", "", "没有预算")
    again = tasking.report(back, result="方案和预算都有了", by=cast.actor("secretary"))
    accepted = tasking.accept(again, by=cast.actor("officer"))
    assert (accepted.state, accepted.accepted_by) == ("accepted", "李静文")
    with pytest.raises(Refused, match="办结"):
        tasking.report(accepted, result="又一次", by=cast.actor("secretary"))


def test_nobody_accepts_what_they_reported(cast: Cast, review: MonthlyReview) -> None:
    """R-SEC-14; the office may enter what a township tells it by telephone."""
    officer = cast.actor("officer")
    reported = tasking.report(decided(cast, review), result="电话报的", by=officer)

    with pytest.raises(Refused, match="另一个人"):
        tasking.accept(reported, by=officer)

    assert tasking.accept(reported, by=cast.actor("office_leader")).state == "accepted"


def test_a_township_holds_its_own_and_gives_tasks_to_its_teams_only(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    own = reviews.open_review(cast.dongling, month="2022-07", by=secretary)
    task = tasking.decide(own, what="把路灯接好", owner="team", team=cast.team, due_on=LATER, by=secretary)
    assert task.place_code.startswith(DONGLING)
    for told in ({"owner": "team", "team": cast.xihe_team}, {"owner": "office"}):
        with pytest.raises(Refused, match="范围|县驻村办"):
            tasking.decide(own, what="派错了", due_on=LATER, **told, by=secretary)
    with pytest.raises(OutOfReach):
        reviews.open_review(cast.county, month="2022-08", by=secretary)
    make_missing(cast.county, operator())
    with pytest.raises(OutOfReach):  # it reads the county's and decides nothing of it
        reviews.hold(MonthlyReview.objects.get(place_code=COUNTY), held_on=TODAY, by=secretary)
    put_off = tasking.put_off(task, due_on=date(2022, 8, 10), reason="等材料", by=secretary)
    assert tasking.drop(put_off, reason="村里自己接好了", by=secretary).state == "dropped"


def test_the_pages(cast: Cast, log_in, review: MonthlyReview, django_assert_max_num_queries) -> None:  # noqa: ANN001
    task = decided(cast, review)
    reviews.say(cast.dongling, month="2022-07", problems="石坪村饮水管老化", by=cast.actor("secretary"))
    officer, secretary, neighbour = log_in("officer"), log_in("secretary"), log_in("neighbour")
    with django_assert_max_num_queries(30):
        page = officer.get(f"/rhythm/reviews/{review.pk}/").content.decode()
    assert "石坪村饮水管老化" in page
    assert "饮水管改造拿方案" in page
    with django_assert_max_num_queries(14):
        assert "饮水管改造拿方案" in officer.get("/review-tasks/").content.decode()
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


def test_the_api_reads_what_the_pages_show(cast: Cast, log_in, review: MonthlyReview) -> None:  # noqa: ANN001
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
