"""Pages of leave: who sees which, what is shown before it is sent, the numbers and the paper."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, TODAY, Cast
from tests.papers import word
from zhucun.acts.deliveries.waiting import given_up
from zhucun.acts.refused import Refused
from zhucun.lib import figure, halves
from zhucun.lib.figure import Question
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.waiting import undecided

LogIn = Callable[[str], Client]
MOST_QUERIES = 13


@pytest.fixture
def leave(cast: Cast) -> LeaveRequest:
    since, until = halves.whole_days(date(2022, 7, 11), date(2022, 7, 12))
    told = {"since_half": since, "until_half": until, "covered_by": cast.first_secretary}
    return leaves.ask(cast.member, kind="personal", reason="家人住院", **told, by=cast.actor("member"))


def page(leave: LeaveRequest, name: str = "one") -> str:
    return reverse(f"oversight:leaves.{name}", args=[leave.pk])


def text(client: Client, where: str) -> str:
    return client.get(where).content.decode()


def sent(cast: Cast, **changed: Any) -> dict[str, Any]:
    told = {
        "kind": "personal",
        "since_day": "2022-07-14",
        "since_part": "0",
        "until_day": "2022-07-19",
        "until_part": "1",
        "reason": "家人住院",
        "covered_by": cast.first_secretary.pk,
        "step": "look",
    }
    return {**told, **changed}


def test_the_way_is_shown_before_it_is_sent_and_one_press_sends_it(cast: Cast, log_in: LogIn) -> None:
    member, where = log_in("member"), reverse("oversight:leaves.ask", args=[cast.member.pk])
    assert member.get(reverse("oversight:leaves.new")).headers["Location"] == where

    seen = member.post(where, sent(cast)).content.decode()
    assert "共 6 天，要两级批" in seen
    assert "东岭镇党委书记" in seen
    assert "3 天以内批到这一步" in seen
    assert "同时告诉县水利局" in seen
    assert not LeaveRequest.objects.exists()
    wrong = member.post(where, sent(cast, until_day="2022-07-13")).content.decode()
    assert "结束不能早于开始" in wrong

    member.post(where, sent(cast, step="send"))
    assert LeaveRequest.objects.get().length == "6 天"


def test_the_same_form_sent_twice_is_answered_with_the_case(cast: Cast, log_in: LogIn) -> None:
    """A retry is told what it was told, not that it overlaps with itself."""
    member, where = log_in("member"), reverse("oversight:leaves.ask", args=[cast.member.pk])
    told = sent(cast, step="send", sent="6f2c0d8a-2222-4444-8888-000000000077")

    first, again = member.post(where, told), member.post(where, told)

    assert first.headers["Location"] == again.headers["Location"] == page(LeaveRequest.objects.get())


@pytest.mark.parametrize(("first", "kept"), [("2022-07-13", 1), ("2022-07-14", 0)])
def test_one_s_own_trip_in_the_way_is_said_and_cleared_by_one_press(
    cast: Cast, log_in: LogIn, first: str, kept: int
) -> None:
    """R-ATT-07: at the desk and on the phone, taken back or kept up to the day of the leave."""
    since, until = halves.whole_days(date.fromisoformat(first), date(2022, 7, 15))
    told = {"category": "official_trip", "since_half": since, "until_half": until}
    trip = attendance.enter(cast.member, **told, by=cast.actor("member"))
    member, where = log_in("member"), reverse("oversight:leaves.ask", args=[cast.member.pk])

    for address, more in ((where, {}), ("/change/?kind=leave", {"why": "家人住院"})):
        seen = member.post(address, sent(cast, **more)).content.decode()
        assert "你报过别的去向，和这张假重了" in seen
        assert f'value="clear-{trip.pk}"' in seen
    assert "你报过别的去向" in member.post(where, sent(cast, step="send")).content.decode()
    cleared = member.post(where, sent(cast, step=f"clear-{trip.pk}")).content.decode()
    assert "重了" not in cleared
    assert DayStatement.objects.standing().count() == kept
    assert member.post(where, sent(cast, step="send")).status_code == 302


def test_a_trip_entered_after_the_leave_was_asked_names_who_clears_it(cast: Cast, leave: LeaveRequest) -> None:
    since, until = halves.whole_days(date(2022, 7, 12), date(2022, 7, 12))
    told = {"category": "official_trip", "since_half": since, "until_half": until}
    attendance.enter(cast.member, **told, by=cast.actor("member"))

    with pytest.raises(Refused, match="请盘小妹（或者乡镇考勤员代办）先撤回或缩短那一条，再批"):
        leaves.approve(leave, by=cast.actor("secretary"))


def test_what_was_phoned_and_is_written_late_asks_one_line_why(cast: Cast, log_in: LogIn) -> None:
    """R-LEA-07: by the clerk, who may; said with the days, not refused."""
    clerk, where = log_in("clerk"), reverse("oversight:leaves.ask", args=[cast.member.pk])
    told = sent(
        cast, since_day="2022-07-08", phoned_on="2022-07-07", phone_agreed_by="江大伟", entered_for_reason="住院"
    )

    assert "晚了 2 天" in clerk.post(where, told).content.decode()
    assert "补单晚了 2 天，写一句为什么" in clerk.post(where, {**told, "step": "send"}).content.decode()
    clerk.post(where, {**told, "step": "send", "written_late_reason": "村里断网"})

    assert "补单晚了 2 天（村里断网）" in text(clerk, page(LeaveRequest.objects.get()))


def test_who_returns_late_says_one_line_why(cast: Cast, leave: LeaveRequest, log_in: LogIn) -> None:
    leaves.approve(leave, by=cast.actor("secretary"))
    LeaveRequest.objects.update(
        since_half=F("since_half") - 14, until_half=F("until_half") - 14, return_due_on="2022-07-06"
    )
    member, told = log_in("member"), {"back_day": "2022-07-08", "back_part": "0"}
    for where in (page(leave), reverse("mobile:case", args=[leave.pk])):
        assert re.search(r'<form[^>]*action="[^"]*/return[^"]*"[^>]*>.*?name="late_reason"', text(member, where), re.S)

    assert "晚了 2 天，写一句为什么" in member.post(page(leave, "returned"), told).content.decode()
    member.post(page(leave, "returned"), {**told, "late_reason": "塌方断路"})

    assert "晚了 2 天（塌方断路）" in text(member, page(leave))


def test_the_clerk_fills_in_for_somebody_and_says_why(cast: Cast, log_in: LogIn) -> None:
    clerk, where = log_in("clerk"), reverse("oversight:leaves.ask", args=[cast.member.pk])
    assert "盘小妹" in text(clerk, reverse("oversight:leaves.new") + "?q=盘")

    assert "为什么由你代填" in clerk.post(where, sent(cast, step="send")).content.decode()
    clerk.post(where, sent(cast, step="send", entered_for_reason="没有信号"))
    assert LeaveRequest.objects.get().entered_for_reason == "没有信号"
    assert log_in("neighbour").get(where).status_code == 404
    assert "特批" not in text(clerk, where)
    assert "特批" in text(log_in("officer"), where)


def test_the_secretary_agrees_by_one_press_and_may_take_it_back(leave: LeaveRequest, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    assert "等东岭镇党委书记批" in text(secretary, page(leave))

    done = secretary.post(page(leave, "approve"), follow=True).content.decode()
    assert "批了，已经记进在村情况" in done
    assert "撤回" in done


def test_why_somebody_was_away_is_told_on_its_own_page_only(leave: LeaveRequest, log_in: LogIn) -> None:
    """More people read a member's history than their leave."""
    member_page = reverse("dispatch:members.one", args=[leave.cadre_id])
    assert "家人住院" not in text(log_in("officer"), member_page)


