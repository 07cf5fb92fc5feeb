"""What new numbers would change is said before anybody decides, by the rosters as they stand."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.cast import COUNTY, TODAY, Cast
from zhucun.policy.effects import Trial, effects
from zhucun.policy.profile import PolicyProfile


def said(cast: Cast, values: Mapping[str, Any], who: str = "officer") -> list[str]:
    shipped = PolicyProfile()
    return effects(Trial(cast.actor(who), COUNTY, TODAY, shipped, shipped.overlaid(values, "新办法")), values)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"selection.min_members": 2}, "人数不足下限的队会从 2 支变为 1 支。"),
        ({"pairing.old_age": 37, "pairing.young_age": 35}, "老新没配齐的队会从 2 支变为 1 支。"),
        ({"pairing.deep_years": 2}, "深浅没配齐的队会从 2 支变为 1 支。"),
        ({"selection.term_months": 12}, "任期已满的队员会从 0 人变为 3 人。"),
        (
            {"places.must_cover": ["demonstration"]},
            "应派尽派的点位会从 3 处变为 1 处。其中没有队的仍是 1 处。",
        ),
        ({"selection.vacancy_days": 30}, "空缺超期没补的队仍是 2 支。"),
        ({"selection.vacancy_days": 500}, "空缺超期没补的队会从 2 支变为 0 支。"),
        ({"selection.min_members": 4}, "人数不足下限的队仍是 2 支。"),
    ],
)
def test_what_would_change_is_counted_on_todays_rosters(cast: Cast, values: Mapping[str, Any], sentence: str) -> None:
    assert said(cast, values) == [sentence]


def test_a_value_no_team_depends_on_says_nothing(cast: Cast) -> None:
    assert said(cast, {"feedback.answer_days": 5}) == []


def test_another_county_is_not_counted(cast: Cast) -> None:
    assert said(cast, {"selection.term_months": 12}, who="neighbour_county") == ["任期已满的队员仍是 0 人。"]
