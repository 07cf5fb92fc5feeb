"""A team's month: drafted from notes, confirmed by the leader, checked by another person; numbers are frozen (J11)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.cast import SINCE, Cast
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused, SomeRefused
from zhucun.acts.waiting import lines_for
from zhucun.org.places import acts as places
from zhucun.records.monthly import acts as reports
from zhucun.records.monthly import rules
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.numbers import all_numbers, report_number
from zhucun.records.notes import acts as work

pytestmark = pytest.mark.django_db
JUNE = date(2022, 6, 1)


@pytest.fixture
def june(cast: Cast) -> Cast:
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=make.operator())
    by, day = cast.actor("member"), date(2022, 6, 15)
    for _ in range(2):
        work.write(cast.team, kind="visit", text="到石老满家", happened_on=day, households=[home], by=by)
    work.write(cast.team, kind="practical", text="接通了水管。", happened_on=day, by=by)
    work.write(cast.team, kind="practical", text="七月的事", happened_on=date(2022, 7, 2), by=by)
    return cast


def confirmed(cast: Cast, **told: Any) -> MonthReport:
    return reports.confirm(cast.team, month=JUNE, by=cast.actor("first_secretary"), **told)


def test_a_month_is_reported_from_its_twenty_eighth() -> None:
    assert rules.month_due(date(2022, 7, 27)) == JUNE
    assert rules.month_due(date(2022, 7, 28)) == date(2022, 7, 1)


def test_the_draft_is_made_of_notes_and_its_numbers_are_frozen(june: Cast) -> None:
    report = confirmed(june)

    told = {key: value for key, _, value, _ in report.numbers}
    assert (told["visit"], told["households"], told["practical"], told["meeting"]) == ("2", "1", "1", "0")
    assert told["days"] == "42"  # both on all 21 working days, which nobody had to enter
    assert report.text == "本月驻村 42 天，走访 2 次，走到 1 户，办实事 1 件。接通了水管。"

    late = {"happened_on": date(2022, 6, 20), "by": june.actor("member")}
    work.write(june.team, kind="visit", text="补记", **late)
    report.refresh_from_db()
    assert {key: value for key, _, value, _ in report.numbers}["visit"] == "2"


def test_numbers_that_ledgers_no_longer_say_are_told_with_those_of_now_and_taken_by_a_press(
    june: Cast, log_in: Callable[[str], Client]
) -> None:
    """R-DOC-11: frozen as of a day; renewed it is checked again, and what it was stays in the log."""
    report = reports.check(confirmed(june), by=june.actor("clerk"))
    work.write(june.team, kind="visit", text="补记", happened_on=date(2022, 6, 20), by=june.actor("member"))
    where = f"/teams/{june.team.pk}/month-report/?month=2022-06"
    page = log_in("first_secretary").get(where).content.decode()
    assert "走访当时 2 次，现在是 3 次。" in page
    assert "换成现在的数" in page
    assert "换成现在的数" not in log_in("clerk").get(where).content.decode()

    log_in("first_secretary").post(f"/month-reports/{report.pk}/renew/")

    report.refresh_from_db()
    assert (report.state, report.checked_by) == ("confirmed", "")
    assert {key: value for key, _, value, _ in report.numbers}["visit"] == "3"
    with pytest.raises(Refused, match="不用换"):
        reports.renew(report, by=june.actor("first_secretary"))


def test_it_is_checked_by_another_person_or_sent_back(june: Cast) -> None:
    report = reports.send_back(confirmed(june), reason="走访写细一点", by=june.actor("secretary"))
    report = confirmed(june, text="走访 2 次，都是石老满家。")
    report = reports.check(report, by=june.actor("clerk"))

    assert (report.state, report.checked_by) == ("checked", "周小禾")
    with pytest.raises(Refused, match="乡镇已核对"):
        confirmed(june)
    with pytest.raises(OutOfReach):
        reports.uncheck(report, by=june.actor("neighbour"))


@pytest.mark.parametrize(("month", "said"), [(date(2022, 7, 1), "还没过完"), (date(2021, 5, 1), "不在")])
def test_a_month_that_is_not_over_or_was_never_there_is_refused(cast: Cast, month: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        reports.confirm(cast.team, month=month, by=cast.actor("first_secretary"))


def test_it_waits_for_the_leader_then_for_the_township_and_for_nobody_else(june: Cast) -> None:
    def waits(who: str) -> bool:
        return any("月报" in line.sentence for line in lines_for(june.actor(who)))

    assert [who for who in ("first_secretary", "member", "clerk", "neighbour") if waits(who)] == ["first_secretary"]
    confirmed(june)
    assert [who for who in ("first_secretary", "member", "clerk", "neighbour") if waits(who)] == ["clerk"]


def test_the_leader_confirms_and_the_township_checks_all_at_once(
    june: Cast, log_in: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    leader, clerk, url = log_in("first_secretary"), log_in("clerk"), f"/teams/{june.team.pk}/month-report/"
    assert "接通了水管。" in leader.get(url).content.decode()
    leader.post(url, {"text": "接通了水管，13 户用上了水。", "problems": "缺水泵"})

    with django_assert_max_num_queries(14):  # numbers of what waits are counted, to tell the doubtful
        listed = clerk.get("/month-reports/").content.decode()
    assert "1 份都对" in listed
    clerk.post("/month-reports/check/?month=2022-06")

    shown = clerk.get(url).content.decode()
    for words in ("缺水泵", "13 户用上了水", "周小禾", "核对"):
        assert words in shown
    assert MonthReport.objects.get().state == "checked"
    assert log_in("neighbour").get(url).status_code == 404
    assert log_in("neighbour_county").get(url).status_code == 404


def test_a_number_is_counted_once_for_all_teams(june: Cast, django_assert_max_num_queries: Any) -> None:
    by = make.operator()
    with django_assert_max_num_queries(14):
        reports.confirm.many([Told(team, {"month": JUNE}) for team in (june.team, june.xihe_team)], by=by)
    with pytest.raises(SomeRefused):
        reports.confirm.many([Told(june.team, {"month": date(2022, 8, 1)})] * 2, by=by)
    with pytest.raises(ValueError, match="are called days"):
        report_number(all_numbers()[0])


def test_the_township_sees_the_doubtful_months_first_with_why(june: Cast, log_in: Callable[[str], Client]) -> None:
    """J11: 20 lines, doubtful ones first."""
    confirmed(june)
    client = log_in("secretary")
    assert "先看" not in client.get("/month-reports/?month=2022-06").content.decode()

    work.write(june.team, kind="visit", text="补记", happened_on=date(2022, 6, 20), by=june.actor("member"))

    assert "台账又改过" in client.get("/month-reports/?month=2022-06").content.decode()
