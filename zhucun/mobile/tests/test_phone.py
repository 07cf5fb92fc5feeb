"""The frame: who is led where, 大字, the switch that turns all of it off."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from zhucun.policy.versions import acts as versions

MOST_QUERIES = 14


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_sees_the_day_the_place_and_the_others_of_the_team(cast: Cast, log_in: Any) -> None:
    shown = text(log_in("member"), "/today/")

    assert "7月11日 周一" in shown
    assert "石坪村" in shown
    assert "黎明远" in shown
    assert "骆远" not in shown
    assert "西河" not in shown


def test_whoever_is_on_no_team_is_led_to_the_desk(cast: Cast, log_in: Any) -> None:
    assert log_in("officer").get("/today/").url == "/?as=team"


def test_large_type_is_kept_on_the_phone_and_leads_back(cast: Cast, log_in: Any) -> None:
    client = log_in("member")

    answer = client.post("/me/type/", {"large": "1", "back": "/today/"})

    assert answer.url == "/today/"
    assert '<html lang="zh-CN" class="large">' in text(client, "/today/")
    assert client.post("/me/type/", {"large": "0", "back": "https://elsewhere.example/"}).url == "/me/"
    assert 'class="large"' not in text(client, "/me/")


def test_one_sees_one_s_own_days_and_leave_left(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    client = log_in("member")
    text(client, "/me/")

    with django_assert_max_num_queries(MOST_QUERIES):
        shown = text(client, "/me/")

    assert "7 天" in shown  # working days of July until today
    assert "本月驻村" in shown
    assert "第 406 天" in shown
    assert "年休假还剩" not in shown  # since when they work is not known


def test_the_county_may_turn_every_phone_page_off(cast: Cast, log_in: Any) -> None:
    version = versions.propose(
        cast.county, title="2022年办法", since=TODAY, values={"mobile.pages": "off"}, by=cast.actor("officer")
    )
    versions.approve(version, by=cast.actor("office_leader"))

    for url in ("/today/", "/me/"):
        shown = text(log_in("member"), url)
        assert "县里把手机页面关了" in shown
        assert "要办的" not in shown


def test_the_desks_pages_that_mine_opens_lead_back_to_it(cast: Cast, log_in: Any) -> None:
    member, own = log_in("member"), cast.member.cadre_id
    for name in ("incentives:benefits.member", "dispatch:members.one"):
        address = reverse(name, args=[own])
        back = f'<a href="{reverse("mobile:me")}">‹ 我的</a>'
        assert back in member.get(address).content.decode(), name
        assert back not in log_in("officer").get(address).content.decode(), name
