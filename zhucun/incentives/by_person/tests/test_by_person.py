"""Who lacks what, person by person; who waits for whom; visits told without what is private."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.waiting import lines_for
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.caring import acts as caring

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


ABOUT_PEOPLE = re.compile("险|体检|提醒")  # what is owed to the team as a whole waits beside it


def said_to(cast: Cast, who: str, day: date = TODAY) -> list[str]:
    by = replace(cast.actor(who), now=timezone.make_aware(datetime(day.year, day.month, day.day, 9)), memo={})
    return [line.sentence for line in lines_for(by) if line.tile == "用" and ABOUT_PEOPLE.search(line.sentence)]


def insured(cast: Cast, until: date) -> None:
    told = {"since": SINCE, "last_day": until, "insurer": "某财险公司"}
    benefits.insure(cast.first_secretary, **told, by=cast.actor("officer"))


def test_whoever_has_no_cover_waits_for_the_unit_that_owes_it(cast: Cast) -> None:
    """R-CARE-06: from thirty days before it ends; the unit alone where the unit pays."""
    assert any("意外伤害险没有" in one for one in said_to(cast, "liaison"))
    assert said_to(cast, "officer") == []

    insured(cast, TODAY + timedelta(days=31))

    assert said_to(cast, "liaison") == []
    assert any("30 天内到期" in one for one in said_to(cast, "liaison", TODAY + timedelta(days=1)))


def test_a_check_waits_for_the_unit_when_the_year_nears_its_end(cast: Cast) -> None:
    """R-CARE-07."""
    insured(cast, date(2023, 12, 31))

    assert said_to(cast, "liaison", date(2022, 10, 31)) == []
    assert any("今年还没体检" in one for one in said_to(cast, "liaison", date(2022, 11, 1)))
    benefits.record_check(cast.first_secretary, done_on=TODAY, by=cast.actor("officer"))
    assert said_to(cast, "liaison", date(2022, 11, 1)) == []


def test_a_reminder_nobody_answers_comes_back_to_the_office(cast: Cast) -> None:
    caring.remind(cast.archive, year=2022, by=cast.actor("officer"))

    assert said_to(cast, "officer", TODAY + timedelta(days=15)) == []
    assert said_to(cast, "officer", TODAY + timedelta(days=16)) == ["县档案馆提醒过了，没有回话"]


def test_the_list_says_days_without_cover_and_who_owes_what(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    name = cast.first_secretary.cadre.person.name
    insured(cast, date(2022, 7, 20))
    client = log_in("officer")
    page = client.get("/care/people/").content.decode()

    assert name in page
    assert "只保到 2022-07-20" in page
    assert name not in log_in("neighbour").get("/care/people/?view=all").content.decode()
    assert cast.member.cadre.person.name not in log_in("liaison").get("/care/people/?view=all").content.decode()
    with django_assert_max_num_queries(18):
        assert client.get("/care/people/?view=all").status_code == 200


def test_visits_are_listed_and_illness_is_told_to_those_who_registered_it(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    benefits.visit(cast.first_secretary, on=TODAY, occasion="illness", visited_by="工会主席", by=cast.actor("liaison"))

    shown = {who: log_in(who).get("/care/visits/").content.decode() for who in ("liaison", "secretary", "neighbour")}

    assert ["生病住院" in shown[who] for who in shown] == [True, False, False]
    assert ["工会主席" in shown[who] for who in shown] == [True, True, False]
    officer = log_in("officer")
    officer.get("/care/visits/")
    with django_assert_max_num_queries(12):
        assert officer.get("/care/visits/").status_code == 200


def test_a_team_s_and_a_township_s_page_lead_to_their_people(cast: Cast, log_in: LogIn) -> None:
    benefits.visit(cast.first_secretary, on=TODAY, occasion="festival", visited_by="工会主席", by=cast.actor("liaison"))
    client, name = log_in("officer"), cast.first_secretary.cadre.person.name

    for page in (f"/teams/{cast.team.pk}/", f"/townships/{cast.dongling.code}/"):
        links = re.findall(r'href="(/care/(?:people|visits)/[?][^"]+)"', client.get(page).content.decode())

        assert len(links) == 2
        assert all(name in client.get(html.unescape(one)).content.decode() for one in links)
