"""A month sheet from paper is entered under the clerk's own name; what it cannot mean is said by cell (R-ATT-04)."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.imports import xlsx
from zhucun.acts.actor import Actor
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.lib import periods
from zhucun.oversight.attendance import year
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import Outcome, Plan
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("序号", "姓名", *(f"{day}日" for day in range(1, 32)), "备注")


def row(name: str, **marks: str) -> list[str | None]:
    return ["1", name, *(marks.get(f"d{day}") for day in range(1, 32)), None]


def sheet(*rows: list[str | None], title: str = "石坪村工作队2022年6月考勤表") -> bytes:
    return xlsx(*rows, head=HEAD, title=title)


def plan_of(data: bytes, by: Actor) -> Plan:
    return look(data, "考勤表.xlsx", Choices(), by=by)


def test_what_differs_from_the_default_is_entered_under_the_name_of_who_brings_it_in(cast: Cast) -> None:
    """√ on working days says nothing new; 公村 is the morning's trip; two days alike are one entry."""
    clerk = cast.actor("officer")
    data = sheet(row("盘小妹", d1="√", d2="村", d6="公村", d7="休", d8="休", d11="值"), row("黎明远", d1="√"))

    done = bring_in(data, "考勤表.xlsx", Choices(), by=clerk)

    assert done.file.counts == {"entries": 3}
    entered = DayStatement.objects.order_by("since_half")
    assert [(one.category, one.in_words, one.entered_by) for one in entered] == [
        ("official_trip", "6月6日上午", "李静文"),
        ("rota_rest", "6月7日至8日", "李静文"),
        ("rest_duty", "6月11日", "李静文"),
    ]
    assert {one.entered_for_reason for one in entered} == {"照纸质考勤表录入"}
    assert plan_of(data, clerk).changes_nothing


def test_days_before_the_county_began_are_carried_in_once(cast: Cast) -> None:
    """In half-days, with file, sheet and row; the year adds them (建账)."""
    officer, head = cast.actor("officer"), ("姓名", "派出单位", "月份", "驻村天数")
    data = xlsx(
        ["盘小妹", None, "2022-05", "20.5"], ["黎明远", "县档案馆", "2022年5月", 21], head=head, title="驻村天数汇总"
    )

    done = bring_in(data, "五月.xlsx", Choices(), by=officer)
    again = look(data, "五月.xlsx", Choices(), by=officer)

    assert done.file.counts == {"balances": 2}
    assert again.changes_nothing
    may = periods.month_of(date(2022, 5, 1))
    found = year.totals(MonthLine.objects.all(), OpeningBalance.objects.visible_to(officer), may)
    assert {cadre: total.carried_halfdays for cadre, total in found.items()} == {
        cast.member.cadre_id: 41,
        cast.first_secretary.cadre_id: 42,
    }


def test_what_a_cell_cannot_mean_is_said_where_it_stands(cast: Cast) -> None:
    data = sheet(row("盘小妹", d4="村", d6="啊", d7="值", d31="公"), row("没有人", d1="公"))

    plan = plan_of(data, cast.actor("officer"))

    assert not plan.may_be_carried_out
    assert [fault.problem for fault in plan.cell_faults if fault.row == 3][0] == "6月没有 31 日。"
    said = "".join(fault.problem for fault in plan.cell_faults)
    for words in ("这天是休息日，值班的写“值”", "不认识记号“啊”", "没有人：这个月没有在岗"):
        assert words in said


def test_a_sheet_of_no_month_or_of_another_county_enters_nothing(cast: Cast) -> None:
    with pytest.raises(Unreadable, match="看不出是哪个月"):
        plan_of(sheet(row("盘小妹"), title="石坪村工作队考勤表"), cast.actor("officer"))

    plan = plan_of(sheet(row("盘小妹", d6="公")), cast.actor("neighbour_county"))
    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED]
