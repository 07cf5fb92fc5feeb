"""What is no blank form is told so in one sentence that says what to do; what is left alone is said."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from tests.shared import shared_file
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.filling import fill
from zhucun.sheets.fills import Fill, Fills
from zhucun.sheets.form_files import form_kind, left_alone, read_form

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(book: Workbook, **more: bytes) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in more.items():
            archive.writestr(f"xl/{name}", content)
    return buffer.getvalue()


def old(stream: str) -> bytes:
    return OLE + b"\x00" * 64 + stream.encode("utf-16-le")


def book() -> Workbook:
    made = Workbook()
    made.active.append(["乡镇", "工作队（支）"])
    made.active.append(["东岭镇"])
    return made


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (old("EncryptedPackage"), "加了密码"),
        (old("Workbook"), "老格式的 Excel"),
        (old("WordDocument"), "老格式的 Word"),
        (old("别的"), "两样都不是"),
        (saved(book(), **{"vbaProject.bin": b"x"}), "带宏"),
        (b"%PDF-1.7", "PDF 里的格子填不进去"),
        ("乡镇,工作队\n东岭镇,".encode(), "两样都不是"),
        (b"", "文件是空的"),
        (saved(book())[:300], "文件损坏"),
    ],
)
def test_what_is_no_blank_form_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        form_kind(data)


def test_a_real_old_workbook_is_told_to_be_saved_anew() -> None:
    with pytest.raises(Unreadable, match="老格式的 Excel"):
        form_kind(shared_file("data/rosters/conghua_2011_key_A65.xls").read_bytes())


def test_a_hidden_sheet_and_formulas_of_other_files_are_left_alone_and_said() -> None:
    made = book()
    made.create_sheet("底稿")["A1"] = 7
    made["底稿"].sheet_state = "hidden"
    data = saved(made, **{"externalLinks/externalLink1.xml": b"<externalLink/>"})

    told = left_alone(data, read_form(data, "表.xlsx"))

    assert told == ["隐藏的工作表（底稿）没有动。", "表里有引用别的文件的公式，公式和原来的结果都没有动。"]


def test_the_result_of_a_formula_of_another_file_stays() -> None:
    made = book()
    made.active["B3"], made.active["C3"] = "=[1]Sheet1!A1", "=SUM(B2:B2)"
    data = saved(made)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"<v></v>", b"<v>5</v>").replace(b"<v />", b"<v>5</v>")
        entries = {name: archive.read(name) for name in archive.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else content)

    filled = fill(buffer.getvalue(), Fills({"Sheet": {(1, 1): Fill(3)}}))

    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<v>5</v>") == 1
