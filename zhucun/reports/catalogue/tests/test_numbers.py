"""The county's numbers behind a figure: which hold on its day, and when they are why a record came or went."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.cast import SINCE, Cast, operator
from zhucun.dispatch.roster import acts as roster
from zhucun.policy.versions import acts as versions
from zhucun.reports.catalogue.tests.test_pages import page_of, told

LogIn = Callable[[str], Client]


def _at_least(cast: Cast, people: int, *, since: date) -> None:
    told = {"title": "2022年县驻村办法", "since": since, "values": {"selection.min_members": people}}
    version = versions.propose(cast.county, by=cast.actor("officer"), **told)
    versions.approve(version, by=cast.actor("county_leader"))


@pytest.mark.django_db
def test_a_new_number_is_named_as_the_reason(log_in: LogIn, cast: Cast) -> None:
    """R-SEL-21: nothing happened in the team; the county asks for fewer people."""
    _at_least(cast, 2, since=date(2022, 7, 11))

    page = log_in("officer").get(page_of("teams_under_min_size") + "?part=changes&against=2022-07-01")

    assert [(moved.row.text, f"{moved.on}", moved.why) for moved in page.context["changed"].went] == [
        (
            cast.team.name,
            "2022-07-11",
            f"办法参数“每队至少人数” 3 → 2 人，2022-07-11 起，{cast.actor('county_leader').name}批准",
        )
    ]


@pytest.mark.django_db
def test_a_team_that_filled_up_did_not_fall_out_because_of_the_number(log_in: LogIn, cast: Cast) -> None:
    _at_least(cast, 2, since=date(2022, 7, 1))
    make.posting(cast.team, make.cadre(unit=cast.water), since=date(2022, 7, 5))

    page = log_in("officer").get(page_of("teams_under_min_size") + "?part=changes&against=2022-06-30")
    (moved,) = page.context["changed"].went

    assert (moved.why, moved.who) == ("队员、职务、核定或驻点有变化", "")


@pytest.mark.django_db
def test_an_amount_that_a_new_number_changed_says_so(log_in: LogIn, cast: Cast) -> None:
    beyond = make.place(cast.xihe, "990126102202", "河口村")
    roster.form_team(beyond, number="T9", since=SINCE, approved_size=None, by=operator())
    told = {"title": "2022年县驻村办法", "since": date(2022, 7, 11), "values": {"selection.approved_size": 4}}
    version = versions.propose(cast.county, by=cast.actor("officer"), **told)
    versions.approve(version, by=cast.actor("county_leader"))

    page = log_in("officer").get(page_of("vacancies") + "?part=changes&against=2022-07-10")

    assert {("3 → 4 人" in moved.basis) for moved in page.context["changed"].differs} == {True}


@pytest.mark.django_db
def test_the_definition_says_the_number_that_holds_on_the_day(log_in: LogIn, cast: Cast) -> None:
    _at_least(cast, 2, since=date(2022, 7, 11))
    officer = log_in("officer")

    now, then = (told(officer.get(page_of("teams_under_min_size") + day)) for day in ("", "?as_of=2022-07-10"))

    assert "“每队至少人数”现在为2人（县办法，2022-07-11起）。" in now
    assert "“每队至少人数”2022-07-10为3人（未另定）。" in then
    assert "“每队至少人数”现在为2人" in told(officer.get(reverse("reports:figures")))
