"""Grades of before the county began here come in from a list, once, and count like any."""

from datetime import date

import pytest

from tests import assessing
from tests.cast import COUNTY, TODAY, Cast
from tests.imports import xlsx
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.lib.figure import Question, ask
from zhucun.oversight.assessment.carrying_in import carry_in
from zhucun.oversight.assessment.checking import checked
from zhucun.oversight.assessment.importing import period_in
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.schemes.rules import Grade, SchemeCycle
from zhucun.web.importing import Choices

HEAD = ("姓名", "单位", "哪一期", "等次", "文号")
NAME = "考核等次.xlsx"


def test_grades_of_before_come_in_from_a_list_and_once_more_change_nothing(cast: Cast) -> None:
    assessing.scheme(cast)
    by, name = cast.actor("officer"), cast.member.cadre.person.name
    file = xlsx([name, "", "2022年第一季度", "较好", "青组〔2022〕9号"], head=HEAD, title="考核等次")

    done = bring_in(file, NAME, Choices(), by=by)

    assert done.file.counts == {"grades": 1}
    sheet = ScoreSheet.objects.get()
    assert (sheet.grade_called, sheet.cycle.state, sheet.reason) == ("较好", "closed", "建账前的等次，青组〔2022〕9号")
    assert ServiceNote.objects.get(kind="grade").sentence == "2022 年一季度考核：较好"
    question = Question(by, COUNTY, TODAY, date(2022, 1, 1), date(2022, 4, 1))
    assert ask("oversight.members_fairly_good", question).value == 1
    assert [one.agrees for one in checked(sheet.cycle, [sheet])] == [True]
    again = look(file, NAME, Choices(), by=by)
    assert not [entry for entry in again.entries if entry.outcome.name in ("ADDED", "CHANGED")]


def test_a_list_s_wrong_rows_are_said_and_nothing_is_written(cast: Cast) -> None:
    name = cast.member.cadre.person.name
    rows = (
        [name, "", "去年", "好", ""],
        [name, "", "2022年一季度", "很好", ""],
        ["没有这人", "", "2022年一季度", "好", ""],
        [name, "", "2022年三季度", "好", ""],
    )

    plan = look(xlsx(*rows, head=HEAD, title="考核等次"), NAME, Choices(), by=cast.actor("officer"))

    said = " ".join(fault.problem for fault in plan.cell_faults)
    for words in ("写成“2022年一季度”", "没有“很好”这个等次", "名册上没有这个人", "还没过完"):
        assert words in said
    assert not plan.may_be_carried_out


def test_a_period_that_is_assessed_here_takes_no_other_grades(cast: Cast) -> None:
    told = {"cycle": SchemeCycle.QUARTER, "grade": Grade.FIRST, "document": ""}
    with pytest.raises(Refused, match="先启用一份"):
        carry_in(cast.member, period="2022-Q1", **told, by=cast.actor("officer"))
    assessing.cycle(cast)
    with pytest.raises(Refused, match="是在这里考核的"):
        carry_in(cast.member, period="2022-Q2", **told, by=cast.actor("officer"))
    assert AssessmentCycle.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2021年度", ("year", "2021")),
        ("2022-Q1", ("quarter", "2022-Q1")),
        ("2021 年第4季度", ("quarter", "2021-Q4")),
        ("上季度", None),
    ],
)
def test_periods_are_read_as_people_write_them(said: str, meant: tuple[str, str] | None) -> None:
    assert period_in(said) == meant
