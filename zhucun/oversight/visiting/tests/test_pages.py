"""Recording a visit at the desk, reading it, speaking to it, deciding what becomes of what was found (G2, J3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, XIHE_VILLAGE, Cast
from zhucun.files.tests.test_shaping import taken
from zhucun.lib.figure import Question, ask
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import FindingState
from zhucun.oversight.onsite.tests.test_story import COPIED, handed_in
from zhucun.oversight.visiting.showing import VisitSeen

LogIn = Callable[[str], Client]
TYPED = {
    "visited_on": "2022-07-11",
    "kind": "revisit",
    "reason": "6 月说走访本要再看",
    "answer_present": "not_met",
    "fix_absent": "on",
    "answer_known": "meets",
    "asked_known": "5",
    "agreed_known": "4",
    "answer_monitored": "partly",
    "note_monitored": "4 户里有 1 户 30 天没去过",
    "fix_monitored": "on",
    "kind_monitored": "style",
    "village_says": "来过两回",
    "signed": "周启航、史敏",
}


def test_a_visit_is_recorded_read_and_spoken_to(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    assert cast.team.name in officer.get("/inspection/visits/new/", {"q": "石坪"}).content.decode()
    address = f"/inspection/visits/teams/{cast.team.pk}/"
    assert "应到 2 人" in officer.get(address).content.decode()
    officer.post(address, {**TYPED, "absent": [cast.member.pk]})

    visit = SiteVisit.objects.get()
    text = log_in("first_secretary").get(f"/inspection/visits/{visit.pk}/").content.decode()
    for said in (
        "应到 2 人，实到 1 人；盘小妹不在，没有登记",
        "问 5 户，4 户说是",
        "30 天没去过",
        "3 个工作日",
        "来过两回",
    ):
        assert said in text
    log_in("member").post(f"/inspection/visits/{visit.pk}/comment/", {"text": "那天上午送老人去医院了"})
    assert "送老人去医院" in officer.get(f"/inspection/visits/{visit.pk}/paper/").content.decode()
    assert [one.item for one in visit.findings.order_by("pk")] == ["present", "monitored"]


def test_a_backing_unit_reads_how_many_were_there_and_of_its_own_people_who(cast: Cast, log_in: LogIn) -> None:
    """R-ORG-12: where others' people are is no business of whoever stands behind the team."""
    visit = handed_in(cast, absent=[cast.first_secretary.pk, cast.member.pk])

    text = log_in("liaison").get(f"/inspection/visits/{visit.pk}/").content.decode()
    assert "应到 2 人，实到 0 人；黎明远不在，没有登记。" in text


def test_a_unit_speaks_to_records_of_its_own_teams_only(cast: Cast) -> None:
    """One of a unit who goes along to inspect another's team has no say as the inspected."""
    visit, by = handed_in(cast), cast.actor("liaison")
    assert VisitSeen(visit, by).may_comment
    visit.presences.all().delete()
    SiteVisit.objects.filter(pk=visit.pk).update(team=cast.xihe_team, place_code=XIHE_VILLAGE)
    visit.refresh_from_db()

    assert not VisitSeen(visit, by).may_comment


def test_what_was_found_before_is_asked_after(cast: Cast, log_in: LogIn) -> None:
    handed_in(cast, visited_on=TODAY - timedelta(days=30), findings=[COPIED])

    text = log_in("officer").get(f"/inspection/visits/teams/{cast.team.pk}/").content.decode()
    assert "6月11日 周六 作风不实</b> 6 月走访本 9 页内容雷同" in text


def test_what_lacks_a_word_is_said_at_its_field_and_nothing_is_lost(cast: Cast, log_in: LogIn) -> None:
    text = (
        log_in("officer")
        .post(f"/inspection/visits/teams/{cast.team.pk}/", {**TYPED, "note_monitored": "", "signed": ""})
        .content.decode()
    )

    assert "“监测户到户”要整改：一句话写清是什么问题。" in text
    assert "填督查组签字。" in text
    assert 'value="4"' in text
    assert not SiteVisit.objects.exists()


def test_a_record_is_corrected_with_what_it_held(cast: Cast, log_in: LogIn) -> None:
    visit, officer = handed_in(cast, findings=[{**COPIED, "item": "published"}]), log_in("officer")
    text = officer.get(f"/inspection/visits/{visit.pk}/correct/").content.decode()
    assert COPIED["text"] in text

    officer.post(f"/inspection/visits/{visit.pk}/correct/", {"answer_project": "meets", "signed": "史敏"})

    visit.refresh_from_db()
    assert (visit.signed, visit.findings.count()) == ("史敏", 0)


