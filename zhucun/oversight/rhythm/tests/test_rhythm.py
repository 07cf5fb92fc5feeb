"""The year's rhythm: due on working days, listed once, done with what shows it (R-LOG-07)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import COUNTY, NEIGHBOUR_COUNTY, NOW, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many, named
from zhucun.lib.workdays import Calendar
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.jobs import make_due
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.periods import due_in, of_key, period_of
from zhucun.oversight.rhythm.reading import rings, year_of_work
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.policy.oversight_values import Rhythm
from zhucun.web.figures import address

LogIn = Callable[[str], Client]
NUMBERS = Rhythm()


def on(day: date, by: Actor) -> Actor:
    return replace(by, now=NOW.replace(year=day.year, month=day.month, day=day.day), memo={})


@pytest.mark.parametrize(
    ("cycle", "key", "due"),
    [
        (Cycle.WEEK, "2022-W28", date(2022, 7, 15)),
        (Cycle.WEEK, "2021-W39", date(2021, 9, 30)),  # Friday is National Day; the day before is the last of the week
        (Cycle.WEEK, "2021-W40", date(2021, 10, 8)),
        (Cycle.MONTH, "2022-06", date(2022, 6, 27)),  # the 25th is a Saturday
        (Cycle.QUARTER, "2022-Q2", date(2022, 7, 15)),
        (Cycle.QUARTER, "2022-Q3", date(2022, 10, 17)),  # 15 October is a Saturday
        (Cycle.YEAR, "2021", date(2022, 2, 7)),  # the holidays of Spring Festival begin on 31 January
    ],
)
def test_work_is_due_on_a_working_day_of_its_own_span(cycle: Cycle, key: str, due: date) -> None:
    assert of_key(cycle, key).due_on(NUMBERS, Calendar()) == due


def test_a_week_of_holidays_asks_for_no_inspection() -> None:
    """Spring Festival of 2022: from 31 January, a Monday, to 6 February."""
    assert of_key(Cycle.WEEK, "2022-W05").due_on(NUMBERS, Calendar()) is None
    assert of_key(Cycle.WEEK, "2022-W28").title == "第28周督查"


def test_a_year_has_its_weeks_months_quarters_and_one_account() -> None:
    found = [period.cycle for period, _ in due_in(2022, NUMBERS, Calendar())]

    assert [found.count(cycle) for cycle in Cycle] == [51, 12, 4, 1]  # none in the week of Spring Festival
    assert period_of(Cycle.WEEK, date(2022, 1, 1)).key == "2021-W52"


@pytest.mark.parametrize("key", ["2022-W54", "2022-13", "2022-Q5", "x"])
def test_a_period_there_is_not_is_refused(cast: Cast, key: str) -> None:
    cycle = {"W": Cycle.WEEK, "Q": Cycle.QUARTER}.get(key[5:6], Cycle.MONTH)

    with pytest.raises(Refused, match="没有"):
        rhythm.make(cast.county, cycle=cycle, period=key, by=cast.actor("officer"))


def test_what_a_stopped_clock_missed_is_made_up_once_and_never_twice(cast: Cast) -> None:
    """R-LOG-07; the clock is given each county by itself."""
    first = on(date(2022, 6, 13), operator())
    assert make_due(first) == {"made": 4}  # of a county that begins, what is open now
    after_four_weeks = on(date(2022, 7, 11), operator())

    assert make_due(after_four_weeks) == {"made": 4 + 1 + 1}  # weeks, July, the second quarter
    assert make_due(after_four_weeks) == {"made": 0}
    assert make_due(on(date(2022, 7, 1), operator())) == {"made": 0}  # a clock that jumps back
    assert not CadenceItem.objects.filter(county_code=NEIGHBOUR_COUNTY).exists()


@pytest.fixture
def listed(cast: Cast) -> Cast:
    make_due(operator())
    return cast


def item(cycle: Cycle) -> CadenceItem:
    return CadenceItem.objects.get(county_code=COUNTY, cycle=cycle)


def test_work_is_done_with_what_shows_it_and_can_be_taken_back(listed: Cast) -> None:
    by = listed.actor("officer")
    week = item(Cycle.WEEK)
    for told, sentence in (
        ({"done_on": date(2022, 7, 12), "evidence": "青驻督〔2022〕28号"}, "还没到"),
        ({"done_on": date(2022, 7, 10), "evidence": "青驻督〔2022〕28号"}, "才开始"),
        ({"done_on": date(2022, 7, 11), "evidence": " "}, "凭据"),
    ):
        with pytest.raises(Refused, match=sentence):
            rhythm.done(week, **told, by=by)
    with pytest.raises(NotPermitted):
        rhythm.done(week, done_on=date(2022, 7, 11), evidence="乡镇", by=listed.actor("secretary"))

    done = rhythm.done(week, done_on=date(2022, 7, 11), evidence="青驻督〔2022〕28号", by=by)
    assert rings(COUNTY, by)[0]["done"] == 100
    with pytest.raises(Refused, match="办了"):
        rhythm.done(done, done_on=date(2022, 7, 11), evidence="又一次", by=by)
    again = rhythm.reopen(done, by=by)
    assert (again.state, again.evidence, again.done_on) == ("due", "", None)
    skipped = rhythm.skip(again, reason="应急值守期间暂停", by=by)
    assert rings(COUNTY, listed.actor("officer"))[0]["sentence"] == "第28周督查，这次不办"
    assert skipped.reason


def test_rings_say_how_much_of_the_work_is_done_not_how_much_time_is_gone(listed: Cast) -> None:
    by = listed.actor("officer")
    rhythm.done(item(Cycle.MONTH), done_on=date(2022, 7, 11), evidence="纪要7号", by=by)

    week, month, quarter, year = rings(COUNTY, listed.actor("officer"))

    assert (week["done"], month["done"]) == (0, 100 // 6)  # five weeks of July and its review
    assert week["sentence"] == "第28周督查，7月15日"
    assert quarter["sentence"] == "二季度考核，7月15日前"
    assert year["sentence"] == "今年到期 68 期，办了 1 期"


def test_the_year_before_anything_is_listed_is_planned_already(cast: Cast) -> None:
    beats = year_of_work(COUNTY, 2022, cast.actor("officer"))

    assert len(beats) == 68
    assert {beat.state for beat in beats} == {"todo"}


def test_what_is_due_waits_for_the_office_and_a_late_one_says_so(listed: Cast) -> None:
    later = on(date(2022, 7, 18), listed.actor("officer"))

    (line,) = [line for line in lines_for(later) if "督查" in line.sentence]

    assert line.count == 3  # the week, the quarter, and of the year before its account
    assert [line.sentence for line in lines_for(listed.actor("secretary")) if "督查" in line.sentence] == []


def test_the_pages(listed: Cast, log_in: LogIn, django_assert_max_num_queries: Any) -> None:
    officer, week = log_in("officer"), item(Cycle.WEEK)
    with django_assert_max_num_queries(10):
        calendar = officer.get("/rhythm/calendar/").content.decode()
    assert "7月调度" in calendar
    assert "二季度考核" in calendar
    assert officer.get("/rhythm/calendar/?year=2021").status_code == 200

    said = {"done_on": "2022-07-11", "evidence": "青驻督〔2022〕28号", "evidence_url": "http://elsewhere/x"}
    answer = officer.post(f"/rhythm/items/{week.pk}/done/", said)
    assert answer.status_code == 302
    page = officer.get(f"/rhythm/items/{week.pk}/").content.decode()
    assert "青驻督〔2022〕28号" in page
    assert 'href="/x"' in page  # only a page of this house
    assert log_in("secretary").get(f"/rhythm/items/{week.pk}/").status_code == 200
    assert log_in("neighbour_county").get(f"/rhythm/items/{week.pk}/").status_code == 404
    assert log_in("member").get("/rhythm/calendar/").status_code == 403


def test_how_often_is_a_figure_that_opens_its_rows(listed: Cast, log_in: LogIn) -> None:
    """N25 of the report: 一周一督查."""
    by = listed.actor("officer")
    rhythm.done(item(Cycle.WEEK), done_on=date(2022, 7, 11), evidence="青驻督〔2022〕28号", by=by)
    question = Question(by, COUNTY, date(2022, 7, 11), since=date(2022, 7, 1), until=date(2022, 8, 1))

    found = ask_many(["oversight.inspections_per_week", "oversight.reviews_done", "oversight.reviews_due"], question)

    assert named("oversight.inspections_per_week").shown(found["oversight.inspections_per_week"].value) == "1.00"
    assert [found[f"oversight.reviews_{what}"].value for what in ("done", "due")] == [0, 1]
    page = log_in("officer").get(address("oversight.inspections_done", question)).content.decode()
    assert "青驻督〔2022〕28号" in page
    of_prefecture = replace(question, scope="9901")
    reader = log_in("prefecture_reader")  # reads how often, and has no other page of the rhythm
    assert "青驻督〔2022〕28号" in reader.get(address("oversight.inspections_done", of_prefecture)).content.decode()
    assert reader.get("/rhythm/calendar/").status_code == 403
