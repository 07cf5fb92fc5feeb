"""推荐人选表 from a file: who is proposed, which cells are refused, and that reading it again plans nothing."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import make
from tests.cast import TODAY, Cast, operator
from tests.cli import Zhucun
from tests.imports import said, xlsx
from tests.rounds import opened
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.rounds import quotas
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.rules import State
from zhucun.dispatch.selection.form_sheet import form_bytes
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import Outcome, Plan
from zhucun.web.importing import Choices

HEAD = ("单位", "姓名", "推荐为", "性别", "出生年月", "身份", "入党时间", "参加工作时间", "单位确认能派驻")
FILE = "推荐人选表.xlsx"


def collecting(cast: Cast, *, count: int = 2, title: str = "2022年下半年选派") -> SelectionRound:
    round_, by = opened(cast, state=State.NOMINATING, title=title), cast.actor("officer")
    quota = quotas.set_quota(round_, unit=cast.archive, count=count, by=by)
    quotas.issue(quota, letter_number=f"青驻办函〔2022〕{round_.pk}号", letter_on=TODAY, by=by)
    return round_


def row(name: str | None, **changed: Any) -> list[Any]:
    usual = ("县档案馆", name, "队员", "男", "1985-03", "公务员", "2010-07", "2008-07", "2022-07-08")
    return list((dict(zip(HEAD, usual, strict=True)) | changed).values())


def file_of(*rows: list[Any]) -> bytes:
    return xlsx(*rows, head=HEAD, title="推荐人选表")


def plan_of(*rows: list[Any], **answers: str) -> Plan:
    return look(file_of(*rows), FILE, Choices(answers=answers), by=operator())


def test_people_on_file_and_new_ones_are_named_and_the_same_file_changes_nothing(cast: Cast) -> None:
    collecting(cast)
    data = file_of(row("候补一"), row("覃新", 推荐为="第一书记", 出生年月="1990-01"))

    brought = bring_in(data, FILE, Choices(), by=operator())

    assert brought.plan.verdict.key == "nominations"
    assert brought.file.counts == {"nominations": 2, "people": 1}
    named = Nomination.objects.order_by("pk")
    assert [(str(one), one.role_for, one.state, one.fitness_confirmed_on) for one in named] == [
        ("候补一", "member", "eligible", date(2022, 7, 8)),
        ("覃新", "first_secretary", "eligible", date(2022, 7, 8)),
    ]
    assert look(data, FILE, Choices(), by=operator()).changes_nothing


def test_a_quota_filled_by_the_countys_file_is_answered(cast: Cast) -> None:
    collecting(cast)

    bring_in(file_of(row("候补一")), FILE, Choices(), by=operator())
    half = UnitQuota.objects.get().state
    bring_in(file_of(row("候补一"), row("覃新", 单位确认能派驻=None)), FILE, Choices(), by=operator())

    quota = UnitQuota.objects.get()
    assert (half, quota.state, quota.replied_on) == ("sent", "replied", TODAY)
    assert any("该开始联审" in line.sentence for line in lines_for(cast.actor("officer")))
    assert [line for line in lines_for(cast.actor("liaison")) if "商请" in line.sentence] == []


def test_what_cannot_be_is_refused_at_its_cell(cast: Cast) -> None:
    collecting(cast, count=1)
    make.cadre("临聘一", unit=cast.archive, employment="temporary")
    other = make.cadre("水利一", unit=cast.water, birth_month=date(1985, 3, 1))
    plan = plan_of(
        row("候补一"),
        row("多一人"),
        row("石大水", 单位="县水利局"),
        row(other.person.name),
        row("黎明远"),
    )

    found = said(plan)

    assert "名额是 1 人，已经满了" in found[4]
    assert "这一轮没有给“县水利局”名额" in found[5]
    assert "正在驻村" in found[7]
    assert not plan.may_be_carried_out


def test_whom_the_conditions_stop_is_refused_with_the_rule(cast: Cast) -> None:
    """R-SEL-08."""
    collecting(cast)
    make.cadre("临聘一", unit=cast.archive, employment="temporary", birth_month=date(1985, 3, 1))

    assert said(plan_of(row("临聘一", 身份=None))) == {3: "不能推荐：身份是临聘。"}


def test_a_row_nobody_filled_in_is_passed_over(cast: Cast) -> None:
    collecting(cast)
    empty = ["县档案馆", *[None] * (len(HEAD) - 1)]

    plan = plan_of(row("候补一"), empty)

    assert [entry.outcome for entry in plan.entries] == [Outcome.ADDED, Outcome.LEFT]
    assert plan.may_be_carried_out


def test_of_two_rounds_it_is_asked_which(cast: Cast) -> None:
    first = collecting(cast)
    collecting(cast, title="秋季补派")

    assert [question.sentence for question in plan_of(row("候补一")).questions] == ["记进哪一轮？"]
    assert plan_of(row("候补一"), **{"name:round": str(first.pk)}).may_be_carried_out


def test_without_a_round_it_is_said_what_to_do_first(cast: Cast) -> None:
    with pytest.raises(Unreadable, match="先开一轮"):
        plan_of(row("候补一"))


def test_the_command_line_writes_the_form_and_takes_it_in(cast: Cast, zhucun: Zhucun, tmp_path: Path) -> None:
    county, file = ("--county", "990126"), str(tmp_path / "推荐人选表.xlsx")
    assert zhucun("export", "nominations-form", file, "--filled", *county)[0] == 2  # no round takes names

    collecting(cast)

    assert zhucun("export", "nominations-form", file, "--filled", *county)[0] == 0
    status, out, _ = zhucun("import", "nominations", file, *county)
    assert (status, "写好了：推荐 1 人。" in out) == (0, True)


def test_the_form_has_a_row_for_each_name_asked_for_and_is_taken_in_as_it_comes(cast: Cast) -> None:
    round_ = collecting(cast)

    data = form_bytes(round_, by=cast.actor("officer"), filled=True)

    cells = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert [line[:2] for line in cells if line[0] == "县档案馆"] == [("县档案馆", "候补一"), ("县档案馆", None)]
    plan = look(data, FILE, Choices(), by=cast.actor("officer"))
    assert [entry.outcome for entry in plan.entries] == [Outcome.ADDED, Outcome.LEFT]