def test_photos_are_those_of_whoever_inspects(cast: Cast, log_in: LogIn) -> None:
    visit, officer = handed_in(cast), log_in("officer")
    officer.post(
        f"/inspection/visits/{visit.pk}/photos/", {"photos": [SimpleUploadedFile("a.jpg", taken(), "image/jpeg")]}
    )

    text = log_in("secretary").get(f"/inspection/visits/{visit.pk}/").content.decode()
    assert "现场照片 1" in text
    assert log_in("secretary").get(f"/inspection/visits/{visit.pk}/photos/").status_code == 403


def test_a_township_enters_a_finding_and_the_office_decides_on_it(cast: Cast, log_in: LogIn) -> None:
    told = {"kind": "support", "text": "工作队住处漏雨没修", "found_on": "2022-07-10"}
    answer = log_in("secretary").post(f"/findings/teams/{cast.team.pk}/", told)
    finding = Finding.objects.get()
    assert answer.url == f"/findings/{finding.pk}/"

    officer = log_in("officer")
    assert "住处漏雨" in officer.get("/findings/").content.decode()
    officer.post(f"/findings/{finding.pk}/drop/", {"reason": "住建局已经在修"})
    finding.refresh_from_db()
    assert (finding.state, finding.closed_by) == (FindingState.DROPPED, "李静文")
    assert "住建局已经在修" in log_in("liaison").get(f"/findings/{finding.pk}/").content.decode()


def test_neighbours_get_nothing_and_the_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    visit = handed_in(cast, findings=[COPIED], absent=[cast.member.pk])
    finding = visit.findings.get()
    addresses = [f"/inspection/visits/{visit.pk}/", f"/inspection/visits/{visit.pk}/paper/", f"/findings/{finding.pk}/"]
    officer = log_in("officer")
    for address in ["/inspection/visits/", "/findings/", *addresses, f"/inspection/visits/teams/{cast.team.pk}/"]:
        with django_assert_max_num_queries(13 if "teams" in address else 12):  # the form reads everybody's day
            assert officer.get(address).status_code == 200, address

    for who in ("neighbour", "neighbour_county"):
        assert [log_in(who).get(address).status_code for address in addresses] == [404, 404, 404]
        assert cast.team.name not in log_in(who).get("/findings/").content.decode()
    sheet = officer.get("/findings/", {"export": "xlsx"})
    assert sheet.headers["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize("who", ["secretary", "county_leader", "first_secretary", "liaison", "village_secretary"])
def test_only_the_office_records_and_settles(cast: Cast, log_in: LogIn, who: str) -> None:
    finding = handed_in(cast, findings=[COPIED]).findings.get()
    for address in ("/inspection/visits/new/", f"/findings/{finding.pk}/drop/"):
        assert log_in(who).get(address).status_code == 403


def test_figures_count_visits_the_missing_and_what_was_found(cast: Cast, log_in: LogIn) -> None:
    """Each with the rows behind it; the neighbour has none of them."""
    handed_in(cast, absent=[cast.member.pk], findings=[COPIED, {**COPIED, "kind": "support"}])
    named = ("site_visits", "site_revisits", "findings", "findings_open", "findings.style", "absent_on_site")
    question = Question(cast.actor("officer"), cast.county.code, TODAY)

    assert [ask(f"oversight.{name}", question).value for name in named] == [1, 0, 2, 2, 1, 1]
    away = Question(cast.actor("neighbour"), cast.xihe.code, TODAY)
    assert [ask(f"oversight.{name}", away).value for name in named] == [0] * 6
    for name in ("site_visits", "findings", "absent_on_site"):
        assert log_in("officer").get(f"/figures/oversight.{name}/").status_code == 200


def test_a_teams_page_and_the_api_tell_it_after_it_was_handed_in(cast: Cast, log_in: LogIn) -> None:
    address = f"/teams/{cast.team.pk}/"
    assert "还没有督查记录" in log_in("officer").get(address).content.decode()
    visit = handed_in(cast, absent=[cast.member.pk], findings=[COPIED])

    assert "有人不在岗" in log_in("secretary").get(address).content.decode()
    whole = log_in("officer").get(f"/api/v1/site-visits/{visit.pk}/").json()
    assert [one["seen"] for one in whole["presences"]] == ["present", "absent"]
    assert [one["kind_label"] for one in whole["findings"]] == ["作风不实"]
    assert log_in("neighbour").get("/api/v1/findings/").json()["rows"] == []
