"""Files of every kind are opened by their content, and what is no table says so in one sentence."""

import io
import struct
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from zhucun.sheets.faults import DoubtfulEncoding, Unreadable
from zhucun.sheets.grid import Region
from zhucun.sheets.reading import read_bytes, read_file
from zhucun.sheets.tests.workbooks import repacked, text, xlsx

ROWS = [["姓名", "单位", "电话"], ["张三", "县农业局", "13900000001"], ["李四", "县教育局", "13900000002"]]
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes, name: str = "表.xlsx", **told: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name, **told)
    assert caught.value.sentence.endswith("。")
    return caught.value


def xls(rows: list[list[object]]) -> bytes:
    book, buffer = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("名册")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    book.save(buffer)
    return buffer.getvalue()


# ── what can be read ──


def test_the_ending_of_the_name_does_not_matter() -> None:
    assert read_bytes(xlsx(ROWS), "名册.xls").sheets[0].rows == ROWS
    assert read_bytes(xls(ROWS), "名册.xlsx").sheets[0].rows == ROWS
    assert read_bytes(text(ROWS), "名册.xls").sheets[0].rows == ROWS


def test_rows_and_columns_above_and_before_the_first_cell_are_counted() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active["B3"] = "姓名"
    book.save(buffer)
    old = xls([[None, None], [None, None], [None, "姓名"]])

    for data in (buffer.getvalue(), old):
        assert read_bytes(data, "表.xlsx").sheets[0].rows == [[None, None], [None, None], [None, "姓名"]]


