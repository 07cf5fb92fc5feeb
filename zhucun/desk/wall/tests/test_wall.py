"""The wall: who may open it, and that it names no person and tells nothing in red of anybody."""

from datetime import timedelta
from typing import Any

from tests.cast import TODAY, Cast
from zhucun.six_ones.matters import acts as matters


def test_it_asks_for_itself_again_and_names_places_but_nobody(cast: Cast, log_in: Any) -> None:
    row = matters.register(
        cast.shiping, text="给黎大婶修屋顶", raised_on=TODAY - timedelta(days=9), by=cast.actor("clerk")
    )
    matters.finish(row, on=TODAY, by=cast.actor("clerk"))

    answer = log_in("county_leader").get("/wall/")
    shown = answer.content.decode()

    assert answer["Refresh"] == "60"
    assert "石坪村" in shown
    for kept_back in ("黎", "盘小妹", "骆远", "tone-late", 'class="late"'):
        assert kept_back not in shown


def test_the_county_s_own_may_look_and_nobody_below(cast: Cast, log_in: Any) -> None:
    answers = {who: log_in(who).get("/wall/").status_code for who in ("officer", "organisation", "secretary", "member")}

    assert answers == {"officer": 200, "organisation": 200, "secretary": 403, "member": 403}


def test_the_neighbour_county_sees_its_own(cast: Cast, log_in: Any) -> None:
    shown = log_in("neighbour_county").get("/wall/").content.decode()

    assert "青岭" not in shown
    assert "石坪" not in shown
