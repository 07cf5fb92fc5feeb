"""A month at the desk, from a change to the circular: through the pages, as each side would (screen G1)."""

import re
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast, operator
from zhucun.lib.halves import beyond, half_of
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import State

pytestmark = pytest.mark.django_db
JUNE = "?month=2022-06"


def text(answer: Any) -> str:
    return answer.content.decode()


def span(first: str, last: str = "", *, since: str = "0", until: str = "1") -> dict[str, str]:
    return {"since_half_0": first, "since_half_1": since, "until_half_0": last or first, "until_half_1": until}


def cells(page: str, name: str) -> list[str]:
    """The marks of somebody's row, days without a mark left out."""
    row = next(row for row in page.split("<tr")[1:] if f">{name}</a>" in row)
    return [mark for mark in re.findall(r"<td class=\"[^\"]+\"[^>]*>([^<]*)", row) if mark]


def line_of(cast: Cast) -> MonthLine:
    return MonthLine.objects.get(posting=cast.member, month="2022-06")


def test_a_month_is_lived_through_at_the_desk(cast: Cast, log_in: Any) -> None:
    """A trip, 属实, a word otherwise, the township's decision, the lock, the county: screen and paper agree."""
    clerk, secretary, village = log_in("clerk"), log_in("secretary"), log_in("village_secretary")
    person, posting = f"/days/people/{cast.member.cadre_id}/{JUNE}", cast.member.pk
    trip = {"category": "official_trip", **span("2022-06-14", since="1"), "entered_for_reason": "村里没有信号"}

    clerk.post(f"/days/postings/{posting}/enter/{JUNE}", trip)
    monthly.open_month(cast.county, month="2022-06", by=operator())
    log_in("member").post(f"/days/lines/{line_of(cast).pk}/true/")
    otherwise = {"category": "meeting_or_training", **span("2022-06-16"), "reason": "那天在镇里开会"}
    village.post(f"/days/postings/{posting}/otherwise/{JUNE}", otherwise)

    assert line_of(cast).state == State.STATED
    assert "那天在镇里开会" in text(secretary.get("/days/questions/"))
    question = DayStatement.objects.questions().get()
    secretary.post(f"/days/questions/{question.pk}/", {"category": "meeting_or_training", "reason": "签到册上有"})
    village.post("/days/sheets/confirm/", {"line": line_of(cast).pk})
    secretary.post("/days/sheets/verify/", {"line": line_of(cast).pk})
    log_in("officer").post("/days/sheets/review/", {"line": line_of(cast).pk})

    assert line_of(cast).state == State.REVIEWED
    assert cells(text(clerk.get(f"/days/{JUNE}")), "盘小妹") == ["公", "训", "已复核"]
    assert "县里复核" in text(clerk.get(person))
    paper = text(clerk.get(f"/days/teams/{cast.team.pk}/{JUNE}"))
    assert "<td>村<br>公<td>村<td>训" in paper
    assert "<b>21</b>" in paper
    assert "2022年6月，全县" in text(log_in("officer").get("/days/circular/"))


def test_a_locked_month_is_corrected_by_two_people(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = monthly.state_true(line_of(cast), by=cast.actor("member"))
    line = monthly.verify(monthly.confirm_on_paper(line, by=cast.actor("clerk")), by=cast.actor("secretary"))
    told = {"category": "rota_rest", **span("2022-06-20"), "reason": "轮休表补上"}

    log_in("secretary").post(f"/days/lines/{line.pk}/correct/", told)
    one = Correction.objects.get()
    page = text(log_in("officer").get(f"/days/corrections/{one.pk}/"))
    log_in("officer").post(f"/days/corrections/{one.pk}/", {"opinion": "属实"})

    assert "21 天 → 20 天" in page
    line.refresh_from_db()
    assert line.counted_halfdays == 40
    assert cells(text(log_in("officer").get(f"/days/{JUNE}")), "盘小妹") == ["休", "已锁定"]


def test_a_refused_step_says_whose_line_and_changes_none(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    lines = MonthLine.objects.filter(team=cast.team)
    for line in lines:
        monthly.state_true(line, entered_for_reason="纸上签了", by=cast.actor("clerk"))
        monthly.confirm_on_paper(MonthLine.objects.get(pk=line.pk), by=cast.actor("secretary"))

    answer = log_in("secretary").post("/days/sheets/verify/", {"line": [line.pk for line in lines]})

    assert answer.status_code == 409
    assert "没有一行被改动" in text(answer)
    assert set(MonthLine.objects.filter(team=cast.team).values_list("state", flat=True)) == {State.CONFIRMED}


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbour_sees_nobody_of_here(cast: Cast, log_in: Any, who: str) -> None:
    day = date(2022, 7, 8)
    told = {"since_half": half_of(day), "until_half": beyond(day), "reason": "那天没见人"}
    days.state_otherwise(cast.member, category="unexcused_absence", **told, by=cast.actor("village_secretary"))
    client = log_in(who)

    for path in ("/days/", "/days/sheets/", "/days/questions/", "/days/year/", "/days/corrections/"):
        assert "盘小妹" not in text(client.get(path))
    assert client.get(f"/days/people/{cast.member.cadre_id}/").status_code == 404
    assert client.get(f"/days/teams/{cast.team.pk}/").status_code == 404
    assert client.get(f"/days/questions/{DayStatement.objects.get().pk}/").status_code in (403, 404)


def test_who_is_away_today_is_one_press_away(cast: Cast, log_in: Any) -> None:
    day = date(2022, 7, 11)
    told = {"since_half": half_of(day), "until_half": beyond(day)}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))

    page = log_in("secretary").get("/days/?now=o")

    assert page.context["today_card"]["figure"]["value"] == 1
    assert cells(text(page), "盘小妹") == ["公"]
    assert page.context["total"] == 1