def test_a_refusal_asks_why(leave: LeaveRequest, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    assert "为什么退回" in secretary.post(page(leave, "refuse"), {"opinion": ""}).content.decode()
    secretary.post(page(leave, "refuse"), {"opinion": "防汛走不开"})
    assert "防汛走不开" in text(log_in("member"), page(leave))


def test_others_see_nothing_of_it(leave: LeaveRequest, log_in: LogIn) -> None:
    """Neither the neighbour, nor a team mate who is no leader, nor the village."""
    assert log_in("neighbour").get(page(leave)).status_code == 404
    assert log_in("neighbour_county").get(page(leave)).status_code == 404
    assert log_in("village_secretary").get(page(leave)).status_code == 403
    assert "家人住院" in text(log_in("first_secretary"), page(leave))
    for who in ("neighbour", "neighbour_county"):
        assert "盘小妹" not in text(log_in(who), reverse("oversight:leaves") + "?view=all")


def test_a_list_and_a_page_ask_little(
    leave: LeaveRequest, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    officer = log_in("officer")
    asking = reverse("oversight:leaves.ask", args=[leave.posting_id])
    for where in (reverse("oversight:leaves"), reverse("oversight:leaves.year"), page(leave), asking):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert "盘小妹" in text(officer, where)


def test_the_paper_has_three_copies_with_room_to_sign(leave: LeaveRequest, log_in: LogIn) -> None:
    paper = text(log_in("secretary"), page(leave, "paper"))

    assert paper.count("驻村干部请假申请表") == 3
    assert paper.count("签字：　") == 3


def test_the_form_in_word_has_three_pages_and_the_same_words(leave: LeaveRequest, log_in: LogIn) -> None:
    written = word(log_in("secretary").get(page(leave, "paper.word")))

    assert [written.count(said) for said in ("驻村干部请假申请表", "家人住院", "签字：　")] == [3, 3, 3]
    assert log_in("neighbour").get(page(leave, "paper.word")).status_code == 404


def test_what_is_counted_opens_the_requests(cast: Cast, leave: LeaveRequest, log_in: LogIn) -> None:
    question = Question(cast.actor("officer"), COUNTY, TODAY)
    assert figure.ask("oversight.leave_waiting", question).value == 1
    leaves.approve(leave, by=cast.actor("secretary"))
    answered = figure.ask_many(["oversight.leave_on", "oversight.leave_granted", "oversight.leave_overdue"], question)
    assert [one.value for one in answered.values()] == [1, 1, 0]
    assert list(answered["oversight.leave_on"].records) == [leave]
    assert "盘小妹" in text(log_in("officer"), reverse("reports:figures.one", args=["oversight.leave_on"]))


def test_programs_read_the_same(cast: Cast, leave: LeaveRequest, log_in: LogIn) -> None:
    mine = log_in("secretary").get("/api/v1/leaves/?mine=true").json()
    assert [row["name"] for row in mine["rows"]] == ["盘小妹"]
    whole = log_in("member").get(f"/api/v1/leaves/{leave.pk}/").json()
    assert [step["role"] for step in whole["steps"]] == ["township_secretary"]
    since, until = halves.whole_days(date(2022, 7, 18), date(2022, 7, 18))
    asked = f"posting={cast.member.pk}&kind=personal&since_half={since}&until_half={until}"
    seen = log_in("member").get(f"/api/v1/leaves/preview/?{asked}&covered_by={cast.first_secretary.pk}").json()
    assert (seen["length"], seen["refusals"]) == ("1 天", [])
    assert log_in("neighbour").get(f"/api/v1/leaves/preview/?{asked}").status_code == 404
    assert log_in("neighbour").get("/api/v1/leaves/").json()["rows"] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
def test_what_waits_for_an_officer_is_found_without_going_through_all_counties_leave_or_log(cast: Cast) -> None:
    officer = cast.actor("officer")
    leaves_and_deliveries = [undecided(officer), given_up(officer)]

    plans = [rows.explain() for rows in leaves_and_deliveries if rows is not None]

    assert len(plans) == 2
    assert not any("SCAN oversight_leaverequest" in plan or "acts_auditlog USING COVERING" in plan for plan in plans)
