"""The pages of screening: run, answered by each side from what waits for them, decided as a ticked group."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import COUNTY, TODAY, Cast
from tests.demo import Demo
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.tests.test_acts import DUE, doubt_of_member, fill
from zhucun.lib.figure import Question, ask
from zhucun.org.places.models import CountyOffice
from zhucun.policy.facts import SAID_OF_PRIVATE

LogIn = Callable[[str], Client]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.fixture(autouse=True)
def _forget_the_clock() -> Iterator[None]:
    """An office is known for some seconds by what it was, also to the next test."""
    yield
    cache.clear()


def stand_clock_at(day: date) -> None:
    office = CountyOffice.objects.get(county__code=COUNTY)
    office.clock_stands_at += timedelta(days=(day - TODAY).days)
    office.save()
    cache.clear()  # an office is known for a moment by what it was


def test_what_would_be_found_is_seen_before_anybody_is_asked(cast: Cast, log_in: LogIn) -> None:
    fill(cast, birth_month=date(1964, 1, 1))
    page = log_in("officer")

    seen = page.post("/screening/new/", {"on": TODAY.isoformat(), "step": "look"}).content.decode()
    assert "3 人，1 人有疑问" in seen
    assert "就这样问 1 人、2 支队" in seen
    assert not Screening.objects.exists()

    answer = page.post("/screening/new/", {"on": TODAY.isoformat(), "step": "ask"})
    assert answer.url == f"/screening/{Screening.objects.get().pk}/"
    assert "年龄 58 周岁，满 58 周岁" in text_of(page, answer.url)


def test_each_side_finds_its_own_doubt_waiting_and_answers_on_its_page(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)

    of_the_person = [line.sentence for line in lines_for(cast.actor("member"))]
    assert "过筛子：有一条要核实，等你说明" in of_the_person
    assert not any("盘小妹" in sentence for sentence in of_the_person)
    for who, stance in (("member", "fits"), ("secretary", "unsure")):
        page = log_in(who)
        assert "你来说明" in text_of(page, f"/doubts/{doubt.pk}/")
        page.post(f"/doubts/{doubt.pk}/", {"stance": stance, "note": "愿意干满。"})

    assert sorted(doubt.answers.values_list("side", "opinion")) == [("person", "fits"), ("township", "unsure")]
    assert "过筛子：有一条要核实，等你说明" not in [line.sentence for line in lines_for(cast.actor("member"))]


def test_what_the_office_takes_down_reads_as_taken_down(cast: Cast, log_in: LogIn) -> None:
    doubt, page = doubt_of_member(cast), log_in("officer")

    page.post(f"/doubts/{doubt.pk}/", {"side": "person", "stance": "fits", "note": "电话里说愿意干满。"})

    assert "李静文代记" in text_of(page, f"/doubts/{doubt.pk}/")


def test_a_short_team_is_asked_whether_it_is_being_filled(cast: Cast, log_in: LogIn) -> None:
    of_a_member = doubt_of_member(cast)
    of_a_team = Doubt.objects.filter(posting__isnull=True).earliest("pk")
    page = log_in("secretary")

    assert "可以继续干" in text_of(page, f"/doubts/{of_a_member.pk}/")
    text = text_of(page, f"/doubts/{of_a_team.pk}/")
    assert all(word in text for word in ("已在补", "补不了", "还在核实"))
    assert "可以继续干" not in text
    assert "建议换人" not in text


def test_a_doubt_kept_before_names_its_day_and_that_it_is_carried_on(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)
    screenings.decide(doubt, decision="keep", reason="本人愿意。", by=later_officer(cast))
    month_after = replace(later_officer(cast), now=cast.actor("officer").now + timedelta(days=35))
    again = screenings.run(cast.county, on=month_after.today, by=month_after).doubts.get(posting=cast.member)

    assert "李静文 2022-07-15 定，情况没变，照旧" in text_of(log_in("officer"), f"/doubts/{again.pk}/")


def test_a_past_day_says_which_teams_are_filled_by_now(cast: Cast, log_in: LogIn) -> None:
    told = {"since": date(2022, 7, 1), "basis": "补录", "kind": "backfill", "by": cast.actor("officer")}
    roster.start(cast.team, cadre=cast.spare, **told)
    page, past = log_in("officer"), {"on": "2022-06-01", "step": "look"}

    assert "现在已补齐，这次不问" in page.post("/screening/new/", past).content.decode()
    address = page.post("/screening/new/", {**past, "step": "ask"}).url
    assert "现在已补齐" in text_of(page, address)


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county", "first_secretary", "liaison"])
def test_to_others_there_is_no_such_doubt(cast: Cast, log_in: LogIn, who: str) -> None:
    doubt = doubt_of_member(cast)
    page = log_in(who)

    assert page.get(f"/doubts/{doubt.pk}/").status_code == 404
    assert "盘小妹" not in text_of(page, "/doubts/")
    assert page.get(f"/screening/{doubt.screening_id}/").status_code == 404


def test_a_township_sees_its_own_and_not_the_county_s_screening(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)
    page = log_in("secretary")

    assert "盘小妹" in text_of(page, "/doubts/")
    assert page.get(f"/screening/{doubt.screening_id}/").status_code == 404
    assert page.get("/screening/new/").status_code == 403
    assert "看问到这里的" in text_of(page, "/coverage/")


def test_a_ticked_group_is_decided_with_one_reason_after_the_hearing(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)
    teams = list(Doubt.objects.filter(posting__isnull=True).values_list("pk", flat=True))
    page = log_in("officer")
    told = {"doubt": teams, "decision": "fill", "reason": "正在选人。"}
    assert "先听单位、乡镇和本人说" in page.post("/screening/decide/", told).content.decode()

    stand_clock_at(DUE + timedelta(days=1))
    lines = {line.sentence: line.count for line in lines_for(later_officer(cast))}
    assert lines["过筛子：疑问已经听过说明，等定处理"] == 3
    ticked = page.post("/screening/decide/", {"doubt": teams}).content.decode()
    assert "给 2 条疑问定处理" in ticked
    page.post("/screening/decide/", told)

    assert set(Doubt.objects.filter(pk__in=teams).values_list("decision", flat=True)) == {"fill"}
    assert Doubt.objects.get(pk=doubt.pk).state == "asked"


def later_officer(cast: Cast) -> Any:
    actor = cast.actor("officer")
    return replace(actor, now=actor.now + timedelta(days=(DUE - TODAY).days + 1))


def test_how_somebody_is_removed_is_read_by_few(cast: Cast, log_in: LogIn) -> None:
    """R-TLK-09: the member themself reads that it was decided."""
    doubt = doubt_of_member(cast)
    screenings.decide(doubt, decision="removal", reason="工作没有脱开。", by=later_officer(cast))

    for address in (f"/doubts/{doubt.pk}/", "/doubts/"):
        text = text_of(log_in("member"), address)
        assert "已定处理" in text
        assert "撤换" not in text
        assert "没有脱开" not in text
    assert "撤换" in text_of(log_in("officer"), f"/doubts/{doubt.pk}/")


def test_no_page_names_what_is_private(cast: Cast, log_in: LogIn) -> None:
    """R-SEL-08: the item acts, and beside the name stands that the unit is to say something."""
    doubt = doubt_of_member(cast, fitness_confirmed_on=None)
    page = log_in("officer")

    pages = (f"/doubts/{doubt.pk}/", f"/screening/{doubt.screening_id}/", "/doubts/", "/coverage/")
    for address in pages:
        text = text_of(page, address)
        assert SAID_OF_PRIVATE in text
        assert "单位确认能派驻的日期" not in text
    assert "盘小妹" in text_of(page, f"/screening/{doubt.screening_id}/?item=private")
    assert "盘小妹" not in text_of(page, f"/screening/{doubt.screening_id}/?item=fitness")
    assert page.get(f"/api/v1/doubts/{doubt.pk}/").json()["hits"] == [{"sentence": SAID_OF_PRIVATE, "is_private": True}]


def test_a_decision_to_change_people_leads_to_its_case(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)
    screenings.decide(doubt, decision="adjustment", reason="岗位变动。", by=later_officer(cast))

    text = text_of(log_in("officer"), f"/doubts/{doubt.pk}/")

    assert f"/postings/{doubt.posting_id}/change/adjustment/" in text


def test_the_demo_s_june_is_494_then_31_then_6(demo: Demo, django_assert_max_num_queries: Any) -> None:
    client = demo.client("county_officer")
    screening = Screening.objects.get(on=date(2022, 6, 1))
    question = Question(demo.actor("county_officer"), demo.code, TODAY)

    assert screening.member_count == 494
    assert [ask(f"dispatch.{name}", question).value for name in ("screened_doubts", "screened_left")] == [31, 6]
    for address in (f"/screening/{screening.pk}/", "/doubts/", "/screening/", "/coverage/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    assert "和当时一样" in text_of(client, f"/screening/{screening.pk}/again/")


def test_the_api_reads_doubts_within_reach(cast: Cast, log_in: LogIn) -> None:
    doubt = doubt_of_member(cast)

    rows = log_in("secretary").get("/api/v1/doubts/").json()["rows"]

    assert [(row["name"], row["state"]) for row in rows if row["posting_id"]] == [("盘小妹", "asked")]
    assert log_in("neighbour").get(f"/api/v1/doubts/{doubt.pk}/").status_code == 404
    assert log_in("secretary").get("/api/v1/screenings/").json()["count"] == 0
    assert log_in("officer").get("/api/v1/screenings/").json()["count"] == 1
