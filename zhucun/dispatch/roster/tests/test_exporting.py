"""花名册 as .xlsx (R-DOC-01): what stands in it, in which order, and that reading it again changes nothing."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests import make
from tests.cast import Cast, operator
from tests.demo import Demo
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import NotPermitted
from zhucun.dispatch.imports.bringing import look
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.exporting import Order, export_roster
from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.web.importing import Choices


def sheet_of(content: bytes) -> tuple[list[str], list[dict[str, Any]]]:
    """(lines above the head, rows by head)."""
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    at = next(index for index, line in enumerate(lines) if line[0] == "姓名")
    return [line[0] for line in lines[:at]], [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def exported(by: Any, **told: Any) -> tuple[list[str], list[dict[str, Any]]]:
    buffer = io.BytesIO()
    export_roster(buffer, by=by, **told)
    return sheet_of(buffer.getvalue())


def test_a_line_a_person_with_the_columns_of_the_form(cast: Cast) -> None:
    above, rows = exported(cast.actor("officer"))

    assert above == ["驻村工作队花名册", "截至 2022-07-11，李静文导出。按乡镇、村的固定顺序"]
    assert list(rows[0]) == [column.label for column in ROSTER.in_form]
    assert rows[0] == dict.fromkeys(rows[0]) | {
        "姓名": "黎明远",
        "性别": "男",
        "出生年月": "1985-03",
        "派出单位": "县档案馆",
        "派出层级": "县派",
        "队内职务": "第一书记、队长",
        "乡镇": "东岭镇",
        "村": "石坪村",
        "派驻起": "2021-06-01",
        "派出文号": "青组发〔2021〕5号",
        "农村工作经历": "是",
    }


@pytest.mark.parametrize(("who", "names"), [("secretary", ["黎明远", "盘小妹"]), ("neighbour", ["骆远"])])
def test_each_takes_away_what_they_reach(cast: Cast, who: str, names: list[str]) -> None:
    assert [row["姓名"] for row in exported(cast.actor(who))[1]] == names


@pytest.mark.parametrize("who", ["member", "liaison", "clerk", "prefecture_reader", "audit_admin"])
def test_who_may_not_take_it_away_leaves_no_file_and_no_line(cast: Cast, who: str) -> None:
    with pytest.raises(NotPermitted):
        export_roster(io.BytesIO(), by=cast.actor(who))
    assert not AccessLog.objects.exists()


def test_phones_are_masked_unless_a_reason_is_given_by_somebody_who_may(cast: Cast) -> None:
    """R-DAT-04"""
    make.posting(cast.team, make.cadre("高个子", unit=cast.archive, phone="13907460001"))

    def phone(who: str, **told: Any) -> str:
        return next(row["电话"] for row in exported(cast.actor(who), **told)[1] if row["姓名"] == "高个子")

    assert phone("officer") == "139****0001"
    assert phone("officer", reason="打印通讯录") == "13907460001"
    with pytest.raises(NotPermitted):
        phone("secretary", reason="打印通讯录")


def test_what_was_taken_is_noted_with_how_many_rows_and_why(cast: Cast) -> None:
    exported(cast.actor("secretary"))
    exported(cast.actor("officer"), reason="打印通讯录")

    noted = AccessLog.objects.order_by("pk").values_list("what", "reason", "row_count", "actor_name")
    assert list(noted) == [
        ("导出驻村工作队花名册", "", 2, "蒋大为"),
        ("导出驻村工作队花名册，电话写全", "打印通讯录", 3, "李静文"),
    ]


def test_the_roster_of_another_day_is_that_day_s(cast: Cast) -> None:
    roster.end(cast.member, last_day=date(2022, 6, 30), kind="rotation", by=operator())

    assert len(exported(cast.actor("officer"))[1]) == 2
    assert len(exported(cast.actor("officer"), day=date(2022, 6, 30))[1]) == 3


def test_names_stand_in_either_order_of_strokes(cast: Cast) -> None:
    """R-DOC-32: 田富 before 田大利 by surname, after it by the full name."""
    for name in ("田大利", "田富"):
        make.posting(cast.team, make.cadre(name, unit=cast.archive))

    def order(how: str) -> list[str]:
        return [row["姓名"] for row in exported(cast.actor("officer"), order=how)[1] if row["姓名"][0] == "田"]

    assert order(Order.SURNAME) == ["田富", "田大利"]
    assert order(Order.FULL_NAME) == ["田大利", "田富"]


def test_the_page_gives_the_file(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    assert "导出花名册" in client.get("/members/export/").content.decode()
    answer = client.get("/members/export/?day=2022-07-11&order=surname")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert len(sheet_of(answer.content)[1]) == 3
    assert log_in("member").get("/members/export/").status_code == 403


def test_the_api_gives_the_same_file_to_whoever_may_take_it(cast: Cast, log_in: Any) -> None:
    answer = log_in("officer").get("/api/v1/roster.xlsx?order=surname")

    assert [row["姓名"] for row in sheet_of(answer.content)[1]] == ["骆远", "盘小妹", "黎明远"]
    assert "%E8%8A%B1%E5%90%8D%E5%86%8C" in answer["Content-Disposition"]
    assert log_in("member").get("/api/v1/roster.xlsx").status_code == 403


def test_the_whole_county_s_roster_read_again_changes_nothing(demo: Demo) -> None:
    buffer = io.BytesIO()
    by = demo.actor("county_officer")

    assert export_roster(buffer, by=by, reason="对一遍") == 496
    plan = look(buffer.getvalue(), "花名册.xlsx", Choices(), by=by)

    assert [entry.differences for entry in plan.entries if entry.outcome.value != "left"] == []
    assert sheet_of(buffer.getvalue())[0][0] == "演示数据"


def test_what_was_taken_away_with_masked_phones_may_be_corrected_and_read_again(cast: Cast) -> None:
    make.posting(cast.team, make.cadre("高个子", unit=cast.archive, phone="13907460001"))
    buffer = io.BytesIO()
    export_roster(buffer, by=cast.actor("officer"))

    plan = look(buffer.getvalue(), "花名册.xlsx", Choices(), by=cast.actor("officer"))

    assert (plan.changes_nothing, plan.cell_faults) == (True, [])
