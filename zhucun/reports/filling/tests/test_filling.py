"""A superior's blank form filled: what is known stands in it, what is not is yellow, the rest is as it was."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cast import TODAY, Cast
from zhucun.lib.figure import Question
from zhucun.reports.filling.filling import Filled, filled
from zhucun.sheets.faults import Unreadable


def saved(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for region in merged:
        book.active.merge_cells(region)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_township() -> bytes:
    """A title, merged heads of two rows, a row for each township, a sum below."""
    return saved(
        [
            ["驻村工作队情况统计表"],
            ["序号", "乡镇", "驻村工作队（支）", "驻村队员（人）", None, None, "备注"],
            [None, None, None, "合计", "其中：40岁以下", "退役军人", None],
            [1, "东岭镇"],
            [2, "西河镇"],
            ["合计", None, "=SUM(C4:C5)"],
            ["填表人：", None, None, "审核人："],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"),
    )


def fill_in(cast: Cast, data: bytes) -> tuple[Any, list[Filled]]:
    form = filled(data, "表.xlsx", Question(cast.actor("officer"), "990126", TODAY))
    return load_workbook(io.BytesIO(form.content)).active, form.cells


def test_a_row_for_each_township_has_its_own_numbers(cast: Cast) -> None:
    sheet, cells = fill_in(cast, by_township())

    assert [sheet[place].value for place in ("C4", "D4", "C5", "D5")] == [1, 2, 1, 1]
    assert sheet["C6"].value == "=SUM(C4:C5)"
    assert sheet["D6"].value == 3
    assert {cell.wanted.guess.figure.id for cell in cells if cell.wanted.guess.figure} == {
        "dispatch.teams",
        "dispatch.members",
        "dispatch.members_under_40",
    }


def test_what_no_ledger_knows_is_yellow_and_says_why(cast: Cast) -> None:
    sheet, cells = fill_in(cast, by_township())

    unknown = [cell for cell in cells if not cell.is_known]
    assert {cell.place for cell in unknown} == {"F4", "F5", "F6"}
    assert sheet["F4"].fill.fgColor.rgb == "FFFFF2CC"
    assert {str(one.sqref) for one in sheet.data_validations.dataValidation} == {"F4 F5 F6"}
    assert sheet["G4"].value is None
    assert sheet["A7"].value == "填表人："


def test_a_row_for_each_figure_has_the_whole_county_s(cast: Cast) -> None:
    data = saved([["指标", "单位", "数量"], ["驻村工作队", "支"], ["驻村队员", "人"], ["脱贫户人均收入", "元"]])

    sheet, _ = fill_in(cast, data)

    assert [sheet[place].value for place in ("C2", "C3", "C4")] == [2, 3, None]


def test_what_stands_in_a_form_is_not_written_over(cast: Cast) -> None:
    sheet, _ = fill_in(cast, saved([["乡镇", "驻村工作队（支）"], ["东岭镇", 7], ["西河镇"]]))

    assert [sheet["B2"].value, sheet["B3"].value] == [7, 1]


def test_a_form_with_nothing_to_fill_is_said_to_be_so(cast: Cast) -> None:
    with pytest.raises(Unreadable, match="没有找到要填的格"):
        fill_in(cast, saved([["通知"], ["请各乡镇按时报来。"]]))
