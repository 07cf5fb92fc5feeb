"""Pages of changes: how many questions each asks, whom it is not for, what it says."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cast import TODAY, Cast, operator
from tests.papers import word
from zhucun.acts.models import AccessLog
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.changes.models import ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.rules import State
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting
from zhucun.org.people.models import Cadre


def text(answer: Any) -> str:
    return answer.content.decode()


def vacant(cast: Cast) -> ChangeCase:
    case = changes.open_case(cast.member, kind="adjustment", ground="post_moved", by=cast.actor("secretary"))
    case = changes.decide(case, agrees=True, not_waiting="来电同意", by=cast.actor("officer"))
    return changes.carry_out(case, document="青驻办调〔2022〕9号", last_day=TODAY, by=cast.actor("officer"))


def crumbs(answer: Any) -> str:
    return text(answer).partition('<nav class="crumbs"')[2].partition("</nav>")[0]


def test_no_word_of_recall_stands_over_a_case_without_fault(cast: Cast, log_in: Any) -> None:
    """R-TLK-07."""
    case, officer = vacant(cast), log_in("officer")

    for page in ("", "history/", "successors/"):
        found = crumbs(officer.get(f"/changes/{case.pk}/{page}"))
        assert "变动" in found
        assert "召回" not in found
    ChangeCase.objects.filter(pk=case.pk).update(kind="recall")
    assert "调整与召回" in crumbs(officer.get(f"/changes/{case.pk}/history/"))


@pytest.mark.parametrize(("who", "is_told"), [("secretary", False), ("officer", True)])
def test_only_who_proposed_reads_that_another_decides(cast: Cast, log_in: Any, who: str, is_told: bool) -> None:
    case = changes.open_case(cast.member, kind="adjustment", ground="post_moved", by=cast.actor(who))

    page = text(log_in("officer").get(f"/changes/{case.pk}/decide/"))

    assert ("你提的，由别人定" in page) is is_told


def test_a_recall_in_the_browser_from_the_records_to_the_letter(cast: Cast, log_in: Any) -> None:
    """Journey J5: nothing is typed but the reason, which is asked again."""
    noting.note(
        cast.member, on=TODAY, kind="inspection", sentence="督查时不在村", document="青驻督〔2022〕1号", by=operator()
    )
    secretary, officer, leader = log_in("secretary"), log_in("officer"), log_in("county_leader")
    start = f"/postings/{cast.member.pk}/change/"
    assert "召回" in text(secretary.get(start))
    form = secretary.get(f"{start}recall/").context["form"]
    key = form.fields["evidence"].choices[0][0]
    secretary.post(f"{start}recall/", {"ground": "absent", "evidence": key})
    case = ChangeCase.objects.get()
    path = f"/changes/{case.pk}/"

    assert officer.post(f"{path}decide/", {"agrees": "yes"}).url == f"{path}recall/"
    asked = text(officer.get(f"{path}recall/"))
    assert all(
        said in asked for said in ("召回盘小妹？", "驻石坪村工作队还有 1 人", "最合适的是候补一", "这一步不能撤回")
    )
    assert officer.get(f"{path}recall/").context["form"]["effects"].value() is None
    told = {"opinion": "属实", "not_waiting": "单位来电", "last_day": "2022-07-11", "effects": ["no_promotion"]}
    officer.post(f"{path}recall/", told)
    leader.post(f"{path}sign/", {"agrees": "yes"})
    officer.post(f"{path}carry-out/", {"document": "青驻办召〔2022〕1号", "last_day": "2022-07-11"})
    letter = text(officer.get(f"{path}letter/"))

    assert Posting.objects.get(pk=cast.member.pk).end_kind == "recall"
    assert all(
        said in letter
        for said in ("县水利局：", "因无故不在岗", "二、请在2022年7月27日以前", "到2025年7月11日", "东岭镇党委提出")
    )
    assert "请在2022年7月27日以前" in word(officer.get(f"{path}letter.docx"))
    assert [(line.what, line.row_count) for line in AccessLog.objects.all()] == [("导出给单位的函（Word）", 1)]
    assert log_in("neighbour").get(f"{path}letter.docx").status_code == 404


def test_a_recall_signed_after_its_day_says_that_the_day_moves(cast: Cast, log_in: Any) -> None:
    """R-TLK-05."""
    by = cast.actor("secretary")
    noting.note(cast.member, on=TODAY, kind="inspection", sentence="督查时不在村", by=by)
    told = {"evidence": [one.reference for one in evidence_of(cast.member, by)], "last_day": date(2022, 7, 1)}
    case = changes.open_case(cast.member, kind="recall", ground="absent", by=by, **told)
    case = changes.decide(case, agrees=True, opinion="属实", not_waiting="来电", by=cast.actor("officer"))
    changes.sign(case, agrees=True, by=cast.actor("county_leader"))
    page = log_in("officer").get(f"/changes/{case.pk}/carry-out/")

    assert "原来定的最后一天是 2022-07-01，县领导 2022-07-11 才签批" in text(page)
    assert page.context["form"]["last_day"].value() == TODAY


def test_the_units_side_is_told_of_the_seat_and_not_how_it_fell_empty(cast: Cast, log_in: Any) -> None:
    case, officer, liaison = vacant(cast), log_in("officer"), log_in("liaison")
    page = text(officer.get(f"/changes/{case.pk}/successors/"))
    assert "候补一" in page
    officer.post(f"/changes/{case.pk}/successors/", {"cadre": cast.spare.pk})
    choice = SuccessorChoice.objects.get()

    assert choice.reasons
    for path in ("/successors/", f"/successors/{choice.pk}/"):
        answer = text(liaison.get(path))
        assert "候补一" in answer
        assert "盘小妹" not in answer
    liaison.post(f"/successors/{choice.pk}/", {"answer": "yes", "on": "2022-07-10"})
    assert Cadre.objects.get(pk=cast.spare.pk).fitness_confirmed_on == date(2022, 7, 10)
    told = {"since": "2022-07-12", "basis": "青驻办派〔2022〕5号", "roles": ["member"]}
    officer.post(f"/successors/{choice.pk}/post/", told)

    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_the_unit_that_owes_the_seat_has_its_own_people_first(cast: Cast, log_in: Any) -> None:
    """R-TLK-05: whatever the others would do for the team."""
    poor = make.cadre("本单位的", unit=cast.member.sending_unit)
    case = vacant(cast)
    page = log_in("officer").get(f"/changes/{case.pk}/successors/")

    assert page.context["ranked"].candidates[0].key == cast.spare.pk
    assert [one.key for one, _ in page.context["own"]] == [poor.pk]
    assert [one.key for one, _ in page.context["shown"]] == [cast.spare.pk]
    said = text(page)
    assert said.index("派出单位的人") < said.index("提本单位的") < said.index("别的单位的人") < said.index("提候补一")


def test_who_serves_elsewhere_is_first_changed_there(cast: Cast, log_in: Any) -> None:
    case = vacant(cast)
    path, there = f"/changes/{case.pk}/successors/", cast.neighbour_member
    client = log_in("officer")

    assert f"/postings/{there.pk}/change/adjustment/" in text(client.get(path))
    changes.open_case(there, kind="adjustment", ground="balance", by=cast.actor("officer"))
    assert "已有一件变动在办" in text(client.get(path))


@pytest.mark.parametrize(
    ("who", "path", "most"),
    [
        ("officer", "/changes/?view=all", 12),
        ("secretary", "/changes/?view=all", 12),
        ("officer", "/changes/new/?q=盘", 12),
        ("officer", "one", 12),
        ("secretary", "one", 12),
        ("liaison", "/successors/", 10),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(cast: Cast, log_in: Any, who: str, path: str, most: int) -> None:
    case = vacant(cast)
    following.offer(case, cadre=cast.spare, by=cast.actor("officer"))
    for number in range(3):
        one = make.posting(cast.team, make.cadre(f"多余{number}", unit=cast.archive))
        changes.open_case(one, kind="rotation", ground="term_over", by=cast.actor("secretary"))
    client, address = log_in(who), f"/changes/{case.pk}/" if path == "one" else path
    client.get(address)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200

    assert len(asked) <= most, "\n".join(query["sql"][:200] for query in asked)


def test_the_neighbour_township_and_county_find_nothing(cast: Cast, log_in: Any) -> None:
    case = vacant(cast)
    choice = following.offer(case, cadre=cast.spare, by=cast.actor("officer"))

    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        paths = (f"/changes/{case.pk}/", f"/postings/{cast.first_secretary.pk}/change/", f"/successors/{choice.pk}/")
        assert {client.get(path).status_code for path in paths} <= {403, 404}
        assert "盘小妹" not in text(client.get("/changes/?view=all"))


def test_several_leave_and_the_page_says_who_moves_and_opens_the_cases(cast: Cast, log_in: Any) -> None:
    for name in ("补一", "补二", "补三"):
        make.cadre(name, unit=cast.archive)
    client = log_in("officer")
    path = f"/changes/repair/?work=1&who={cast.member.pk}"
    plan = client.get(path).context["plan"]

    assert plan.trouble or plan.proof
    if not plan.trouble:
        client.post(path, {"kind": "adjustment"})
        assert ChangeCase.objects.get(posting=cast.member).kind == "adjustment"


def test_a_unit_names_somebody_also_for_a_team_it_no_longer_reaches(cast: Cast, log_in: Any) -> None:
    gone = make.posting(cast.xihe_team, make.cadre("去西河的", unit=cast.archive))
    case = changes.open_case(gone, kind="rotation", ground="term_over", by=cast.actor("neighbour"))
    case = changes.decide(case, agrees=True, not_waiting="来电同意", by=cast.actor("officer"))
    case = changes.carry_out(case, document="青驻办调〔2022〕9号", last_day=TODAY, by=cast.actor("officer"))
    liaison, path = log_in("liaison"), f"/changes/{case.pk}/name/"

    page = text(liaison.get(path))
    assert "推荐候补一" in page
    assert "骆远" not in page
    liaison.post(path, {"cadre": cast.spare.pk})
    assert SuccessorChoice.objects.get().confirmed_by == "欧阳岚"
    assert Cadre.objects.get(pk=cast.spare.pk).fitness_confirmed_on == TODAY


def test_the_units_yes_has_a_day_and_without_one_it_is_said_before_the_posting(cast: Cast, log_in: Any) -> None:
    """R-SEL-08."""
    choice = following.offer(vacant(cast), cadre=cast.spare, by=cast.actor("officer"))
    liaison, officer, path = log_in("liaison"), log_in("officer"), f"/successors/{choice.pk}/"

    assert liaison.get(path).context["yes"]["on"].value() == TODAY
    assert "确认的日期还没到" in text(liaison.post(path, {"answer": "yes", "on": "2022-07-12"}))
    assert SuccessorChoice.objects.open().exists()
    liaison.post(path, {"answer": "yes", "on": "2022-07-11"})
    assert "还没有确认候补一能派驻" not in text(officer.get(f"{path}post/"))
    Cadre.objects.update(fitness_confirmed_on=None)
    assert "单位还没有确认候补一能派驻" in text(officer.get(f"{path}post/"))
