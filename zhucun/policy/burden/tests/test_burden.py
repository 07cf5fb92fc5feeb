"""How much is asked of whom; tables beside this system: one in, one out (R-BUR-05)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.lib.asking import EVERY_MONTH, FILLED_BY, LEADER, MEMBER, Ask, all_asks, when
from zhucun.policy.burden import acts as burden
from zhucun.policy.burden import rules
from zhucun.policy.burden.models import OutsideForm
from zhucun.policy.burden.wordings import read_county
from zhucun.policy.profile import PolicyProfile

LogIn = Callable[[str], Client]
TABLE = {
    "title": "防汛物资周报",
    "role": "village_secretary",
    "who_asks": "县应急局",
    "basis": "青应急〔2022〕8号",
    "how_often": "monthly",
    "minutes": 5,
    "what_for": "备足物资",
}


def added(cast: Cast, who: str = "officer", **told: Any) -> OutsideForm:
    return burden.add_form(cast.county, by=cast.actor(who), **{**TABLE, **told})


def asked(key: str, role: str, minutes: int) -> Ask:
    return Ask(key, key, "县驻村办", "", EVERY_MONTH, "", minutes=minutes, role=role)


def test_a_leader_fills_what_every_member_fills_too() -> None:
    loads = {one.role: one for one in rules.loads([asked("a", MEMBER, 3), asked("b", LEADER, 4)], {MEMBER: 2})}

    assert (loads[MEMBER].minutes, loads[LEADER].minutes) == (3, 7)
    assert loads[MEMBER].is_too_much
    assert not loads[LEADER].is_too_much  # of whom nothing is said


def test_a_press_counts_as_fifteen_seconds_and_begun_minutes_count() -> None:
    press = Ask("p", "属实", "", "", when("", times_a_year=60), "", minutes=0, role=MEMBER)

    assert rules.loads([press], {})[0].minutes == 2


def test_the_house_itself_asks_less_than_the_shipped_numbers_allow() -> None:
    most = {row.role: row.minutes for row in PolicyProfile().burden.minutes_per_month}

    assert [load.label for load in rules.loads(all_asks().values(), most) if load.is_too_much] == []
    assert set(most) == set(FILLED_BY)


def test_what_is_too_much_is_refused_until_another_is_retired(cast: Cast) -> None:
    most = {row.role: row.minutes for row in PolicyProfile().burden.minutes_per_month}
    village = next(load for load in rules.loads(all_asks().values(), most) if load.role == "village_secretary")
    first = added(cast, minutes=village.most_minutes - village.minutes)
    with pytest.raises(Refused, match="先停一张再加，最费时间的是《防汛物资周报》"):
        added(cast, title="防汛人员周报")

    burden.retire_form(first, reason="系统里有了", by=cast.actor("officer"))
    added(cast, title="防汛人员周报")

    assert OutsideForm.objects.asked_for().get().title == "防汛人员周报"
    with pytest.raises(Refused, match="上限"):
        burden.resume_form(OutsideForm.objects.get(pk=first.pk), by=cast.actor("officer"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"what_for": "按得分给队员排名"}, "给人排名次不行"),
        ({"title": "每日打卡表"}, "要人打卡"),
        ({"how_often": "hourly"}, "写清谁填"),
    ],
)
def test_what_may_not_be_asked_is_not_registered(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        added(cast, **told)


def test_the_page_says_what_is_asked_and_reads_a_text(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    added(cast)
    client = log_in("officer")
    with django_assert_max_num_queries(12):
        text = client.get("/policy/burden/").content.decode()
    assert "防汛物资周报" in text
    assert "没有不许要的" in text
    of_members = client.get("/policy/burden/?role=member").content.decode().partition('id="of-member" open')[2]
    assert "记一笔" in of_members.partition("</details>")[0]
    assert "防汛物资周报" not in of_members.partition("</details>")[0]

    read = client.post("/policy/burden/", {"text": "请各队每日打卡，名单附后。"}).content.decode()
    assert "“打卡”：要人打卡、定时签到不行" in read


def test_a_form_is_added_and_retired_at_the_desk(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    officer.post("/policy/burden/forms/new/", TABLE)
    made = OutsideForm.objects.get()
    officer.post(f"/policy/burden/forms/{made.pk}/retire/", {"reason": "并进月报"})

    assert OutsideForm.objects.get().retired_because == "并进月报"
    assert read_county(cast.county.code, made.since) == []


def test_the_county_alone_keeps_the_list_and_the_neighbour_sees_nothing(cast: Cast, log_in: LogIn) -> None:
    made = added(cast)

    with pytest.raises(NotPermitted):
        added(cast, who="secretary")
    with pytest.raises(OutOfReach):
        added(cast, who="neighbour_county")
    assert "防汛物资周报" in log_in("secretary").get("/policy/burden/").content.decode()
    neighbour = log_in("neighbour_county")
    assert "防汛物资周报" not in neighbour.get("/policy/burden/").content.decode()
    assert neighbour.get(f"/policy/burden/forms/{made.pk}/retire/").status_code == 404
