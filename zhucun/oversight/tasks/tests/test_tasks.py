"""A decision is a task with an owner and a day; another than who reported it done accepts it (R-LOG-08, R-SEC-14)."""

from datetime import date
from typing import Any

import pytest

from tests.cast import COUNTY, DONGLING, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.tasks import acts as tasks
from zhucun.oversight.tasks.models import ReviewTask

LATER = date(2022, 7, 31)


@pytest.fixture
def review(cast: Cast) -> MonthlyReview:
    make_missing(cast.county, operator())
    return MonthlyReview.objects.get(place_code=COUNTY)


def sentences(actor: Actor) -> list[str]:
    return [line.sentence for line in lines_for(actor)]


def decided(cast: Cast, review: MonthlyReview, **more: object) -> ReviewTask:
    told = {"what": "饮水管改造拿方案", "owner": "township", "township": cast.dongling, "due_on": LATER, **more}
    return tasks.decide(review, **told, by=cast.actor("officer"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"what": " "}, "办什么"),
        ({"due_on": date(2022, 7, 10)}, "期限要在今天或者今天以后"),
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


def test_only_a_township_is_told_that_its_meeting_is_its_own(cast: Cast, review: MonthlyReview, log_in: Any) -> None:
    """R-BUR-05: what is asked fits who fills it in."""
    own = reviews.open_review(cast.dongling, month="2022-07", by=cast.actor("secretary"))

    for path in ("decide", "held"):
        assert "乡镇自己" not in log_in("officer").get(f"/rhythm/reviews/{review.pk}/{path}/").content.decode()
        assert "乡镇自己" in log_in("secretary").get(f"/rhythm/reviews/{own.pk}/{path}/").content.decode()


def test_a_task_waits_for_its_owner_and_is_accepted_by_another(cast: Cast, review: MonthlyReview) -> None:
    decided(cast, review)
    decided(cast, review, what="配一台电脑", owner="unit", unit=cast.archive)
    decided(cast, review, what="接好路灯", owner="team", team=cast.team)
    assert "调度会定的事：饮水管改造拿方案" in sentences(cast.actor("secretary"))
    assert "调度会定的事：配一台电脑" in sentences(cast.actor("liaison"))
    assert "调度会定的事：接好路灯" in sentences(cast.actor("first_secretary"))
    assert [s for s in sentences(cast.actor("neighbour")) if "调度会定的事" in s] == []
    task = ReviewTask.objects.get(owner="township")

    reported = tasks.report(task, result="方案报水利局了", by=cast.actor("secretary"))
    assert "东岭镇报了办结，等认可" in sentences(cast.actor("officer"))
    with pytest.raises(Refused, match="定这件事的一方"):
        tasks.accept(reported, by=cast.actor("secretary"))
    back = tasks.send_back(reported, reason="没有预算", by=cast.actor("officer"))
    assert (back.state, back.result, back.reason) == ("open", "", "没有预算")
    again = tasks.report(back, result="方案和预算都有了", by=cast.actor("secretary"))
    accepted = tasks.accept(again, by=cast.actor("officer"))
    assert (accepted.state, accepted.accepted_by) == ("accepted", "李静文")
    with pytest.raises(Refused, match="办结"):
        tasks.report(accepted, result="又一次", by=cast.actor("secretary"))


def test_nobody_accepts_what_they_reported(cast: Cast, review: MonthlyReview) -> None:
    """R-SEC-14; the office may enter what a township tells it by telephone."""
    officer = cast.actor("officer")
    reported = tasks.report(decided(cast, review), result="电话报的", by=officer)

    with pytest.raises(Refused, match="另一个人"):
        tasks.accept(reported, by=officer)

    assert tasks.accept(reported, by=cast.actor("office_leader")).state == "accepted"


def test_a_township_holds_its_own_and_gives_tasks_to_its_teams_only(cast: Cast) -> None:
    secretary = cast.actor("secretary")
    own = reviews.open_review(cast.dongling, month="2022-07", by=secretary)
    task = tasks.decide(own, what="把路灯接好", owner="team", team=cast.team, due_on=LATER, by=secretary)
    assert task.place_code.startswith(DONGLING)
    for told in ({"owner": "team", "team": cast.xihe_team}, {"owner": "office"}):
        with pytest.raises(Refused, match="范围|县驻村办"):
            tasks.decide(own, what="派错了", due_on=LATER, **told, by=secretary)
    with pytest.raises(OutOfReach):
        reviews.open_review(cast.county, month="2022-08", by=secretary)
    make_missing(cast.county, operator())
    with pytest.raises(OutOfReach):  # it reads the county's and decides nothing of it
        reviews.hold(MonthlyReview.objects.get(place_code=COUNTY), held_on=TODAY, by=secretary)
    put_off = tasks.put_off(task, due_on=date(2022, 8, 10), reason="等材料", by=secretary)
    assert tasks.drop(put_off, reason="村里自己接好了", by=secretary).state == "dropped"
