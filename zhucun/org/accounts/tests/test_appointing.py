"""Offices: who may give which, where, to whom; the three administrators kept apart (R-SEC-05, R-ORG-13)."""

from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.cast import COUNTY, DONGLING, SINCE, TODAY, XIHE, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.codes import new_code
from zhucun.org.accounts.deciding import Offices, Seat, deciders
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import must_stay_apart, normal_log_in


def fresh(cast: Cast, who: str) -> Account:
    return Account.objects.get(pk=cast.accounts[who].pk)


def newcomer(cast: Cast, log_in: str = "newcomer", **told: Any) -> Account:
    return accounts.open_account(cast.county, log_in=log_in, name="向新来", kind="desk", by=operator(), **told)


def appoint(
    cast: Cast, account: Account, role: str, place_code: str = DONGLING, by: Actor | None = None
) -> Appointment:
    return accounts.appoint(
        account, role=role, since=TODAY, place_code=place_code, by=by or cast.actor("security_admin")
    )


def test_whoever_keeps_rights_appoints_and_the_office_is_held_at_once(cast: Cast) -> None:
    account = newcomer(cast)

    appoint(cast, account, "township_organiser")

    assert "township_organiser" in actor_for(account).roles


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "officer", "secretary", "member"])
def test_nobody_else_appoints(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        appoint(cast, fresh(cast, "clerk"), "township_organiser", by=cast.actor(who))


def test_the_neighbour_county_s_keeper_does_not_reach_here(cast: Cast) -> None:
    with pytest.raises(OutOfReach):
        appoint(cast, newcomer(cast), "township_organiser", by=operator("990127"))


def test_nobody_appoints_beyond_their_own_reach(cast: Cast) -> None:
    """A county's keeper of rights makes no reader of the whole prefecture and no officer of the neighbour."""
    for role, where in (("prefecture_reader", "9901"), ("county_officer", "990127")):
        with pytest.raises(Refused, match="只能在自己管的范围里"):
            appoint(cast, newcomer(cast, f"n-{where}"), role, where)


def test_nobody_appoints_themselves_nor_their_second_account(cast: Cast) -> None:
    keeper = fresh(cast, "security_admin")
    second = accounts.open_account(
        cast.county, log_in="second", name=keeper.name, kind="phone", person=keeper.person, by=operator()
    )

    for account in (keeper, second):
        with pytest.raises(Refused, match="不能给自己授权"):
            appoint(cast, account, "county_officer", COUNTY)


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_the_three_administrators_are_made_by_a_leader_alone(cast: Cast, role: str) -> None:
    account = newcomer(cast)
    with pytest.raises(NotPermitted):
        appoint(cast, account, role, COUNTY)
    with pytest.raises(NotPermitted):
        accounts.appoint_administrator(account, role=role, since=TODAY, basis="文", by=cast.actor("system_admin"))

    made = accounts.appoint_administrator(
        account, role=role, since=TODAY, basis="青办〔2022〕3号", by=cast.actor("county_leader")
    )

    assert (made.role, made.place_code) == (role, COUNTY)


def test_a_leader_gives_no_business_office(cast: Cast) -> None:
    with pytest.raises(Refused, match="业务职务由安全管理员授权"):
        accounts.appoint_administrator(
            newcomer(cast), role="county_officer", since=TODAY, basis="文", by=cast.actor("county_leader")
        )


@pytest.mark.parametrize("other", ["system_admin", "security_admin"])
def test_nobody_is_two_of_the_three(cast: Cast, other: str) -> None:
    with pytest.raises(Refused, match="三员分立"):
        accounts.appoint_administrator(
            fresh(cast, "audit_admin"), role=other, since=TODAY, basis="文", by=cast.actor("county_leader")
        )


def test_an_administrator_gets_no_business_office_and_no_deputation(cast: Cast) -> None:
    account = fresh(cast, "system_admin")

    with pytest.raises(Refused, match="三员分立"):
        appoint(cast, account, "county_officer", COUNTY)
    with pytest.raises(Refused, match="三员不代行"):
        accounts.deputise(
            account,
            kind="acting",
            role="township_secretary",
            place_code=DONGLING,
            since=TODAY,
            last_day=TODAY,
            by=cast.actor("security_admin"),
        )


def test_whoever_has_a_business_office_or_a_posting_becomes_no_administrator(cast: Cast) -> None:
    for who, why in (("clerk", "有业务职务"), ("member", "本人在队")):
        with pytest.raises(Refused, match=why):
            accounts.appoint_administrator(
                fresh(cast, who), role="audit_admin", since=TODAY, basis="文", by=cast.actor("county_leader")
            )


def test_a_second_account_of_the_same_person_is_no_way_round(cast: Cast) -> None:
    person = fresh(cast, "system_admin").person
    second = accounts.open_account(
        cast.county, log_in="second", name="钟系", kind="phone", person=person, by=operator()
    )

    with pytest.raises(Refused, match="三员分立"):
        appoint(cast, second, "county_officer", COUNTY)


def test_none_of_the_three_enters_as_another(cast: Cast) -> None:
    """Whoever resets the keeper of rights could enter as them; so a leader does it, and it is in the log."""
    keeper = cast.actor("system_admin")
    for who in ("security_admin", "audit_admin"):
        with pytest.raises(Refused, match="由县领导或驻村办主任换码"):
            accounts.set_code(fresh(cast, who), code=new_code(), by=keeper)
        with pytest.raises(Refused, match="由县领导或驻村办主任换码"):
            accounts.set_password(fresh(cast, who), password="Qing-Shan-2022", by=keeper)
        with pytest.raises(Refused, match="要先由县领导"):
            accounts.stop(fresh(cast, who), reason="试试", by=keeper)

    assert accounts.set_administrator_code(
        fresh(cast, "security_admin"), code=new_code(), by=cast.actor("office_leader")
    ).code


def test_a_leader_resets_administrators_only(cast: Cast) -> None:
    with pytest.raises(Refused, match="不是管理员"):
        accounts.set_administrator_code(fresh(cast, "clerk"), code=new_code(), by=cast.actor("county_leader"))


def test_an_administrator_leaves_by_a_leader_and_can_then_be_stopped(cast: Cast) -> None:
    held = fresh(cast, "audit_admin").appointments.get()
    with pytest.raises(NotPermitted):
        accounts.end(held, last_day=TODAY, by=cast.actor("security_admin"))

    accounts.dismiss_administrator(held, last_day=TODAY - timedelta(days=1), by=cast.actor("county_leader"))

    assert not accounts.stop(fresh(cast, "audit_admin"), reason="调走", by=cast.actor("system_admin")).is_active


@pytest.mark.parametrize(
    ("role", "where", "sentence"),
    [
        ("township_secretary", COUNTY, "哪个乡镇"),
        ("township_secretary", "990126199", "哪个乡镇"),
        ("county_officer", DONGLING, "哪个县"),
        ("village_secretary", DONGLING, "哪个村"),
        ("unit_liaison", "", "哪个单位"),
        ("emperor", COUNTY, "没有“emperor”这个角色"),
    ],
)
def test_an_office_is_held_where_there_is_such_an_office(cast: Cast, role: str, where: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        appoint(cast, newcomer(cast), role, where)


def test_the_same_office_is_not_given_twice_and_none_to_a_stopped_account(cast: Cast) -> None:
    account = newcomer(cast)
    appoint(cast, account, "township_organiser")
    with pytest.raises(Refused, match="已经是这里的"):
        appoint(cast, account, "township_organiser")
    appoint(cast, account, "township_organiser", XIHE)

    stopped = accounts.stop(Account.objects.get(pk=account.pk), reason="试", by=cast.actor("system_admin"))

    with pytest.raises(Refused, match="停用了"):
        appoint(cast, stopped, "attendance_clerk")


def test_an_office_ends_with_its_last_day(cast: Cast) -> None:
    held = fresh(cast, "clerk").appointments.get()

    accounts.end(held, last_day=TODAY - timedelta(days=1), by=cast.actor("security_admin"))

    assert cast.actor("clerk").roles == ("self",)
    with pytest.raises(Refused, match="已经定了到"):
        accounts.end(Appointment.objects.get(pk=held.pk), last_day=TODAY, by=cast.actor("security_admin"))


def test_one_given_by_mistake_is_withdrawn_and_holds_not_a_day_longer(cast: Cast) -> None:
    account = newcomer(cast)
    given = appoint(cast, account, "township_organiser")
    with pytest.raises(Refused, match="给错了的用“撤销”"):
        accounts.end(given, last_day=TODAY - timedelta(days=1), by=cast.actor("security_admin"))

    accounts.withdraw(Appointment.objects.get(pk=given.pk), by=cast.actor("security_admin"))

    assert "township_organiser" not in actor_for(account).roles
    appoint(cast, account, "township_organiser")


def test_many_are_given_in_few_queries_and_judged_as_one_by_one(cast: Cast, django_assert_max_num_queries: Any) -> None:
    from zhucun.acts.recording import Told
    from zhucun.acts.refused import SomeRefused

    people = [newcomer(cast, f"new-{n}") for n in range(20)]
    told = {"role": "attendance_clerk", "since": TODAY, "place_code": XIHE}

    with django_assert_max_num_queries(14):
        given = accounts.appoint.many([Told(account, told) for account in people], by=cast.actor("security_admin"))

    assert len(given) == 20
    with pytest.raises(SomeRefused, match="20 行不能办"):
        accounts.appoint.many([Told(account, told) for account in people], by=cast.actor("security_admin"))


def deputise(cast: Cast, who: str, kind: str, days: int | None = 5, held_by: str = "", **told: Any) -> Deputation:
    told = {"role": "township_secretary", "place_code": DONGLING, "since": TODAY, **told}
    return accounts.deputise(
        fresh(cast, who),
        kind=kind,
        last_day=None if days is None else told["since"] + timedelta(days=days - 1),
        held_by=fresh(cast, held_by) if held_by else None,
        by=cast.actor("security_admin"),
        **told,
    )


@pytest.mark.parametrize(("kind", "days"), [("leave_cover", 31), ("acting", 181)])
def test_a_deputation_has_a_longest_span_by_policy(cast: Cast, kind: str, days: int) -> None:
    """R-ORG-13."""
    with pytest.raises(Refused, match=f"最长 {days - 1} 天"):
        deputise(cast, "clerk", kind, days, held_by="secretary")
    with pytest.raises(Refused, match="写明到哪天为止"):
        deputise(cast, "clerk", kind, None, held_by="secretary")


def test_presiding_has_no_longest_span(cast: Cast) -> None:
    assert deputise(cast, "clerk", "presiding", None).until is None


def test_leave_cover_says_for_whom_and_they_hold_the_office(cast: Cast) -> None:
    with pytest.raises(Refused, match="替谁"):
        deputise(cast, "clerk", "leave_cover")
    with pytest.raises(Refused, match="不担任这个职务"):
        deputise(cast, "clerk", "leave_cover", held_by="officer")
    with pytest.raises(Refused, match="不能是本人|已经是这里的"):
        deputise(cast, "secretary", "leave_cover", held_by="secretary")


def test_an_office_has_one_deputy_at_a_time(cast: Cast) -> None:
    deputise(cast, "clerk", "acting", 10)

    with pytest.raises(Refused, match="已经定了由周小禾代理"):
        deputise(cast, "officer", "acting", 3, since=TODAY + timedelta(days=9))

    assert deputise(cast, "officer", "acting", 3, since=TODAY + timedelta(days=10))


def test_a_deputation_ends_or_is_withdrawn(cast: Cast) -> None:
    given = deputise(cast, "clerk", "acting", 10)
    assert "township_secretary" in cast.actor("clerk").roles

    accounts.withdraw_deputation(given, by=cast.actor("security_admin"))
    assert "township_secretary" not in cast.actor("clerk").roles

    again = deputise(cast, "clerk", "acting", 10, since=TODAY - timedelta(days=3))
    accounts.end_deputation(again, last_day=TODAY - timedelta(days=1), by=cast.actor("security_admin"))
    assert "township_secretary" not in cast.actor("clerk").roles


def test_a_deputy_decides_where_the_office_is_vacant(cast: Cast) -> None:
    accounts.end(
        fresh(cast, "secretary").appointments.get(), last_day=TODAY - timedelta(days=1), by=cast.actor("security_admin")
    )
    deputise(cast, "clerk", "presiding", None)

    assert [a.log_in for a in deciders("township_secretary", DONGLING, TODAY)[1]] == ["clerk"]


def test_a_unit_s_matters_stay_in_the_unit_as_long_as_it_has_anybody(cast: Cast) -> None:
    offices = Offices(COUNTY, TODAY)

    assert offices.deciders(Seat("unit_liaison", COUNTY, cast.archive.pk))[1][0].account.log_in == "liaison"
    seat, found = offices.deciders(Seat("unit_liaison", COUNTY, cast.water.pk))
    assert (seat.role, found[0].account.log_in) == ("county_officer", "officer")


def test_where_the_whole_ladder_is_vacant_nobody_decides(cast: Cast) -> None:
    Appointment.objects.all().delete()

    assert deciders("township_secretary", DONGLING, TODAY) == ("county_leader", [])


def test_all_offices_of_a_county_are_read_in_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        offices = Offices(COUNTY, TODAY)
        for role in ("village_secretary", "attendance_clerk", "township_secretary", "county_officer"):
            offices.deciders(Seat(role, DONGLING))


def test_an_account_is_of_one_person_found_by_phone_and_name(cast: Cast) -> None:
    known = make.cadre("田甜", unit=cast.archive, phone="13907460009").person

    same = accounts.open_account(
        cast.county, log_in="tiant", name="田 甜", kind="desk", phone="139 0746 0009", by=operator()
    )
    other = accounts.open_account(
        cast.county, log_in="tiany", name="田原", kind="desk", phone="13907460009", by=operator()
    )

    assert same.person == known
    assert other.person not in (None, known)


def test_one_person_has_one_account_of_a_kind(cast: Cast) -> None:
    person = fresh(cast, "clerk").person

    with pytest.raises(Refused, match="已经有账号“clerk”"):
        accounts.open_account(cast.county, log_in="clerk2", name="周小禾", kind="desk", person=person, by=operator())
    with pytest.raises(Refused, match="已经有人用了"):
        accounts.open_account(cast.county, log_in="CLERK", name="另一人", kind="desk", by=operator())


@pytest.mark.parametrize("name", ["", "a", "李静文", "13907460001", "a b", "-ab", "x" * 41])
def test_a_log_in_name_is_one_that_can_be_typed_anywhere(name: str) -> None:
    with pytest.raises(Refused, match="登录名用小写字母"):
        normal_log_in(name)


def test_the_office_asked_for_waits_until_it_is_given_or_declined(cast: Cast) -> None:
    asked = {"asked_role": "attendance_clerk", "asked_place_code": XIHE}
    first, second = newcomer(cast, "first", **asked), newcomer(cast, "second", **asked)
    assert actor_for(first).roles == ("self",)

    appoint(cast, first, "attendance_clerk", XIHE)
    accounts.decline_office(second, by=cast.actor("security_admin"))

    assert not Account.objects.exclude(asked_role="").exists()
    assert actor_for(first).roles == ("attendance_clerk", "self")


def test_what_must_stay_apart_is_judged_without_a_database() -> None:
    """R-SEC-05."""
    must_stay_apart("audit_admin", "审计管理员", [])
    must_stay_apart("county_officer", "干事", ["township_secretary"])
    for role, held in [("audit_admin", ["system_admin"]), ("county_officer", ["audit_admin"]), ("audit_admin", ["x"])]:
        with pytest.raises(Refused):
            must_stay_apart(role, role, held)


def test_since_when_offices_are_held_is_kept(cast: Cast) -> None:
    assert {held.since for held in Appointment.objects.all()} == {SINCE}
