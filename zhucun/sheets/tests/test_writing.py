"""Ledgers written open without a warning, read back as they were, and never compute what somebody typed."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from zhucun.lib.identity import check_digit
from zhucun.sheets.header import find_tables
from zhucun.sheets.kinds import known_words
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.reading import read_bytes, read_file
from zhucun.sheets.rows import read_rows
from zhucun.sheets.tests.ledger import KINDS, SHEET
from zhucun.sheets.writing import Written, ledger_bytes, write_form, write_ledger

ROW = {
    "name": "张三",
    "sex": "male",
    "birth_month": date(1984, 10, 1),
    "unit": "东山县农业农村局",
    "post": "副局长",
    "phone": "13900000001",
    "roles": ("first_secretary", "leader"),
    "township": "东岭镇",
    "place": "石坪村",
    "since": date(2021, 5, 1),
    "is_insured": False,
    "households": 12,
    "remark": '=HYPERLINK("http://x","好")',
}


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_what_is_written_reads_back_as_it_was() -> None:
    book = read_bytes(ledger_bytes(SHEET, [ROW], Written("花名册", is_demo=True)), "花名册.xlsx")
    (table,) = find_tables(book.sheets[0], known_words(KINDS))
    rows = read_rows(table, map_columns(SHEET, table), today=date(2022, 7, 11))

    assert rows.faults == {}
    assert {key: rows[0][key] for key in ROW} == ROW


def test_nothing_that_was_typed_is_a_formula_or_a_link() -> None:
    typed = {**ROW, "name": "=1+1", "post": "+A1", "unit": "@SUM(A1)", "remark": "http://x.example"}
    data = ledger_bytes(SHEET, [typed])

    page = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")

    assert (b"<f>" in page, b"hyperlink" in page) == (False, False)
    assert opened(data).active["A2"].value == "=1+1"
    assert opened(data).active["A2"].data_type == "s"


def test_numbers_that_are_no_quantities_are_text_without_a_green_corner() -> None:
    data = ledger_bytes(SHEET, [ROW])

    cells = {cell.value: cell for cell in opened(data).active[2]}

    assert (cells["13900000001"].data_type, cells["13900000001"].number_format) == ("s", "@")
    assert cells[12].data_type == "n"
    assert b"numberStoredAsText" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_it_prints_on_a4_with_its_head_on_every_page() -> None:
    page = opened(ledger_bytes(SHEET, [ROW] * 3, Written("花名册", note="2022年7月11日"))).active

    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (9, "landscape", 0)
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$3:$3")
    assert [page["A1"].value, page["A2"].value, page["A3"].value] == ["花名册", "2022年7月11日", "姓名"]
    assert page.merged_cells.ranges == set()


def test_the_demo_says_so_in_the_first_line_and_at_the_foot() -> None:
    page = opened(ledger_bytes(SHEET, [], Written("花名册", footer="东山县驻村办", is_demo=True))).active

    assert page["A1"].value == "演示数据"
    assert page.oddFooter.left.text == "演示数据　东山县驻村办"


def test_columns_that_are_only_read_are_not_written() -> None:
    page = opened(ledger_bytes(SHEET, [ROW])).active

    assert "证件号" not in [cell.value for cell in page[1]]


def test_the_blank_form_explains_itself_and_is_read_as_the_same_kind(tmp_path: Path) -> None:
    write_form(tmp_path / "空表.xlsx", SHEET)

    book = openpyxl.load_workbook(tmp_path / "空表.xlsx")
    helps = {row[0].value: row[1].value for row in book["填写说明"].iter_rows(min_row=2) if row[0].value}
    assert [cell.value for cell in book.worksheets[0][1]] == [column.label for column in SHEET.in_form]
    assert helps["姓名"] == "必填；一人一行，只写姓名"
    assert {v.formula1 for v in book.worksheets[0].data_validations.dataValidation} == {'"男,女"', '"是,否"'}
    (table,) = find_tables(read_file(tmp_path / "空表.xlsx").sheets[0], known_words(KINDS))
    assert (table.data_rows, map_columns(SHEET, table).missing) == ([], ())


def test_rows_stream_to_a_file(tmp_path: Path) -> None:
    assert write_ledger(tmp_path / "多.xlsx", SHEET, (ROW for _ in range(3000))) == 3000
    assert read_file(tmp_path / "多.xlsx").sheets[0].height == 3001


def test_an_identity_number_keeps_all_its_digits() -> None:
    number = "99000119840301001" + check_digit("99000119840301001")
    sheet = SHEET.by_key["id_number"]

    assert sheet.kind.is_text
    assert sheet.kind.writes(number) == number
