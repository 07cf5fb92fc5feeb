"""A month at the desk, from a change to the circular: through the pages, as each side would (screen G1)."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import COUNTY, DONGLING, NOW, Cast, operator
from tests.demo import Demo
from zhucun.acts.jobs.working import do_waiting
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.halves import beyond, half_of
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.calendar import sheet_pages
from zhucun.policy.versions import acts as versions
from zhucun.records.notes import acts as work

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
    own = text(log_in("secretary").get(f"/days/corrections/{one.pk}/"))
    assert "批准更正" not in own
    assert "等乡镇党委书记，或者县驻村办的另一个人来批" in own
    page = text(log_in("officer").get(f"/days/corrections/{one.pk}/"))
    log_in("officer").post(f"/days/corrections/{one.pk}/", {"opinion": "属实"})

    assert "21 天 → 20 天" in page
    line.refresh_from_db()
    assert line.counted_halfdays == 40
    assert cells(text(log_in("officer").get(f"/days/{JUNE}")), "盘小妹") == ["休", "已锁定"]
    change = "6月20日更正为轮休，驻村 21 天 → 20 天"
    for path in (f"/days/people/{line.cadre_id}/{JUNE}", f"/month/{line.pk}/", f"/days/teams/{cast.team.pk}/{JUNE}"):
        read = text(log_in("secretary").get(path))
        assert change in read
        assert "轮休表补上" in read
        assert one.proposed_by in read
        assert Correction.objects.get().decided_by in read
    mate = text(log_in("village_secretary").get(f"/days/people/{line.cadre_id}/{JUNE}"))
    assert change in mate
    assert "轮休表补上" not in mate


def test_a_correction_that_ends_before_it_starts_says_so(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = monthly.state_true(line_of(cast), by=cast.actor("member"))
    monthly.verify(monthly.confirm_on_paper(line, by=cast.actor("clerk")), by=cast.actor("secretary"))
    told = {"category": "rota_rest", **span("2022-06-21", "2022-06-20"), "reason": "轮休表补上"}

    assert "结束不能早于开始" in text(log_in("secretary").post(f"/days/lines/{line.pk}/correct/", told))


def test_what_lies_in_a_locked_month_has_no_button_to_take_it_back(cast: Cast, log_in: Any) -> None:
    told = {"since_half": half_of(date(2022, 6, 14)), "until_half": beyond(date(2022, 6, 14)), "place": "县里"}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))
    monthly.open_month(cast.county, month="2022-06", by=operator())
    path = f"/days/people/{cast.member.cadre_id}/{JUNE}"
    assert "/withdraw/" in text(log_in("member").get(path))

    line = monthly.state_true(line_of(cast), by=cast.actor("member"))
    monthly.verify(monthly.confirm_on_paper(line, by=cast.actor("clerk")), by=cast.actor("secretary"))

    assert "/withdraw/" not in text(log_in("member").get(path))
    county = text(log_in("officer").get(path))
    assert 'href=""' not in county
    assert "已锁定，要改的走“更正”" in county


def test_a_clerk_takes_back_a_member_s_word_with_a_line_that_the_member_reads(cast: Cast, log_in: Any) -> None:
    told = {"since_half": half_of(date(2022, 6, 14)), "until_half": beyond(date(2022, 6, 14)), "place": "县里"}
    row = days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))
    person, url = f"/days/people/{cast.member.cadre_id}/{JUNE}", f"/days/entries/{row.pk}/withdraw/"
    assert [log_in(who).get(url).status_code for who in ("neighbour", "neighbour_county")] == [403, 404]
    clerk, member = log_in("clerk"), log_in("member")
    assert f'href="{url}"' in text(clerk.get(person))
    assert f'action="{url}"' in text(member.get(person))

    assert "“为什么撤回”要填。" in text(clerk.post(url, {"reason": ""}))
    clerk.post(url, {"reason": "会改期了"})

    why = "周小禾 7月11日撤回：会改期了"
    assert why in text(clerk.get(person))
    assert why in text(member.get(person))
    assert f"6月14日公务离村</b><span>{why}" in text(member.get("/today/"))
    assert why not in text(log_in("first_secretary").get("/today/"))
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = MonthLine.objects.get(posting=cast.member, month="2022-06")
    assert why in text(member.get(f"/month/{line.pk}/"))


@pytest.mark.parametrize("who", ["member", "clerk", "officer"])
def test_a_person_s_month_costs_few_queries(
    cast: Cast, log_in: Any, who: str, django_assert_max_num_queries: Any
) -> None:
    """Also of a month of which something was said and whose line is open."""
    told = {"since_half": half_of(date(2022, 6, 14)), "until_half": beyond(date(2022, 6, 14)), "place": "县里"}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))
    monthly.open_month(cast.county, month="2022-06", by=operator())
    client, path = log_in(who), f"/days/people/{cast.member.cadre_id}/{JUNE}"
    client.get(path)

    with django_assert_max_num_queries(8):
        shown = text(client.get(path))

    assert "公务离村" in shown


def test_what_was_just_entered_for_somebody_is_undone_without_a_question(cast: Cast, log_in: Any) -> None:
    clerk, posting = log_in("clerk"), cast.member.pk
    trip = {"category": "official_trip", **span("2022-07-12"), "entered_for_reason": "村里没有信号"}

    shown = text(clerk.post(f"/days/postings/{posting}/enter/", trip, follow=True))
    token = re.search(r'name="token" value="([^"]+)"', shown)
    assert token is not None
    clerk.post("/undo/", {"token": token[1], "back": "/days/"})

    assert DayStatement.objects.get().taken_back == "周小禾 7月11日撤回：刚代记就撤回"
    assert not DayStatement.objects.told_to_the_member(NOW.date()).exists()


def test_the_paper_counts_to_today_as_every_screen_does(cast: Cast, log_in: Any) -> None:
    """R-DOC-02: of a month that runs it says to which day, of one to come that it has not begun."""
    told = {"since_half": half_of(date(2022, 7, 20)), "until_half": beyond(date(2022, 7, 20))}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))
    client = log_in("secretary")
    screen = text(client.get(f"/days/people/{cast.member.cadre_id}/"))
    paper = text(client.get(f"/days/teams/{cast.team.pk}/"))
    ahead = text(client.get(f"/days/print/?month=2022-08&township={DONGLING}"))

    assert '<div class="value">7<span' in screen
    assert re.findall("<td><b>(.*?)</b>", paper) == ["7", "7"]
    assert "<span>截至 7月11日，以后的日子只写已报的，不计</span>" in paper
    assert set(re.findall("<td><b>(.*?)</b>", ahead)) == {""}
    assert "这个月还没开始（7月11日打印）" in ahead


def test_a_sheet_of_part_of_a_team_says_so(cast: Cast, log_in: Any) -> None:
    path = f"/days/teams/{cast.team.pk}/{JUNE}"
    assert "只列你看得到的人" in text(log_in("liaison").get(path))
    assert "只列你看得到的人" not in text(log_in("secretary").get(path))


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


def test_many_lines_are_a_job_that_does_what_is_left(cast: Cast, log_in: Any, monkeypatch: Any) -> None:
    """What others did meanwhile is not done again."""
    monkeypatch.setattr(sheet_pages, "MOST_AT_ONCE", 1)
    monthly.open_month(cast.county, month="2022-06", by=operator())
    lines = [monthly.state_true(line, entered_for_reason="纸上签了", by=cast.actor("clerk")) for line in _of_team(cast)]
    lines = [monthly.confirm_on_paper(line, by=cast.actor("clerk")) for line in lines]

    answer = log_in("secretary").post("/days/sheets/verify/", {"line": [line.pk for line in lines]})
    monthly.verify(lines[0], by=cast.actor("secretary"))
    do_waiting("quick")

    assert answer.url.startswith("/jobs/")
    assert {line.state for line in _of_team(cast)} == {State.VERIFIED}


def test_a_double_press_on_many_lines_is_done_once_and_says_so_twice(cast: Cast, log_in: Any, monkeypatch: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    for line in _of_team(cast):
        monthly.state_true(line, entered_for_reason="纸上签了", by=cast.actor("clerk"))
    told = {"line": [line.pk for line in _of_team(cast)], "sent": str(uuid.uuid4())}
    secretary = log_in("secretary")

    answers = [secretary.post("/days/sheets/confirm_on_paper/", told, follow=True) for _ in range(2)]
    monkeypatch.setattr(sheet_pages, "MOST_AT_ONCE", 1)
    jobs = [log_in("officer").post("/days/sheets/review/", told | {"sent": str(uuid.UUID(int=7))}) for _ in range(2)]

    assert all("村里纸质已签办了 2 人" in text(answer) for answer in answers)
    assert jobs[0].url == jobs[1].url


def _of_team(cast: Cast) -> list[MonthLine]:
    return list(MonthLine.objects.filter(team=cast.team).order_by("pk"))


def test_a_month_nobody_checked_says_so(cast: Cast, log_in: Any) -> None:
    assert "没有人核对过" in text(log_in("secretary").get("/days/?month=2021-09"))


def test_a_unit_sees_the_days_of_whom_it_sent_and_not_of_whom_it_stands_behind(cast: Cast, log_in: Any) -> None:
    """The archive backs 石坪村 and sent its first secretary; the member was sent by the water bureau (R-ORG-12)."""
    page = text(log_in("liaison").get("/days/"))

    assert ("黎明远" in page, "盘小妹" in page) == (True, False)


def _carried_in(cast: Cast, month: date, *, halfdays: int) -> None:
    file = OpeningFile.objects.create(
        county_code=COUNTY, kind="attendance_month", file_name="旧表.xlsx", imported_at=NOW, imported_by="导入"
    )
    told = {"kind": "attendance_month", "month": month, "amount": halfdays, "file": file, "row_number": 2}
    OpeningBalance.objects.create(county_code=COUNTY, cadre=cast.member.cadre, **told)


def test_the_year_is_what_was_locked_and_carried_in_and_leaves_as_a_sheet(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = monthly.state_true(line_of(cast), by=cast.actor("member"))
    monthly.verify(monthly.confirm_on_paper(line, by=cast.actor("clerk")), by=cast.actor("secretary"))
    _carried_in(cast, date(2022, 1, 1), halfdays=37)

    page = text(log_in("secretary").get("/days/year/"))
    sheet = log_in("secretary").get("/days/year/?export=xlsx")

    row = next(row for row in page.split("<tr") if ">盘小妹</a>" in row)
    assert re.findall(r"<td class=\"?sum(?: low)?\"?>(?:<b>)?([\d.]+)", row) == ["18.5", "21", "39.5", "200"]
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet")


def rules_of(cast: Cast, **values: Any) -> None:
    told = {
        "title": "2022年办法",
        "since": date(2022, 1, 1),
        "values": {f"attendance.{k}": v for k, v in values.items()},
    }
    versions.approve(versions.propose(cast.county, by=cast.actor("officer"), **told), by=cast.actor("county_leader"))


def test_who_fell_short_of_a_month_or_quarter_is_said_where_the_county_asks(cast: Cast, log_in: Any) -> None:
    """A quarter is held against its minimum once it is over and wholly known; a minimum of 0 is none (R-ATT-02)."""
    rules_of(cast, min_days_per_quarter=56, min_days_per_year=0)
    for month in (1, 2, 3, 4):
        _carried_in(cast, date(2022, month, 1), halfdays=24 if month == 2 else 42)
    secretary = log_in("secretary")

    page = text(secretary.get("/days/year/?below=quarter"))

    row = next(row for row in page.split("<tr") if ">盘小妹</a>" in row)
    assert "2月差 4 天、一季度差 2 天" in row
    assert ("二季度差" in row, "全年差" in row, "应驻" in page) == (False, False, False)
    assert "办法要求每月 20 天、每季 56 天，" in page
    assert "没有这样的人" in text(secretary.get("/days/year/?below=quarter&township=999999999"))
    assert "盘小妹" in text(secretary.get("/days/year/?below=month"))


def test_a_rest_day_without_anybody_on_duty_is_a_warning_where_there_is_a_rota(cast: Cast, log_in: Any) -> None:
    secretary = log_in("secretary")
    assert "值班不足" not in text(secretary.get("/days/"))
    rules_of(cast, rest_days="rota")
    saturday = date(2022, 7, 2)
    told = {
        "category": "rest_duty",
        "since_half": half_of(saturday),
        "until_half": beyond(saturday),
        "reason": "防汛值班",
    }
    days.enter(cast.member, **told, by=cast.actor("member"))

    page, sheet = text(secretary.get("/days/")), text(secretary.get(f"/days/teams/{cast.team.pk}/"))

    assert "休息日值班不足 1 人" in page
    assert f"{cast.team.name}</a>：7月3日、7月9日至10日" in page
    assert "休息日值班不足 1 人的：7月3日、7月9日至10日。" in sheet
    assert "值班不足" in text(log_in("officer").get("/days/"))
    assert "值班不足" not in text(log_in("liaison").get("/days/"))


def test_a_unit_reads_where_whom_it_sent_is_and_what_it_wrote(cast: Cast, log_in: Any) -> None:
    """On its page and its own first page; not of the member whom another unit sent (R-ORG-12)."""
    told = {
        "since_half": half_of(date(2022, 7, 11)),
        "until_half": beyond(date(2022, 7, 11)),
        "category": "official_trip",
    }
    for who in ("first_secretary", "member"):
        days.enter(getattr(cast, who), **told, by=cast.actor(who))
    kept = {"text": "听取派驻工作情况汇报", "happened_on": date(2022, 7, 5), "cadres": [cast.first_secretary.cadre]}
    work.write_for_unit(cast.archive, kind="unit_hearing", **kept, by=cast.actor("liaison"))

    for page in (log_in("officer").get(f"/units/{cast.archive.pk}/"), log_in("liaison").get("/")):
        assert "黎明远</a> 公务离村" in text(page)
        assert "盘小妹</a> 公务离村" not in text(page)
        assert "听取派驻工作情况汇报" in text(page)


def test_the_county_reads_of_a_township_what_the_township_reads_on_its_first_page(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    card = re.compile(r"今天在村.*?6月月表.*?</ol>", re.DOTALL)

    seen = [
        card.search(text(page))
        for page in (log_in("secretary").get("/"), log_in("officer").get(f"/townships/{DONGLING}/"))
    ]

    assert seen[0] is not None
    assert seen[0][0] == seen[1][0]


def test_on_a_phone_the_month_is_a_list_with_the_changes_in_words(cast: Cast, log_in: Any) -> None:
    told = {"since_half": half_of(date(2022, 7, 4)), "until_half": beyond(date(2022, 7, 5))}
    days.enter(cast.member, category="official_trip", **told, by=cast.actor("member"))

    page = text(log_in("secretary").get("/days/?month=2022-07"))
    listed = page[page.index('class="day-list"') :]

    assert "</i>7月4日至5日 公务离村</span></a>" in listed
    assert listed.index("盘小妹") < listed.index("人没有变动") < listed.index(">黎明远</a>")


# ── a whole county ──


def test_a_county_s_calendar_costs_few_queries_and_agrees_with_the_figures(demo: Demo) -> None:
    client, actor = demo.client("county_officer"), demo.actor("county_officer")
    client.get("/days/")
    cadre = Posting.objects.visible_to(actor).as_of(actor.today).earliest("pk").cadre_id
    paths = {
        "/days/": 9,  # session, account, actor; then townships, policy, holidays, people with lines, marks, what waits
        "/days/?month=2022-06": 9,
        "/days/sheets/": 9,
        "/days/year/": 10,
        f"/days/people/{cadre}/": 10,
        f"/days/people/{cadre}/?month=2022-06": 12,  # and its line, what was corrected, what is locked
    }
    asked = {}
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked[path] = len(queries)
    assert {path: count for path, count in asked.items() if count > paths[path]} == {}

    folded, whole = client.get("/days/").context, client.get("/days/?open=all")
    card = folded["today_card"]
    county = [number.value for number in folded["sum"][:3]]
    assert county == [str(sum(int(fold.numbers[at].value) for fold in folded["folds"])) for at in range(3)]
    assert county[2] == str(card["figure"]["value"])
    assert "folds" not in whole.context
    assert "folds" not in client.get("/days/?what=l").context
    figures = ask_many(
        ("oversight.members_in_village", "dispatch.members_on_post"), Question(actor, demo.code, actor.today)
    )
    assert card["figure"]["value"] == figures["oversight.members_in_village"].value
    assert card["figure"]["of"] == figures["dispatch.members_on_post"].value


def test_what_is_worth_asking_about_is_asked_of_whoever_settles(cast: Cast, log_in: Any) -> None:
    """Two of a team away on the same three days: a question, never an accusation (R-ATT-08)."""
    since, until = half_of(date(2022, 6, 14)), beyond(date(2022, 6, 16))
    for posting, who in ((cast.member, "member"), (cast.first_secretary, "first_secretary")):
        told = {"category": "official_trip", "since_half": since, "until_half": until, "place": "县里"}
        days.enter(posting, **told, by=cast.actor(who))

    page = text(log_in("secretary").get("/days/questions/"))

    assert "2022年6月值得问一问的 4 处" in page
    assert "盘小妹" in page
    assert "值得问一问的 4 处" not in text(log_in("neighbour").get("/days/questions/"))
    assert "值得问一问的 4 处" not in text(log_in("member").get("/days/questions/"))
