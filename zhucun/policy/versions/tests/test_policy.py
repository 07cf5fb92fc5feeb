"""The county's numbers: declared, dated, proposed by one and approved by another."""

from datetime import date
from typing import Any

import pytest

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile, about, all_declared
from zhucun.policy.versions import acts as versions
from zhucun.policy.versions.models import PolicyVersion


def propose(cast: Cast, values: dict[str, Any], *, since: date = TODAY, who: str = "officer") -> PolicyVersion:
    return versions.propose(cast.county, title="2022年办法", since=since, values=values, by=cast.actor(who))


def test_every_value_has_a_label_and_a_rule() -> None:
    assert all(entry.label and entry.rule.startswith("R-") for entry in all_declared())


def test_a_profile_is_overlaid_without_touching_the_one_below() -> None:
    shipped = PolicyProfile()

    county = shipped.overlaid({"selection.min_members": 2, "places.must_cover": ["resettlement"]}, "县办法")

    assert (shipped.selection.min_members, county.selection.min_members) == (3, 2)
    assert county.places.must_cover == ("resettlement",)
    assert county.sources["selection.min_members"] == "县办法"


def test_an_approved_version_holds_from_its_day_on(cast: Cast) -> None:
    version = propose(cast, {"selection.min_members": 2}, since=date(2022, 7, 1))
    assert policy.on(TODAY, COUNTY).selection.min_members == 3

    versions.approve(version, by=cast.actor("county_leader"))

    assert policy.on(TODAY, COUNTY).selection.min_members == 2
    assert policy.on(date(2022, 6, 30), COUNTY).selection.min_members == 3


def test_the_nearest_level_wins(cast: Cast) -> None:
    above = Actor.system("市驻村办", reach="9901", now=cast.actor("officer").now)
    prefecture = Place.objects.get(code="9901")
    versions.approve(
        versions.propose(prefecture, title="市办法", since=TODAY, values={"selection.term_months": 36}, by=above),
        by=above,
    )
    assert policy.on(TODAY, COUNTY).selection.term_months == 36

    versions.approve(propose(cast, {"selection.term_months": 30}), by=cast.actor("county_leader"))

    assert policy.on(TODAY, COUNTY).selection.term_months == 30


def test_nobody_approves_their_own_proposal(cast: Cast) -> None:
    version = propose(cast, {"selection.min_members": 2}, who="office_leader")

    with pytest.raises(Refused, match="另一个人批准"):
        versions.approve(version, by=cast.actor("office_leader"))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "没有改动"),
        ({"selection.nothing": 1}, "没有“selection.nothing”"),
        ({"selection.min_members": -1}, "不小于 0"),
        ({"selection.min_members": "三"}, "不小于 0"),
        ({"places.must_cover": ["castle"]}, "没有“castle”这一类"),
        ({"selection.term_alert_days": 30}, "要填一列"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(cast: Cast, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        propose(cast, values)


def test_a_decided_version_is_not_decided_again(cast: Cast) -> None:
    version = propose(cast, {"selection.min_members": 2})
    declined = versions.decline(version, reason="再议", by=cast.actor("county_leader"))

    with pytest.raises(Refused, match="不能办了"):
        versions.approve(declined, by=cast.actor("county_leader"))


def test_a_township_proposes_nothing_and_the_neighbour_county_not_here(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        propose(cast, {"selection.min_members": 2}, who="secretary")
    with pytest.raises(OutOfReach):
        propose(cast, {"selection.min_members": 2}, who="neighbour_county")


def test_the_declaration_tells_label_unit_and_rule() -> None:
    entry = about("selection.min_members")

    assert (entry.label, entry.unit, entry.rule, entry.default) == ("每队至少人数", "人", "R-SEL-04", 3)
