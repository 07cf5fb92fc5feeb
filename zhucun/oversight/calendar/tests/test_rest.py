"""排轮休: one page for the team's month; somebody always stays (R-LEA-06, R-LEA-08)."""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from zhucun.acts.refused import Refused
from zhucun.lib.halves import beyond, half_of
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.planning import plan_rest

SENT = "6f2c0d8a-2222-4444-8888-00000000000{}"


def test_a_leader_plans_the_team_s_rest_and_nobody_is_left_alone(cast: Cast, log_in: Any) -> None:
    leader, url = log_in("first_secretary"), f"/days/teams/{cast.team.pk}/rest/"
    mine, theirs = cast.first_secretary.pk, cast.member.pk
    assert f'value="{theirs}:2022-07-13"' in leader.get(url).content.decode()

    both = {"rest": [f"{mine}:2022-07-13", f"{theirs}:2022-07-13"], "sent": SENT.format(1)}
    assert "7月13日这样排，村里没有人了，至少留 1 人，换一天。" in leader.post(url, both).content.decode()
    assert not DayStatement.objects.exists()

    told = {"rest": [f"{mine}:2022-07-13", f"{theirs}:2022-07-14", f"{theirs}:2022-07-15"], "sent": SENT.format(2)}
    for _ in range(2):
        assert leader.post(url, told).status_code == 302

    rows = DayStatement.objects.order_by("since_half")
    assert [(row.in_words, row.category, row.entered_for_reason) for row in rows] == [
        ("7月13日", "rota_rest", ""),
        ("7月14日至15日", "rota_rest", "队里排的轮休"),
    ]
    assert "7月14日至15日" in log_in("member").get("/change/").content.decode()
    late = {"rest": [f"{mine}:2022-07-14"], "sent": SENT.format(3)}
    assert "村里没有人了" in leader.post(url, late).content.decode()


def test_only_whoever_plans_for_the_team_opens_the_page(cast: Cast, log_in: Any) -> None:
    url = f"/days/teams/{cast.team.pk}/rest/"
    answers = {who: log_in(who).get(url).status_code for who in ("clerk", "member", "neighbour", "neighbour_county")}
    assert answers == {"clerk": 200, "member": 403, "neighbour": 403, "neighbour_county": 403}


def test_rest_that_the_clerk_planned_is_told_to_the_leader_and_to_whom_it_is_given(cast: Cast, log_in: Any) -> None:
    plan_rest(cast.member, days=["2022-07-14"], by=cast.actor("clerk"))

    told = log_in("first_secretary").get("/today/").content.decode()
    assert "盘小妹 7月14日轮休</b><span>周小禾 7月11日代排的" in told
    assert "你 7月14日轮休</b>" in log_in("member").get("/today/").content.decode()


def test_no_more_rest_than_duty_has_earned_is_planned(cast: Cast, log_in: Any) -> None:
    """R-LEA-06: a day of duty on a Saturday is a day of rest, not two."""
    told = {"since_half": half_of(date(2022, 7, 9)), "until_half": beyond(date(2022, 7, 9))}
    days.enter(cast.member, category="rest_duty", **told, by=cast.actor("member"))
    leader, url, one = log_in("first_secretary"), f"/days/teams/{cast.team.pk}/rest/", cast.member.pk

    two = {"rest": [f"{one}:2022-07-14", f"{one}:2022-07-15"], "sent": SENT.format(4)}
    assert "盘小妹：还可以休 1 天，排了 2 天。" in leader.post(url, two).content.decode()
    assert leader.post(url, {"rest": [f"{one}:2022-07-14"], "sent": SENT.format(5)}).status_code == 302


def test_the_act_itself_plans_no_more_rest_than_was_earned(cast: Cast) -> None:
    """R-LEA-06, whichever door it comes through."""
    told = {"since_half": half_of(date(2022, 7, 9)), "until_half": beyond(date(2022, 7, 9))}
    days.enter(cast.member, category="rest_duty", **told, by=cast.actor("member"))
    leader = cast.actor("first_secretary")

    with pytest.raises(Refused, match="还可以休 1 天，排了 2 天"):
        plan_rest(cast.member, days=["2022-07-14", "2022-07-15"], by=leader)
    plan_rest(cast.member, days=["2022-07-14"], by=leader)
    with pytest.raises(Refused, match="值班换来的都休完了"):
        plan_rest(cast.member, days=["2022-07-15"], by=leader)
