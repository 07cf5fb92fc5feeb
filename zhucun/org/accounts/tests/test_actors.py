"""From account to actor: grants, deputations, who decides when an office is vacant."""

from datetime import timedelta

import pytest

from tests.cast import DONGLING, TODAY, Cast, operator
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.deciding import deciders
from zhucun.org.people.models import Cadre


def test_the_business_clock_of_a_county_may_stand(cast: Cast) -> None:
    assert cast.actor("officer").today == TODAY


def test_a_running_posting_makes_its_holder_a_member_of_the_team(cast: Cast) -> None:
    assert "team_leader" in cast.actor("first_secretary").roles
    assert "team_member" in cast.actor("member").roles
    assert set(Posting.objects.visible_to(cast.actor("member"))) == {cast.first_secretary, cast.member}


def test_with_the_posting_the_reach_ends_too(cast: Cast) -> None:
    roster.end(cast.member, last_day=TODAY - timedelta(days=1), kind="rotation", by=cast.actor("officer"))

    assert not Team.objects.visible_to(cast.actor("member")).exists()


def test_two_roles_never_lend_each_other_reach(cast: Cast) -> None:
    """A secretary of 东岭镇 who also reads the prefecture's figures may not report in people of 西河镇."""
    accounts.appoint(
        cast.accounts["secretary"], role="prefecture_reader", since=TODAY, place_code="9901", by=operator("9901")
    )

    by = cast.actor("secretary")

    assert cast.neighbour_member in Posting.objects.visible_to(by)
    assert cast.neighbour_member not in Posting.objects.visible_to(by, "posting.report_in")


def test_a_deputy_has_the_office_for_the_days_given_and_both_persons_are_named(cast: Cast) -> None:
    accounts.deputise(
        cast.accounts["clerk"],
        kind="leave_cover",
        role="township_secretary",
        place_code=DONGLING,
        since=TODAY,
        last_day=TODAY + timedelta(days=5),
        held_by=cast.accounts["secretary"],
        by=operator(),
    )

    by = cast.actor("clerk")

    assert "township_secretary" in by.roles
    assert by.persons == {cast.accounts["clerk"].person_id, cast.accounts["secretary"].person_id}


def test_leave_cover_has_a_longest_span(cast: Cast) -> None:
    with pytest.raises(Refused, match="最长 30 天"):
        accounts.deputise(
            cast.accounts["clerk"],
            kind="leave_cover",
            role="township_secretary",
            place_code=DONGLING,
            since=TODAY,
            last_day=TODAY + timedelta(days=30),
            held_by=cast.accounts["secretary"],
            by=operator(),
        )


def test_a_vacant_approver_passes_to_the_level_above(cast: Cast) -> None:
    role, found = deciders("township_secretary", DONGLING, TODAY)
    assert (role, [account.log_in for account in found]) == ("township_secretary", ["secretary"])

    appointment = cast.accounts["secretary"].appointments.get()
    accounts.end(appointment, last_day=TODAY, by=operator())

    role, found = deciders("township_secretary", DONGLING, TODAY + timedelta(days=1))
    assert (role, [account.log_in for account in found]) == ("county_officer", ["officer"])


def test_nobody_grants_themselves_an_office(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能给自己授权"):
        accounts.appoint(
            cast.accounts["security_admin"],
            role="county_officer",
            since=TODAY,
            place_code="990126",
            by=cast.actor("security_admin"),
        )


def test_an_administrator_sees_no_business_data(cast: Cast) -> None:
    for who in ("system_admin", "security_admin", "audit_admin"):
        assert not Posting.objects.visible_to(cast.actor(who)).exists()
        assert not Cadre.objects.visible_to(cast.actor(who)).exists()


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("officer", "青岭县驻村办 · "),
        ("county_leader", "青岭县驻村办 · 县领导"),
        ("secretary", "东岭镇 · 乡镇党委书记"),
        ("neighbour", "西河镇 · 乡镇党委书记"),
        ("liaison", "县档案馆 · 单位联络员"),
        ("village_secretary", "石坪村 · "),
    ],
)
def test_the_top_bar_names_whose_office_it_is(cast: Cast, who: str, line: str) -> None:
    assert cast.actor(who).office.startswith(line)
