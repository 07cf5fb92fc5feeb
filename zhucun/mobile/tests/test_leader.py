"""M11: who is led to it, what it says, and that what goes into a chat group is totals."""

from typing import Any

from tests.cast import Cast

PHONE = "Mozilla/5.0 (Linux; Android 10) Chrome/86.0 Mobile Safari/537.36 Mobi"


def test_a_leader_with_a_phone_is_led_there_and_at_a_desk_is_not(cast: Cast, log_in: Any) -> None:
    leader = log_in("county_leader")

    assert leader.get("/", headers={"user-agent": PHONE}).url == "/leader/"
    assert leader.get("/").status_code == 200
    assert leader.get("/?as=county", headers={"user-agent": PHONE}).status_code == 200
    assert log_in("officer").get("/", headers={"user-agent": PHONE}).status_code == 200


def test_it_has_four_figures_that_open_and_names_nobody(cast: Cast, log_in: Any) -> None:
    answer = log_in("county_leader").get("/leader/")

    shown = answer.content.decode()
    assert [one["value"] for one in answer.context["heads"][:2]] == [2, 3]
    assert shown.count('<a class="figure" href="/figures/') >= 4
    for name in ("黎明远", "盘小妹", "骆远"):
        assert name not in shown
    assert "工作队2支，队员3名" in answer.context["text"]


def test_it_is_for_a_whole_county(cast: Cast, log_in: Any) -> None:
    assert log_in("secretary").get("/leader/").status_code == 404
    assert log_in("member").get("/leader/").status_code == 403
