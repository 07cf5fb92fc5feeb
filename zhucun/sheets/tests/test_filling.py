"""Somebody else's workbook is filled: told cells get values, everything else stays."""

import io
import zipfile
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from zhucun.sheets.faults import Unreadable
from zhucun.sheets.filling import fill as filled_in
from zhucun.sheets.fills import Fill, Fills


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fill(data: bytes, told: dict[str, Any]) -> bytes:
    return filled_in(data, Fills(told))


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data)).active


def form() -> Workbook:
    """A title over the table, two header rows, a bold column, a sum below."""
    book = Workbook()
    sheet = book.active
    sheet.title = "统计表"
    sheet.append(["驻村帮扶情况统计表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["乡镇", "工作队（支）", "队员（人）"])
    sheet.append(["东岭镇", None, None])
    sheet.append(["溪河镇", None, None])
    sheet.append(["合计", "=SUM(B3:B4)", "=SUM(C3:C4)"])
    sheet["B3"].font = Font(bold=True)
    sheet["B3"].number_format = "0.0"
    sheet.column_dimensions["A"].width = 30
    return book


def test_values_are_put_into_the_cells_told_and_formulas_stay() -> None:
    data = fill(saved(form()), {"统计表": {(2, 1): Fill(3), (2, 2): Fill(Fraction(5, 2)), (3, 1): Fill("无")}})

    sheet = opened(data)
    assert [sheet[place].value for place in ("B3", "C3", "B4", "C4")] == [3, 2.5, "无", None]
    assert sheet["B5"].value == "=SUM(B3:B4)"
    assert (sheet["B3"].font.bold, sheet["B3"].number_format) == (True, "0.0")
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert sheet.column_dimensions["A"].width == 30


def test_what_is_not_known_is_yellow_with_a_hint_and_empty() -> None:
    data = fill(saved(form()), {"统计表": {(2, 1): Fill(None, "台账里没有这个数。")}})

    cell = opened(data)["B3"]
    assert (cell.value, cell.fill.fgColor.rgb, cell.font.bold) == (None, "FFFFF2CC", True)
    [hint] = opened(data).data_validations.dataValidation
    assert (str(hint.sqref), hint.prompt) == ("B3", "台账里没有这个数。")


def test_a_formula_is_never_written_over_and_its_old_result_is_gone() -> None:
    data = fill(saved(form()), {"统计表": {(4, 1): Fill(9)}})

    assert opened(data)["B5"].value == "=SUM(B3:B4)"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>SUM(B3:B4)</f></c>" in archive.read("xl/worksheets/sheet1.xml").replace(b"<v/>", b"")


def test_a_file_s_own_validations_stay() -> None:
    book = form()
    own = DataValidation(type="whole", operator="greaterThan", formula1="0")
    own.add("B3")
    book.active.add_data_validation(own)

    data = fill(saved(book), {"统计表": {(2, 1): Fill(None, "不知道"), (3, 1): Fill(None, "不知道")}})

    found = {str(one.sqref): one.type for one in opened(data).data_validations.dataValidation}
    assert found.pop("B3") == "whole"
    assert list(found) == ["B4"]


def test_other_sheets_and_parts_are_copied() -> None:
    book = form()
    book.create_sheet("说明")["A1"] = "不要动"
    data = saved(book)

    filled = fill(data, {"统计表": {(2, 1): Fill(3)}})

    assert load_workbook(io.BytesIO(filled))["说明"]["A1"].value == "不要动"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(filled)) as new:
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
        assert new.namelist() == old.namelist()
        assert {"xl/workbook.xml", "[Content_Types].xml", "docProps/core.xml"} <= set(same)


places = st.tuples(st.integers(0, 30), st.integers(0, 30))
values = st.one_of(st.integers(0, 10**9), st.text("驻村帮扶一二三", min_size=1, max_size=8))


@given(st.dictionaries(places, values, max_size=20), st.dictionaries(places, values, max_size=20))
def test_what_is_filled_is_read_back_and_nothing_else_changes(before: dict[Any, Any], told: dict[Any, Any]) -> None:
    book = Workbook()
    for (row, column), value in before.items():
        cell = book.active.cell(row + 1, column + 1, value)
        cell.fill = PatternFill("solid", fgColor="FF00FF00")

    data = fill(saved(book), {"Sheet": {place: Fill(value) for place, value in told.items()}})

    sheet = opened(data)
    for (row, column), value in {**before, **told}.items():
        assert sheet.cell(row + 1, column + 1).value == value
    assert all(sheet.cell(row + 1, column + 1).fill.fgColor.rgb == "FF00FF00" for row, column in before)


def with_macro() -> bytes:
    buffer = io.BytesIO(saved(form()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [(saved(form())[:400], "文件损坏"), (with_macro(), "带宏"), ("乡镇,工作队\n东岭镇,".encode(), "只能填 .xlsx")],
)
def test_what_cannot_be_filled_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        fill(data, {})
