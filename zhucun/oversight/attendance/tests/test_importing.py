"""A month sheet from paper is entered under the clerk's own name; what it cannot mean is said by cell (R-ATT-04)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import TODAY, XIHE, Cast, operator
from tests.imports import xlsx
from zhucun.acts.actor import Actor
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.lib import periods
from zhucun.lib.halves import beyond, half_of
from zhucun.org.accounts import acts as accounts
from zhucun.oversight.attendance import year
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import Outcome, Plan
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
SENT = "6f2c0d8a-1111-4444-8888-000000000001"
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


def test_days_headed_by_numbers_alone_are_found(cast: Cast) -> None:
    head = ("序号", "姓名", *range(1, 31), "备注")
    data = xlsx(["1", "盘小妹", *([None] * 5), "公", *([None] * 25)], head=head, title="2022年6月考勤表")

    plan = plan_of(data, cast.actor("officer"))

    assert [entry.outcome for entry in plan.entries] == [Outcome.ADDED]
    assert [span for line in plan.deed.lines.values() for span in line.spans] == [
        ("official_trip", half_of(date(2022, 6, 6)), beyond(date(2022, 6, 6)))
    ]


def test_a_township_brings_in_its_own_teams_sheet_under_the_clerk_s_name(
    cast: Cast, log_in: Callable[[str], Client]
) -> None:
    """From 月表 on, with nothing of the county's other tables or files; the neighbour township's clerk gets nothing."""
    clerk, data = log_in("clerk"), sheet(row("盘小妹", d6="公"))
    sheets = clerk.get("/days/sheets/?month=2022-06").content.decode()
    assert 'href="/imports/?kind=month_sheet"' in sheets
    assert clerk.get("/imports/forms/month_sheet.xlsx")["Content-Type"].endswith("spreadsheetml.sheet")
    assert [str(kind["label"]) for kind in clerk.get("/imports/").context["kinds"]] == [
        "考勤表",
        "培训签到表",
        "工作经费台账",
        "村“两委”干部名册",
        "村“两委”换届名册",
        "实事台账",
        "产业项目台账",
        "党员联户表",
        "产业项目资金台账",
        "乡贤座谈会意见",
        "引回能人名册",
        "一村一品名单",
        "村集体经济收入台账",
        "一约四会台账",
        "月列会台账",
        "值守排班表",
    ]

    given = SimpleUploadedFile("考勤表.xlsx", data)
    draft = clerk.post("/imports/", {"sent": SENT, "file": given, "kind": "month_sheet"}).url
    clerk.post(f"{draft}confirm/", {"sent": SENT.replace("1", "2")})

    entered = DayStatement.objects.get()
    assert (entered.entered_by, entered.entered_for_reason) == ("周小禾", "照纸质考勤表录入")
    file = OpeningFile.objects.get()
    assert file.imported_by == entered.entered_by
    assert "盘小妹" in clerk.get(f"/imports/done/{file.pk}/").content.decode()
    assert log_in("officer").get(f"/imports/done/{file.pk}/").status_code == 200
    for other in ("neighbour", "secretary", "member"):
        assert log_in(other).get(f"/imports/done/{file.pk}/").status_code in (403, 404)
    told = {"role": "attendance_clerk", "since": TODAY, "place_code": XIHE}
    accounts.appoint(cast.accounts["neighbour"], **told, by=operator())
    plan = plan_of(sheet(row("盘小妹", d7="公")), cast.actor("neighbour"))
    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED]
