"""M1, M2, M12: a normal day costs nothing, a trip three taps, a month one press; the village says what it saw."""

import re
from datetime import date, timedelta
from typing import Any

from django.test import Client

from tests.cast import NOW, TODAY, Cast, operator
from zhucun.lib import halves
from zhucun.lib.halves import beyond, half_of
from zhucun.org.places.models import CountyOffice
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, State
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency.models import SafeReport
from zhucun.oversight.emergency.rules import How
from zhucun.records.notes import acts as work

MOST_QUERIES = 7  # six, and one for the notes of this week where there are any
JUNE = "2022-06"
SENT = "6f2c0d8a-1111-4444-8888-00000000000{}"


def text(client: Client, url: str = "/today/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def june(cast: Cast) -> MonthLine:
    """Everybody has reported in; the sheet of June is open."""
    monthly.open_month(cast.county, month=JUNE, by=operator())
    return MonthLine.objects.get(posting=cast.member, month=JUNE)


def test_a_normal_day_asks_nothing(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    client = log_in("member")
    work.write(cast.team, kind="visit", text="到石老满家", happened_on=TODAY, by=cast.actor("member"))
    text(client)

    with django_assert_max_num_queries(MOST_QUERIES):
        shown = text(client)

    assert "今天记为：在村" in shown
    assert "没变动，什么都不用点" in shown
    assert "本周已记 1 笔" in shown
    assert "button main" not in shown
    assert client.get("/").url == "/today/"


def test_a_trip_today_is_three_taps_and_is_taken_back_by_one(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    assert 'href="/change/"' in text(client)
    form = text(client, "/change/?kind=official_trip")
    assert 'value="2022-07-11"' in form

    told = {"sent": SENT.format(1), "since": "2022-07-11", "until": "2022-07-11", "part": "whole"}
    for _ in range(10):  # a bad line: the same entry ten times
        assert client.post("/change/?kind=official_trip", told).url == "/today/"

    row = DayStatement.objects.get()
    assert (row.category, row.span) == ("official_trip", halves.whole_days(TODAY, TODAY))
    shown = text(client)
    assert "今天：公务离村" in shown
    assert "公务</span>" in text(log_in("first_secretary"))
    assert shown.index("回村了，下午起在村") < shown.index("整天都在村，撤回")
    client.post(f"/today/{row.pk}/back/", {"sent": SENT.format(2), "part": "1"})
    shown = text(client)
    assert "记下了：今天下午起在村。" in shown
    assert "今天上午公务，下午" in shown
    client.post(f"/today/{row.pk}/back/", {"sent": SENT.format(3)})
    assert "今天记为：在村" in text(client)


def test_what_was_reported_is_withdrawn_afterwards_also_of_a_month_before(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    told = {"sent": SENT.format(1), "since": "2022-06-14", "until": "2022-06-15", "part": "whole", "place": "县里"}
    client.post("/change/?kind=official_trip", told)
    url = f"/change/{DayStatement.objects.get().pk}/withdraw/"
    assert f'action="{url}"' in text(client, "/change/")

    assert client.post(url, {"sent": SENT.format(2)}).url == "/change/"

    shown = text(client, "/change/")
    assert "撤回了：6月14日至15日那一条。" in shown
    assert url not in shown
    assert not DayStatement.objects.standing().exists()


def test_a_change_of_a_month_that_was_true_already_says_first_that_it_is_asked_again(cast: Cast, log_in: Any) -> None:
    line, client = june(cast), log_in("member")
    monthly.state_true(line, by=cast.actor("member"))
    told = {"sent": SENT.format(1), "since": "2022-06-14", "until": "2022-06-15", "part": "whole", "place": "县里"}

    shown = client.post("/change/?kind=official_trip", told).content.decode()

    assert "6月的表你已经点过属实，记下后要重新点。" in shown
    assert not DayStatement.objects.exists()
    assert client.post("/change/?kind=official_trip", {**told, "again": JUNE}).url == "/today/"
    assert "记下了：公务离村。6月的表要重新点属实" in text(client)
    line.refresh_from_db()
    assert line.state == State.OPEN


def test_days_that_cannot_be_are_refused_at_their_field(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    told = {"since": "2022-07-14", "until": "2022-07-13", "part": "whole"}

    ends_before = client.post("/change/?kind=official_trip", told).content.decode()
    half_of_two = client.post(
        "/change/?kind=official_trip", {**told, "until": "2022-07-15", "part": "morning"}
    ).content.decode()

    assert "结束日期要在开始日期之后" in ends_before
    assert "半天只选同一天" in half_of_two
    assert client.post("/change/?kind=rota_rest", {**told, "since": "2022-04-31"}).status_code == 200
    assert not DayStatement.objects.exists()


def test_a_rest_day_rests_and_duty_is_one_press(cast: Cast, log_in: Any) -> None:
    sunday = date(2022, 7, 10)
    CountyOffice.objects.update(clock_stands_at=NOW - timedelta(days=1))
    client = log_in("member")
    assert "今天休息" in text(client)

    client.post("/today/duty/", {"sent": SENT.format(1)})

    assert "今天：休息日值班" in text(client)
    assert DayStatement.objects.get().span == halves.whole_days(sunday, sunday)


def test_a_month_is_true_by_one_press_and_the_village_says_what_it_saw(cast: Cast, log_in: Any) -> None:
    line = june(cast)
    member, village = log_in("member"), log_in("village_secretary")
    shown = text(member)
    assert "2022年6月的表" in shown
    assert "属实就按一下" not in shown  # it stands there once
    assert village.get("/").status_code == 200  # nothing waits

    assert member.post(f"/month/{line.pk}/true/", {"sent": SENT.format(1)}).url == "/today/"

    assert village.get("/").url == "/village-month/"
    shown = text(village, "/village-month/")
    assert "都对，1 人" in shown
    assert "还等本人确认" in shown  # the first secretary
    day = {"category": "unexcused_absence", "part": "afternoon", "reason": "村部没见到人", "sent": SENT.format(2)}
    assert village.post(f"/month/{line.pk}/?day=2022-06-14", day).url == "/village-month/"
    said, afternoon = DayStatement.objects.get(), halves.half_of(date(2022, 6, 14), halves.AFTERNOON)
    assert (said.side, said.asks, said.span) == (Side.VILLAGE, True, (afternoon, afternoon + 1))
    village.post("/village-month/all/", {"sent": SENT.format(3), "lines": [line.pk]})
    line.refresh_from_db()
    assert line.state == State.CONFIRMED
    assert "核对好了：2022年6月，1 人。" in text(village, "/village-month/")


def test_whoever_says_a_day_was_otherwise_says_it_of_their_own(cast: Cast, log_in: Any) -> None:
    line = june(cast)
    day = {"category": "rota_rest", "part": "whole", "sent": SENT.format(1)}

    assert "计入驻村 <b>21 天</b>：在村 21 天" in text(log_in("member"), f"/month/{line.pk}/")
    assert "无故不在村" not in text(log_in("member"), f"/month/{line.pk}/?day=2022-06-14")
    assert log_in("member").post(f"/month/{line.pk}/?day=2022-06-14", day).url == "/today/"
    assert DayStatement.objects.get().side == Side.MEMBER
    assert "<form" not in text(log_in("first_secretary"), f"/month/{line.pk}/?day=2022-06-15").split("<main")[1]
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"/month/{line.pk}/").status_code == 404


def test_in_an_emergency_one_button_and_the_leader_s_second(cast: Cast, log_in: Any) -> None:
    assert "报平安" not in text(log_in("member"))
    duty = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    proposed = emergency.propose(cast.dongling, **duty, by=cast.actor("officer"))
    emergency.approve(proposed, by=cast.actor("county_leader"))
    leader = log_in("first_secretary")
    assert "代" in text(leader)

    leader.post("/today/safe/", {"sent": SENT.format(1)})
    for _ in range(2):
        leader.post("/today/safe/team/", {"sent": SENT.format(2)})

    assert {(one.posting, one.how) for one in SafeReport.objects.all()} == {
        (cast.first_secretary, How.SELF),
        (cast.member, How.LEADER),
    }
    assert "已报平安" in text(log_in("member"))
    assert log_in("member").post("/today/safe/team/", {"sent": SENT.format(3)}).status_code in (302, 404)


def test_in_large_type_the_day_and_big_rows(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    client.post("/me/type/", {"large": "1"})

    shown = text(client)

    assert shown.count('class="big') >= 3
    assert "要办的 0 件" in shown


def test_what_is_changed_after_one_s_word_is_told_and_stands_beside_it_on_paper(cast: Cast, log_in: Any) -> None:
    """R-ATT-04: whoever said 属实 at 21 days reads that it is another number now, by whom, and may object."""
    line = june(cast)
    member = log_in("member")
    member.post(f"/month/{line.pk}/true/", {"sent": SENT.format(1)})
    assert "改为" not in text(member)
    day = {"category": "unexcused_absence", "part": "afternoon", "reason": "村部没见到人", "sent": SENT.format(2)}
    log_in("secretary").post(f"/month/{line.pk}/?day=2022-06-14", day)

    shown = text(member)
    assert "6月14日下午，你点属实时是在村，现在记为无故不在村" in shown
    assert "蒋大为 7月11日改的：村部没见到人" in shown
    assert f'href="/month/{line.pk}/?day=2022-06-14"' in shown
    assert "属实之后改过" in text(member, f"/month/{line.pk}/")
    paper = text(log_in("clerk"), f"/days/teams/{cast.team.pk}/?month={JUNE}")
    assert "之后改过" in paper
    assert "属实之后改过：盘小妹 6月14日下午由在村改为无故不在村（蒋大为 7月11日）" in paper


def test_what_is_told_late_at_length_or_of_a_past_rest_day_says_where_and_the_township_asks(
    cast: Cast, log_in: Any
) -> None:
    """R-ATT-08: twelve days of June do not become trips in silence."""
    client, told = log_in("member"), {"sent": SENT.format(1), "part": "whole"}
    for since, until, why in (
        ("2022-06-15", "2022-08-15", "隔了 26 天才记"),
        ("2022-07-11", "2022-08-15", "一次 26 个工作日"),
        ("2022-07-09", "2022-07-09", "记在过去的休息日上"),
    ):
        shown = client.post("/change/?kind=official_trip", {**told, "since": since, "until": until}).content.decode()
        assert f"{why}的，写一句去哪里、办什么，乡镇会问。" in shown
    assert not DayStatement.objects.exists()

    saturday = {**told, "since": "2022-07-09", "until": "2022-07-09", "place": "县里看样板"}
    assert client.post("/change/?kind=official_trip", saturday).url == "/today/"
    asked = text(log_in("secretary"), "/days/questions/?month=2022-07")
    assert "7月9日公务离村，记在过去的休息日上（县里看样板），有这回事吗？" in asked
    for who, where in (
        ("member", "/me/"),
        ("clerk", f"/days/teams/{cast.team.pk}/"),
        ("secretary", f"/members/{cast.member.cadre_id}/"),
        ("officer", "/days/circular/?month=2022-07"),
        ("clerk", "/days/?month=2022-07"),
    ):
        assert re.search("其中 1 天记得晚或记得长，等乡镇问|1 天待问", text(log_in(who), where)), where


def test_what_a_program_reads_of_a_month_is_up_to_today_with_what_is_asked(cast: Cast, log_in: Any) -> None:
    told = {"since_half": half_of(date(2022, 7, 9)), "until_half": beyond(date(2022, 7, 9)), "place": "县里看样板"}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))
    ahead = {"since_half": half_of(date(2022, 7, 12)), "until_half": beyond(date(2022, 7, 13)), "place": "县里"}
    days.enter(cast.member, category="official_trip", **ahead, by=cast.actor("member"))

    rows = log_in("officer").get("/api/v1/days/?month=2022-07").json()["rows"]

    [row] = [row for row in rows if row["posting_id"] == cast.member.pk]
    assert sum(row["totals"].values()) == 22  # eleven days, whatever was announced for later
    assert (row["totals"]["official_trip"], row["counted_halfdays"], row["asked_halfdays"]) == (2, 16, 2)


def test_a_refusal_on_the_phone_stays_in_the_phone_and_leads_back(cast: Cast, log_in: Any) -> None:
    line, client = june(cast), log_in("member")
    url = f"/month/{line.pk}/"
    client.post(f"{url}true/", {"sent": SENT.format(1)})

    answer = client.post(f"{url}true/", {"sent": SENT.format(2)}, headers={"Referer": f"http://testserver{url}"})

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "mobile/phone.css" in shown
    assert f'href="{url}">回到刚才那一页' in shown