def test_cells_keep_their_kind_and_their_place() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active["C3"], book.active["D3"], book.active["E3"] = 13900000001, 1984.3, date(2022, 3, 1)
    book.active["F3"], book.active["G4"] = True, "=张三"
    book.active["G4"].data_type = "s"
    book.active.merge_cells("C4:D5")
    book.save(buffer)

    grid = read_bytes(buffer.getvalue(), "表.xlsx").sheets[0]

    assert grid.rows[2] == [None, None, 13900000001, 1984.3, date(2022, 3, 1), True, None]
    assert grid.rows[3][6] == "=张三"
    assert grid.merged == (Region(3, 2, 4, 3),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_files_are_read_in_the_encoding_they_have(encoding: str) -> None:
    assert read_bytes(text(ROWS, encoding), "表.csv").sheets[0].rows == ROWS


def test_traditional_characters_in_big5_are_not_read_as_gb18030() -> None:
    rows = [["姓名", "單位"], ["張三", "縣農業局"]]

    book = read_bytes(text(rows, "big5"), "表.csv")

    assert (book.kind, book.sheets[0].rows) == ("big5", rows)


def test_a_text_that_may_be_two_encodings_is_asked() -> None:
    doubtful = "\n".join(["张三", "李四"]).encode("gb18030").replace("张三".encode("gb18030"), b"\xa4\xd5\xa4\xbd")

    with pytest.raises(DoubtfulEncoding) as caught:
        read_bytes(doubtful, "表.csv")

    assert set(caught.value.samples) == {"gb18030", "big5"}
    assert read_bytes(doubtful, "表.csv", encoding="gb18030").kind == "gb18030"


def test_an_encoding_may_be_told() -> None:
    rows = [["名單"], ["張三"]]

    assert read_bytes(text(rows, "big5"), "表.csv", encoding="big5").sheets[0].rows == rows
    assert "编码不对" in refusal(text(rows, "big5"), "表.csv", encoding="utf-8").sentence
    assert "不认识编码" in refusal(text(rows), "表.csv", encoding="guobiao").sentence


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_the_separator_is_found(separator: str) -> None:
    lines = "\n".join(separator.join(row) for row in ROWS)

    assert read_bytes(lines.encode(), "表.txt").sheets[0].rows == ROWS


def test_lines_within_a_cell_do_not_move_the_rows_below() -> None:
    assert read_bytes('姓名,备注\n张三,"一\n二"\n李四,\n'.encode(), "表.csv").sheets[0].rows == [
        ["姓名", "备注"],
        ["张三", "一\n二"],
        ["李四", None],
    ]


def test_hidden_sheets_are_known_as_hidden() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "姓名"
    book.create_sheet("底稿")["A1"] = "旧"
    book["底稿"].sheet_state = "hidden"
    book.save(buffer)

    assert [(s.name, s.hidden) for s in read_bytes(buffer.getvalue(), "表.xlsx").sheets] == [
        ("Sheet", False),
        ("底稿", True),
    ]


# ── formulas ──


def test_a_formula_without_a_result_is_named() -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["B2"] = "姓名", '=A1&"三"'
    book.save(buffer)

    broken = read_bytes(buffer.getvalue(), "表.xlsx").sheets[0].broken

    assert list(broken) == [(1, 1)]
    assert "没有算出结果" in broken[1, 1]


def test_a_formula_with_a_result_is_its_result_and_one_in_error_is_named() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_formula("A1", '="姓"&"名"', None, "姓名")
    sheet.write_formula("B1", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C1", '=""', None, "")
    sheet.write("D1", "备注")
    book.close()

    grid = read_bytes(buffer.getvalue(), "表.xlsx").sheets[0]

    assert grid.rows == [["姓名", None, None, "备注"]]
    assert "#DIV/0!" in grid.broken[0, 1]


def test_errors_of_old_workbooks_are_named_too() -> None:
    data = xls([["姓名", 1.23456789]])
    at = data.index(struct.pack("<HHHH", 0x0203, 14, 0, 1))
    error = struct.pack("<HHHHHBBHH", 0x0205, 8, 0, 1, 0x11, 7, 1, 0x00FF, 2) + bytes(2)
    broken = data[:at] + error + data[at + len(error) :]

    grid = read_bytes(broken, "表.xls").sheets[0]

    assert "#DIV/0!" in grid.broken[0, 1]


# ── what cannot be read ──


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n" + bytes(200), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "图片"),
        (b"Rar!\x1a\x07" + bytes(200), "压缩包"),
        (b"\x7fELF" + bytes(200), "程序"),
        ("<html><table><tr><td>姓名</td></tr></table></html>".encode(), "网页"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"), "Word"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(data: bytes, what: str) -> None:
    error = refusal(data)

    assert (error.reason, what in error.sentence) == ("wrong_type", True)


def test_other_archives_are_called_by_their_name() -> None:
    def archive(name: str) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as opened:
            opened.writestr(name, "x")
        return buffer.getvalue()

    assert "Word" in refusal(archive("word/document.xml")).sentence
    assert "压缩包" in refusal(archive("名册.xlsx")).sentence
    assert "xlsb" in refusal(archive("xl/workbook.bin")).sentence


def test_locked_workbooks_say_that_they_are_locked() -> None:
    package = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    write_access, file_pass = struct.pack("<HH", 0x5C, 0x70), struct.pack("<HH", 0x2F, 0x70)

    assert refusal(package).reason == "encrypted"
    assert refusal(xls(ROWS).replace(write_access, file_pass, 1)).reason == "encrypted"


@pytest.mark.parametrize("keep", [30, 0.3, 0.9])
def test_a_file_cut_short_is_damaged(keep: float) -> None:
    data = xlsx(ROWS)

    assert refusal(data[: int(keep if keep > 1 else len(data) * keep)]).reason in ("damaged", "wrong_type")


def test_damage_inside_is_damage() -> None:
    data = xlsx(ROWS)
    entry = zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET)
    at = entry.header_offset + 30 + len(SHEET) + entry.compress_size // 2

    assert refusal(data[:at] + bytes(8) + data[at + 8 :]).reason == "damaged"
    assert refusal(repacked(data, **{SHEET: b"<worksheet><sheetData><row"})).reason in ("damaged", "empty")
    assert (
        refusal(repacked(data, **{"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})).reason == "damaged"
    )


def test_nothing_is_nothing() -> None:
    assert refusal(b"").reason == "empty"
    assert refusal(b"\n\n  \n").reason == "empty"
    assert refusal(xlsx([])).reason == "empty"
    assert refusal(b",,\n,,\n", "表.csv").reason == "empty"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"找不到文件“无\.xlsx”"):
        read_file(tmp_path / "无.xlsx")


# ── what would not stop growing ──


def sheet_of(cells: str) -> bytes:
    return repacked(xlsx(ROWS), **{SHEET: f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()})


def test_a_bomb_is_not_opened() -> None:
    swollen = repacked(xlsx(ROWS), **{"xl/media/image1.png": bytes(60 << 20)})

    error = refusal(swollen)

    assert (error.reason, "展开后" in error.sentence) == ("too_big", True)


def test_an_archive_that_lies_about_its_sizes_is_damaged() -> None:
    data = bytearray(repacked(xlsx(ROWS), **{"xl/sharedStrings.xml": bytes(10 << 20)}))
    at = data.rindex(b"xl/sharedStrings.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 1000)

    assert refusal(bytes(data)).reason == "damaged"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="OK1"><v>1</v></c></row>',
        '<row r="1"><c  s="0" r="XFD1"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 401 + "</row>",
    ],
)
def test_too_many_columns_are_refused_before_a_rectangle_is_made(cells: str) -> None:
    error = refusal(sheet_of(cells))

    assert (error.reason, "列" in error.sentence) == ("too_big", True)


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="900000"><c><v>1</v></c></row>',
        '<row r="1"><c r="OJ1"><v>1</v></c><c r="A199999"><v>1</v></c></row>',
    ],
)
def test_too_many_rows_are_refused_before_a_rectangle_is_made(cells: str) -> None:
    error = refusal(sheet_of(cells))

    assert (error.reason, "行" in error.sentence) == ("too_big", True)


def test_a_format_spread_to_the_end_of_the_sheet_is_no_content() -> None:
    grid = read_bytes(
        sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'), "表.xlsx"
    ).sheets[0]

    assert grid.rows == [[1]]


def test_a_text_file_of_ten_million_rows_is_refused_at_once() -> None:
    assert refusal(b"1,2\n" * 10_000_000, "表.csv").reason == "too_big"


def test_a_text_file_of_four_hundred_and_one_columns_is_refused() -> None:
    assert refusal(("姓名" + "," * 400 + "\n").encode(), "表.csv").reason == "too_big"


def test_a_quotation_mark_that_never_closes_names_its_row() -> None:
    lines = '姓名,备注\n张三,好\n李四,"好\n' + "王五,好\n" * 200

    assert "第 3 行" in refusal(lines.encode(), "表.csv").sentence


def test_a_repeated_cell_of_an_open_document_is_weighed_before_it_is_spread() -> None:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="名册"><table:table-row table:number-rows-repeated="{rows}">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>姓名</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )

    def ods(rows: int, columns: int) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content.format(rows=rows, columns=columns))
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
        return buffer.getvalue()

    assert read_bytes(ods(2, 3), "表.ods").sheets[0].rows == [["姓名"] * 3] * 2
    assert refusal(ods(1_048_576, 16_384)).reason == "too_big"


@pytest.mark.parametrize(
    "text",
    [
        "关于做好驻村工作的通知\n各乡镇：请认真落实驻村制度，按时上报姓名、电话。\n特此通知。\n",
        "This is a note. It tells nothing.\n",
    ],
)
def test_prose_is_no_table(text: str) -> None:
    with pytest.raises(Unreadable, match="不是表格，是一段文字"):
        read_bytes(text.encode(), "通知.txt")


@pytest.mark.parametrize(
    "text", ["姓名,备注\n黎明远,会计出身，能开车，二〇二一年到村。\n", "石坪村\n河湾村\n", "1,黎明远,男\n"]
)
def test_what_has_columns_or_no_sentence_is_not_taken_for_prose(text: str) -> None:
    assert read_bytes(text.encode(), "表.txt").filled
