"""A quarter from the first sheet to what its grades lead to, and what is refused on the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import assessing, make
from tests.assessing import PERSON, QUARTER, scored, sheet_of
from tests.cast import SHIPING, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.lib.figure import Question, ask
from zhucun.org.accounts import acts as accounts
from zhucun.oversight.assessment import deciding, opening, passing, rating
from zhucun.oversight.assessment.checking import checked
from zhucun.oversight.assessment.models import Score, ScoreSheet
from zhucun.oversight.attendance import monthly
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.schemes.rules import Grade, ObjectKind, Rater, SchemeCycle


def test_a_quarter_from_sheets_to_grades(cast: Cast) -> None:
    officer = cast.actor("officer")
    make_missing(cast.county, officer)
    made = assessing.cycle(cast)
    sheets = {one.posting_id: one for one in ScoreSheet.objects.of(made)}
    assert set(sheets) == {cast.first_secretary.pk, cast.member.pk, cast.neighbour_member.pk}

    own = scored(cast, sheets[cast.first_secretary.pk], township=88, unit=85)
    decided = deciding.decide(own, grade=Grade.SECOND, reason="督查里还有一件没改完", by=officer)

    assert decided.total == (30 * 8800 + 20 * 8500) // 50
    assert (decided.proposed, decided.grade_called) == (Grade.FIRST, "较好")
    assert decided.decided_by == officer.name
    with pytest.raises(Refused, match="还有 2 份没有核定"):
        passing.publish(made, by=officer)
    for posting in (cast.member, cast.neighbour_member):
        deciding.decide(sheets[posting.pk], grade=Grade.THIRD, reason="没有人评，按平时", by=officer)
    made = passing.publish(made, by=officer)
    made = passing.close(made, by=replace(officer, now=officer.now + timedelta(days=8)))

    notes = ServiceNote.objects.filter(source_kind="oversight.scoresheet").order_by("posting")
    assert [note.sentence for note in notes][0] == "2022 年二季度考核：较好"
    assert notes.count() == 3
    assert CadenceItem.objects.get(cycle="quarter", period="2022-Q2").state == "done"


def test_another_grade_than_proposed_needs_a_reason_and_so_does_not_waiting_for_a_side(cast: Cast) -> None:
    """R-ASS-08."""
    made = assessing.cycle(cast)
    one = sheet_of(made, cast.first_secretary)

    with pytest.raises(Refused, match="乡镇、派出单位还没有评"):
        deciding.decide(one, grade=Grade.FIRST, by=cast.actor("officer"))
    one = scored(cast, one, township=90, unit=90)
    with pytest.raises(Refused, match="拟定的是“好”"):
        deciding.decide(one, grade=Grade.SECOND, by=cast.actor("officer"))
    decided = deciding.decide(one, grade=Grade.FIRST, by=cast.actor("officer"))
    with pytest.raises(Refused, match="李静文已经在 2022-07-11 核定为“好”"):
        deciding.decide(decided, grade=Grade.FIRST, by=cast.actor("office_leader"))
    again = deciding.undecide(decided, by=cast.actor("officer"))
    assert (again.grade, again.parts, again.total) == (None, [], None)


def test_each_side_scores_within_its_reach_and_nobody_scores_themselves(cast: Cast) -> None:
    """R-SEC-14, through a second role too."""
    made = assessing.cycle(cast)
    one, away = sheet_of(made, cast.first_secretary), sheet_of(made, cast.neighbour_member)
    secretary = cast.actor("secretary")

    with pytest.raises(OutOfReach):
        rating.rate(away, rater=Rater.TOWNSHIP, hundredths=9000, by=secretary)
    with pytest.raises(OutOfReach):
        rating.rate(one, rater=Rater.UNIT, hundredths=9000, by=secretary)
    with pytest.raises(NotPermitted):
        rating.rate(one, rater=Rater.TOWNSHIP, hundredths=9000, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="从测评和问卷的合计里来"):
        rating.rate(one, rater=Rater.HOUSEHOLDS, hundredths=9000, by=secretary)
    with pytest.raises(Refused, match="没有县驻村办要评的"):
        rating.rate(one, rater=Rater.OFFICE, hundredths=9000, by=cast.actor("officer"))
    with pytest.raises(Refused, match="0 到 100"):
        rating.rate(one, rater=Rater.TOWNSHIP, hundredths=10100, by=secretary)
    accounts.appoint(
        cast.accounts["first_secretary"],
        role="township_secretary",
        since=date(2022, 7, 1),
        place_code=SHIPING[:9],
        by=make.operator(),
    )
    with pytest.raises(Refused, match="不能给自己"):
        rating.rate(one, rater=Rater.TOWNSHIP, hundredths=9000, by=cast.actor("first_secretary"))


def test_what_several_said_is_carried_over_each_within_their_own_reach(cast: Cast) -> None:
    made = assessing.cycle(cast)
    one, away = sheet_of(made, cast.first_secretary), sheet_of(made, cast.neighbour_member)
    secretary, neighbour = cast.actor("secretary"), cast.actor("neighbour")
    told = {"rater": Rater.TOWNSHIP, "hundredths": 9000}

    made_by = rating.rate.many([Told(one, told, secretary), Told(away, told, neighbour)], by=make.operator())

    assert [score.by_name for score in made_by] == [secretary.name, neighbour.name]
    with pytest.raises(SomeRefused):
        rating.rate.many([Told(away, told, secretary)], by=make.operator())


def test_a_number_said_again_replaces_the_first_and_after_the_deadline_none_is_taken(cast: Cast) -> None:
    made = assessing.cycle(cast)
    one, secretary = sheet_of(made, cast.member), cast.actor("secretary")

    rating.rate(one, rater=Rater.TOWNSHIP, hundredths=8000, by=secretary)
    rating.rate(one, rater=Rater.TOWNSHIP, hundredths=8500, by=secretary)
    assert [score.hundredths for score in Score.objects.all()] == [8500]
    passing.stop_rating(made, by=cast.actor("officer"))
    with pytest.raises(Refused, match="评分已经截止"):
        rating.rate(one, rater=Rater.TOWNSHIP, hundredths=9000, by=secretary)


def test_far_from_the_records_a_number_needs_a_line_of_why(cast: Cast) -> None:
    """R-ASS-08; the records are those collected."""
    made = assessing.cycle(cast)
    one = sheet_of(made, cast.member)
    leaf = next(leaf for leaf in made.scheme.rules().leaves if leaf.source)
    ScoreSheet.objects.filter(pk=one.pk).update(computed={str(leaf.key): {"hundredths": 9500, "sentence": ""}})

    with pytest.raises(Refused, match="记录算出来约 95 分，相差 10 分以上"):
        rating.rate(one, rater=Rater.TOWNSHIP, hundredths=8500, by=cast.actor("secretary"))
    rating.rate(one, rater=Rater.TOWNSHIP, hundredths=8501, by=cast.actor("secretary"))


def test_a_cap_is_held_by_people_too_and_a_ceiling_cannot_be_decided_over(cast: Cast) -> None:
    """R-ASS-05, R-ASS-09."""
    officer = cast.actor("officer")
    made = assessing.cycle(cast, cap_percent=34, cap_by_category=False)
    first, second, third = ScoreSheet.objects.of(made).order_by("pk")
    third = rating.put_fact(third, fact="falsified_ledger", document="青纪〔2022〕3号", by=officer)

    deciding.decide(first, grade=Grade.FIRST, reason="公认", by=officer)
    with pytest.raises(Refused, match="名额是 1 个，已经用完"):
        deciding.decide(second, grade=Grade.FIRST, reason="公认", by=officer)
    with pytest.raises(Refused, match="青纪〔2022〕3号，最高只能定“一般”"):
        deciding.decide(third, grade=Grade.SECOND, reason="公认", by=officer)


def test_many_are_decided_at_once_or_none(cast: Cast) -> None:
    officer = cast.actor("officer")
    made = assessing.cycle(cast)
    one = scored(cast, sheet_of(made, cast.first_secretary), 88, 86)
    other = sheet_of(made, cast.member)

    with pytest.raises(SomeRefused):
        deciding.decide.many([Told(one, {"grade": 1}), Told(other, {"grade": 1})], by=officer)
    assert ScoreSheet.objects.filter(state="decided").count() == 0
    deciding.decide.many([Told(one, {"grade": 1})], by=officer)
    assert ScoreSheet.objects.get(pk=one.pk).grade == Grade.FIRST


def test_a_sheet_goes_back_to_the_township_and_people_say_their_own(cast: Cast) -> None:
    made = assessing.cycle(cast)
    one = scored(cast, sheet_of(made, cast.first_secretary), 60)

    rating.state_own(one, text="上半年修了两条路。", by=cast.actor("first_secretary"))
    with pytest.raises(OutOfReach):
        rating.state_own(one, text="替他说", by=cast.actor("member"))
    again = rating.send_back(ScoreSheet.objects.get(pk=one.pk), reason="五月请了假", by=cast.actor("officer"))
    assert not again.scores.exists()
    assert again.own_statement == "上半年修了两条路。"
    with pytest.raises(Refused, match="还没有评"):
        rating.send_back(again, reason="再议", by=cast.actor("officer"))


def test_a_sheet_says_which_months_are_in_and_which_are_not_and_why(cast: Cast) -> None:
    """R-ASS-02: by locked months; the other is named, with how far it is."""
    officer = cast.actor("officer")
    for month in ("2022-05", "2022-06"):
        monthly.open_month(cast.county, month=month, by=officer)
    line = monthly.state_true(cast.member.month_lines.get(month="2022-05"), by=cast.actor("member"))
    monthly.verify(monthly.confirm_on_paper(line, by=cast.actor("clerk")), by=cast.actor("secretary"))

    made = assessing.cycle(cast)
    said = [part["sentence"] for part in sheet_of(made, cast.member).computed.values() if "月表" in part["sentence"]]
    teams = assessing.cycle(cast, ObjectKind.TEAM)
    of_team = ScoreSheet.objects.get(cycle=teams, team=cast.team).computed.values()

    assert said == ["5月驻村 20 天，要求 20 天。6月的月表等本人确认，没有计入。"]
    assert any("6月有 2 人的月表没有锁定，没有计入" in part["sentence"] for part in of_team)


def test_teams_and_units_have_sheets_of_their_own(cast: Cast) -> None:
    """R-ASS-01: persons, teams and sending units apart."""
    teams = assessing.cycle(cast, ObjectKind.TEAM, QUARTER)
    units = assessing.cycle(cast, ObjectKind.UNIT, SchemeCycle.YEAR, "2021")

    assert set(ScoreSheet.objects.of(teams).values_list("team", flat=True)) == {cast.team.pk, cast.xihe_team.pk}
    assert set(ScoreSheet.objects.of(units).values_list("unit", flat=True)) == {cast.archive.pk, cast.water.pk}
    own = ScoreSheet.objects.get(cycle=units, unit=cast.archive)
    with pytest.raises(OutOfReach):
        rating.rate(own, rater=Rater.UNIT, hundredths=9900, by=cast.actor("secretary"))
    with pytest.raises(Refused, match="不能给自己"):
        rating.rate(own, rater=Rater.UNIT, hundredths=9900, by=cast.actor("liaison"))


def test_what_cannot_be_opened(cast: Cast) -> None:
    officer = cast.actor("officer")
    with pytest.raises(Refused, match="还没有在用的考核方案"):
        opening.open_cycle(cast.county, object_kind=PERSON, cycle=QUARTER, period="2022-Q2", by=officer)
    assessing.cycle(cast)
    for period, sentence in (("2022-Q2", "已经开始了"), ("2022-Q3", "还早"), ("二季度", "没有“二季度”这一期")):
        with pytest.raises(Refused, match=sentence):
            opening.open_cycle(cast.county, object_kind=PERSON, cycle=QUARTER, period=period, by=officer)


def test_who_sees_which_sheet_and_which_numbers(cast: Cast) -> None:
    """R-ASS-16; a rater never sees what others gave."""
    made = assessing.cycle(cast)
    one = scored(cast, sheet_of(made, cast.first_secretary), 88, 86)

    def sheets(who: str) -> set[int]:
        return set(ScoreSheet.objects.visible_to(cast.actor(who)).values_list("posting", flat=True))

    def numbers(who: str) -> set[str]:
        return set(Score.objects.visible_to(cast.actor(who)).values_list("rater", flat=True))

    assert sheets("officer") == {cast.first_secretary.pk, cast.member.pk, cast.neighbour_member.pk}
    assert sheets("secretary") == {cast.first_secretary.pk, cast.member.pk}
    assert sheets("liaison") == {cast.first_secretary.pk}
    assert sheets("first_secretary") == {cast.first_secretary.pk}
    assert sheets("member") == {cast.member.pk}
    assert sheets("village_secretary") == sheets("neighbour_county") == sheets("audit_admin") == set()
    assert numbers("officer") == {"township", "unit"}
    assert numbers("secretary") == {"township"}
    assert numbers("liaison") == {"unit"}
    assert numbers("first_secretary") == numbers("neighbour") == set()
    deciding.decide(one, grade=Grade.FIRST, by=cast.actor("officer"))
    assert numbers("first_secretary") == {"township", "unit"}
    assert numbers("member") == set()


def test_what_waits_for_whom(cast: Cast) -> None:
    made = assessing.cycle(cast)

    def lines(who: str) -> list[tuple[str, int]]:
        asked = lines_for(cast.actor(who))
        return [(line.sentence, line.count) for line in asked if line.sentence.startswith("考核等着")]

    assert lines("secretary") == [("考核等着评分", 2)]
    assert lines("liaison") == [("考核等着评分", 1)]
    assert lines("officer") == lines("member") == lines("clerk") == []
    scored(cast, sheet_of(made, cast.member))
    passing.stop_rating(made, by=cast.actor("officer"))
    assert lines("secretary") == []
    assert lines("officer") == [("考核等着核定", 3)]


def test_grades_are_figures_and_an_assessment_is_recomputed(cast: Cast) -> None:
    """N33; R-ASS-08: the same to the last digit, and a number changed behind the sheet's back is found."""
    made = assessing.cycle(cast)
    officer = cast.actor("officer")
    one = scored(cast, sheet_of(made, cast.first_secretary), 66, 61)
    deciding.decide(one, grade=Grade.THIRD, by=officer)
    question = Question(officer, "990126", TODAY, date(2022, 4, 1), date(2022, 7, 1))

    assert ask("oversight.members_average", question).value == 1
    assert ask("oversight.members_good", question).value == 0
    assert ask("oversight.members_average", replace(question, scope="990126102")).value == 0
    kept = ScoreSheet.objects.get(pk=one.pk)
    assert [row.agrees for row in checked(made, [kept])] == [True]
    ScoreSheet.objects.filter(pk=one.pk).update(total=9999)
    assert [row.agrees for row in checked(made, [ScoreSheet.objects.get(pk=one.pk)])] == [False]
