"""M8: a village looked at on the phone, without a script: eight items, who is absent, what to fix, handed in (J3)."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import inspecting
from tests.cast import TODAY, Cast
from zhucun.acts.models import AccessLog
from zhucun.acts.waiting import lines_for
from zhucun.mobile.case.views import phone_address
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup
from zhucun.oversight.onsite.models import SiteVisit

LogIn = Callable[[str], Client]
TYPED = {
    "visited_on": "2022-07-11",
    "answer_present": "not_met",
    "fix_absent": "on",
    "answer_lives_there": "meets",
    "answer_published": "not_met",
    "note_published": "6 月账目没有上墙",
    "fix_published": "on",
    "kind_published": "style",
    "signed": "周启航、史敏",
}


def test_a_drawn_village_is_looked_at_and_handed_in(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    inspecting.drawn(cast, size=2)
    inspector = log_in("inspector")
    line = next(line for line in lines_for(cast.actor("inspector")) if "今天去督查" in line.sentence)
    assert inspector.get(phone_address(line.url)).status_code == 200
    with django_assert_max_num_queries(12):
        assert cast.team.name in inspector.get("/site/").content.decode()
    assert AccessLog.objects.filter(what__contains="督查要去的村").exists()
    address = f"/site/{cast.team.pk}/"
    with django_assert_max_num_queries(13):
        assert "应到 2 人" in inspector.get(address).content.decode()

    wrong = inspector.post(address, {**TYPED, "answer_known": "meets", "asked_known": "1", "agreed_known": "2"})
    assert wrong.content.decode().count("说好的户数不能比问到的多") == 1  # a refusal is said once
    told = {**TYPED, "absent": [cast.member.pk]}
    looked = inspector.post(address, {**told, "look": "1"}).content.decode()
    assert "要整改的 2 项" in looked
    assert "盘小妹 7月11日不在村，没有请假和公务登记" in looked
    assert not SiteVisit.objects.exists()
    assert inspector.post(address, told).url == "/site/"

    visit = SiteVisit.objects.get()
    assert (visit.kind, visit.group_name, visit.findings.count()) == ("drawn", "督查一组", 2)
    assert DrawnTeam.objects.get(team=cast.team).visited_on == TODAY
    assert "已录" in inspector.get("/site/").content.decode()
    assert "石坪村的现场记录，有出入可以说" in [line.sentence for line in lines_for(cast.actor("first_secretary"))]


def test_no_village_is_named_before_its_morning(cast: Cast, log_in: LogIn) -> None:
    """R-INS-01: not to the group, not to the office, not to the inspected."""
    inspecting.drawn(cast, size=2)
    later = TODAY.replace(day=13)
    InspectionGroup.objects.update(day=later, names_from=later)

    text = log_in("inspector").get("/site/").content.decode()
    assert "7月13日" in text
    assert cast.team.name not in text
    assert log_in("inspector").get(f"/site/{cast.team.pk}/").status_code == 404
    assert cast.team.name not in log_in("officer").get("/site/").content.decode()
    assert log_in("first_secretary").get("/site/").status_code == 403
