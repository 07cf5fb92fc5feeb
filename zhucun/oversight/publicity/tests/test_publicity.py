"""公示 without scores, objections by those judged, answered by another than who decided (R-ASS-15, R-ASS-16)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import assessing
from tests.cast import Cast
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.oversight.assessment import deciding, passing
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.publicity import acts as publicity
from zhucun.oversight.publicity import papers
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.schemes.rules import Grade

LogIn = Callable[[str], Client]


def published(cast: Cast) -> AssessmentCycle:
    """The first secretary got the best, the member the third; it is Monday, 11 July."""
    officer, made = cast.actor("officer"), assessing.cycle(cast)
    grades = {cast.first_secretary.pk: Grade.FIRST, cast.member.pk: Grade.THIRD}
    for sheet in ScoreSheet.objects.of(made):
        grade = grades.get(sheet.posting_id, Grade.SECOND)
        deciding.decide(sheet, grade=grade, reason="没有人评，按平时", by=officer)
    return passing.publish(made, by=officer)


def later(actor: Actor, days: int) -> Actor:
    return replace(actor, now=actor.now + timedelta(days=days), memo={})


def own_sheet(cast: Cast) -> ScoreSheet:
    return ScoreSheet.objects.get(posting=cast.member)


def test_the_best_are_named_without_scores_for_five_working_days(cast: Cast, log_in: LogIn) -> None:
    published(cast)
    notice = PublicNotice.objects.get()
    assert notice.title == "2022 年二季度队员考核“好”等次公示"
    assert (notice.published_on, notice.last_day) == (date(2022, 7, 11), date(2022, 7, 18))
    assert [(one["name"], one["unit"], one["village"]) for one in notice.names] == [("黎明远", "县档案馆", "石坪村")]

    for who in ("officer", "secretary", "liaison", "member", "neighbour"):
        page = log_in(who).get(f"/publicity/{notice.pk}/")
        assert page.status_code == 200, who
        assert "黎明远" in page.content.decode()
        assert "盘小妹" not in page.content.decode().split("公示期内")[0].split("<article")[1]


def test_the_neighbour_county_sees_none_of_it_and_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    published(cast)
    row = publicity.raise_objection(own_sheet(cast), text="病假算成缺岗", by=cast.actor("member"))
    notice = PublicNotice.objects.get()
    officer = log_in("officer")
    for address in ("/publicity/", f"/publicity/{notice.pk}/", "/objections/", f"/objections/{row.pk}/"):
        with django_assert_max_num_queries(12):
            assert officer.get(address).status_code == 200

    named = officer.get(f"/api/v1/public-notices/{notice.pk}/").json()["names"]
    assert named == [{"name": "黎明远", "unit": "县档案馆", "village": "石坪村"}]
    assert officer.get("/api/v1/objections/?state=open").json()["count"] == 1
    assert log_in("neighbour_county").get("/api/v1/objections/").json()["count"] == 0
    assert log_in("neighbour_county").get(f"/publicity/{notice.pk}/").status_code == 404
    assert log_in("neighbour_county").get(f"/objections/{row.pk}/").status_code == 404
    for who in ("secretary", "neighbour"):  # what is said against a township's number is not for the township
        assert log_in(who).get(f"/objections/{row.pk}/").status_code == 403
    assert log_in("first_secretary").get(f"/objections/{row.pk}/").status_code == 404
    with pytest.raises(OutOfReach):
        publicity.answer(row, text="不", by=cast.actor("neighbour_county"))


def test_a_member_objects_and_another_than_who_decided_answers(cast: Cast, log_in: LogIn) -> None:
    published(cast)
    sheet, member = own_sheet(cast), log_in("member")
    page = member.post(f"/publicity/sheets/{sheet.pk}/object/", {"text": "6月的病假有假条，算成了缺岗"})
    row = Objection.objects.get()
    assert page.url == f"/objections/{row.pk}/"
    assert row.due_on == date(2022, 7, 18)
    assert not any("异议" in line.sentence for line in lines_for(cast.actor("officer")))
    assert any("异议" in line.sentence for line in lines_for(cast.actor("organisation")))
    with pytest.raises(Refused, match="请别人来答复"):
        publicity.answer(row, text="查了", by=cast.actor("officer"))
    with pytest.raises(NotPermitted):
        publicity.answer(row, text="我看行", by=cast.actor("secretary"))

    told = {"text": "假条属实，考勤已更正", "grade": Grade.SECOND.value}
    log_in("organisation").post(f"/objections/{row.pk}/answer/", told)

    row.refresh_from_db()
    sheet.refresh_from_db()
    assert (row.state, row.grade_before, row.grade_after, row.answered_by) == ("answered", 3, 2, "卢敏")
    assert (sheet.grade, sheet.decided_by) == (Grade.SECOND, "卢敏")
    assert "假条属实" in member.get(f"/objections/{row.pk}/").content.decode()


def test_an_answer_may_leave_the_grade_and_an_objection_may_be_taken_back(cast: Cast) -> None:
    published(cast)
    sheet, member = own_sheet(cast), cast.actor("member")
    first = publicity.raise_objection(sheet, text="分低了", by=member)
    with pytest.raises(Refused, match="还没答复"):
        publicity.raise_objection(sheet, text="真的低了", by=member)
    assert publicity.withdraw(first, by=member).state == "withdrawn"

    again = publicity.raise_objection(sheet, text="分低了", by=member)
    answered = publicity.answer(again, text="查了考勤，没有错", by=cast.actor("organisation"))

    assert (answered.grade_after, own_sheet(cast).grade) == (3, Grade.THIRD)


@pytest.mark.parametrize(
    ("who", "told", "sentence"),
    [
        ("member", {"text": " "}, "写明哪一项不对"),
        ("officer", {"text": "他来过电话"}, "怎么收到的"),
    ],
)
def test_what_is_no_objection_is_refused(cast: Cast, who: str, told: dict[str, str], sentence: str) -> None:
    published(cast)

    with pytest.raises(Refused, match=sentence):
        publicity.raise_objection(own_sheet(cast), **told, by=cast.actor(who))


def test_before_the_days_are_over_and_all_is_answered_no_result_is_used(cast: Cast) -> None:
    made, officer = published(cast), cast.actor("officer")
    row = publicity.raise_objection(own_sheet(cast), text="分低了", by=cast.actor("member"))
    with pytest.raises(Refused, match="公示到 2022-07-18 为止"):
        passing.close(made, by=officer)
    with pytest.raises(Refused, match="还有 1 件异议没答复"):
        passing.close(made, by=later(officer, 8))
    with pytest.raises(Refused, match="公示期里才能提"):
        publicity.raise_objection(own_sheet(cast), text="晚了", by=later(cast.actor("member"), 8))
    publicity.answer(row, text="没有错", by=later(cast.actor("organisation"), 8))

    assert passing.close(made, by=later(officer, 8)).state == "closed"


def test_the_letter_to_a_unit_names_its_people_and_their_grades(cast: Cast) -> None:
    """R-ASS-11."""
    made = published(cast)
    sheets = list(ScoreSheet.objects.of(made).select_related(*ScoreSheet.NAMED_WITH).order_by("unit", "pk"))

    letters = {of.unit.name: papers.letter_of(made, of, cast.actor("officer")) for of in papers.by_unit(made, sheets)}

    said = letters["县档案馆"].paragraphs[1].text
    assert "黎明远，好" in said
    assert "骆远" not in said
    assert letters["县档案馆"].title == "关于反馈2022年二季度驻村干部考核结果的函"
    assert not papers.goes_to_units(made)  # a quarter's result stays in the county
