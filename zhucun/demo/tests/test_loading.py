"""The demo county in the database: the figures of the story, made by its own people's acts."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Count, Q

from tests.demo import Demo
from zhucun.acts.models import AuditLog
from zhucun.demo.county import invented_county
from zhucun.desk.feedback.models import Suggestion
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.roster.models import ApprovedSize, Posting, Team, TeamPlace
from zhucun.org.accounts.deciding import deciders
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import ADMINISTRATORS
from zhucun.org.people.models import Unit
from zhucun.org.places.models import CountyOffice, Household, Place, PlaceTag

REPORT_DAY = date(2022, 7, 11)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2022, 6, 1), (494, 210, 338)),
        (date(2022, 6, 30), (495, 211, 338)),
        (REPORT_DAY, (496, 213, 338)),
    ],
)
def test_on_post_under_40_and_with_rural_experience(demo: Demo, day: date, counts: tuple[int, int, int]) -> None:
    under_40 = Q(cadre__person__birth_month__gt=day.replace(year=day.year - 40))
    counted = Posting.objects.on_post(day).aggregate(
        on_post=Count("pk"),
        under_40=Count("pk", filter=under_40),
        experienced=Count("pk", filter=Q(cadre__has_rural_experience=True)),
    )

    assert tuple(counted.values()) == counts


def test_the_county_is_whole(demo: Demo) -> None:
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    four = ("lifted_from_poverty", "key_assistance", "demonstration", "resettlement")

    assert (kinds["township"], kinds["village"] + kinds["community"], kinds["site"]) == (20, 422, 27)
    assert PlaceTag.objects.as_of(REPORT_DAY).filter(tag__in=four).count() == 200
    assert (Team.objects.count(), TeamPlace.objects.count()) == (166, 184)
    assert sum(ApprovedSize.objects.as_of(REPORT_DAY).values_list("size", flat=True)) == 498
    assert Unit.objects.count() == len(invented_county().units)


def test_the_villages_told_of_have_groups_households_and_somebody_to_ring(demo: Demo) -> None:
    shiping = Place.objects.get(code="990126101201")

    assert shiping.groups.count() >= 4
    assert Household.objects.filter(village=shiping, group__isnull=False).count() >= 6
    assert {one.unit.name for one in shiping.aid_units.all()} == {"县档案馆"}
    assert [contact.name for contact in shiping.contacts.all()] == ["石有田"]
    assert set(shiping.household_aids.values_list("helper_name", flat=True)) >= {"黎明远", "盘小妹"}


def test_it_says_that_it_is_a_demo_and_stands_at_its_day(demo: Demo) -> None:
    office = CountyOffice.objects.get()
    officer = demo.actor("county_officer")

    assert (office.is_demo, officer.is_demo, officer.today) == (True, True, REPORT_DAY)


def test_a_successor_names_whom_they_follow(demo: Demo) -> None:
    """R-SEL-11: replacements are no additions."""
    june = Posting.objects.begun_in(date(2022, 6, 1), date(2022, 7, 12))

    assert Counter(june.values_list("start_kind", flat=True)) == {"succession": 3, "reinforcement": 2}
    assert {posting.succeeds is not None for posting in june.filter(start_kind="succession")} == {True}


def test_the_three_administrators_are_appointed_by_the_leader(demo: Demo) -> None:
    """R-SEC-05."""
    leader = demo.account("county_office_leader")
    appointed = AuditLog.objects.filter(verb="administrator.appoint")

    assert Counter(Appointment.objects.filter(role__in=ADMINISTRATORS).values_list("role", flat=True)) == dict.fromkeys(
        ADMINISTRATORS, 1
    )
    assert {line.account_id for line in appointed} == {leader.pk}


def test_a_secretary_on_leave_and_one_who_has_gone_are_stood_in_for(demo: Demo) -> None:
    """R-ORG-13."""
    running = Deputation.objects.as_of(REPORT_DAY).order_by("since")

    assert [(one.kind, one.place_code, one.held_by is not None) for one in running] == [
        ("presiding", "990126107", False),
        ("leave_cover", "990126108", True),
    ]
    assert deciders("township_secretary", "990126107", REPORT_DAY)[1][0] == running[0].account


def test_one_suggestion_waits_for_an_answer(demo: Demo) -> None:
    """R-BUR-06."""
    assert [bool(one.answer) for one in Suggestion.objects.order_by("given_at")] == [True, False]


def test_every_act_is_dated_when_it_happened(demo: Demo) -> None:
    first_round = AuditLog.objects.filter(verb="posting.start").earliest("happened_at")
    newest = AuditLog.objects.latest("happened_at")

    assert first_round.happened_at.date() == date(2021, 5, 18)
    assert newest.happened_at.date() <= REPORT_DAY


def test_the_townships_enter_who_arrived(demo: Demo) -> None:
    names = set(AuditLog.objects.filter(verb="posting.report_in").values_list("actor_name", flat=True))
    organisers = Appointment.objects.filter(role="township_organiser").values_list("account__name", flat=True)

    assert names == set(organisers)


def test_every_member_on_the_roster_has_one_account_and_those_who_handed_over_none(demo: Demo) -> None:
    there = set(Posting.objects.there_on(REPORT_DAY).values_list("cadre__person", flat=True))
    handing_over = Handover.objects.open().get(leaving__until__lte=REPORT_DAY).leaving.cadre.person_id
    on_the_team = Account.objects.filter(person__cadre__isnull=False)

    assert set(on_the_team.filter(is_active=True).values_list("person", flat=True)) == there | {handing_over}
    assert on_the_team.filter(is_active=False).count() == Posting.objects.filter(until__lte=REPORT_DAY).count() - 1


def test_before_june_work_was_handed_over_on_paper_and_since_then_by_those_whose_it_is(demo: Demo) -> None:
    done = Handover.objects.filter(state="done", opened_on__lt=REPORT_DAY)
    on_paper = done.filter(signatures__entered_by__gt="").distinct()

    assert (done.count(), on_paper.count()) == (26, 24)
    due_today = Handover.objects.open().with_standing().get(due_on=REPORT_DAY)
    assert (due_today.team.name, due_today.standing.words) == ("驻白水村工作队", "还有 4 项没清点")


def test_in_a_team_a_hand_over_week_runs_and_the_seat_counts_once(demo: Demo) -> None:
    incoming = Posting.objects.taking_over(REPORT_DAY).get()
    team = Team.objects.with_headcount(REPORT_DAY).get(pk=incoming.team_id)

    assert (incoming.place_code[:9], incoming.succeeds.last_day) == ("990126101", date(2022, 7, 14))
    assert team.headcount == team.approved == Posting.objects.there_on(REPORT_DAY).filter(team=team).count() - 1


def test_the_neighbour_township_sees_its_own_alone(demo: Demo) -> None:
    of_xihe = demo.actor("township_secretary", "990126102")

    seen = Posting.objects.visible_to(of_xihe)

    assert seen
    assert {posting.place_code[:9] for posting in seen} == {"990126102"}
