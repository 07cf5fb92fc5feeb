"""A superior's blank form, .xlsx or .docx: what it is, its tables, and a filled copy."""

from typing import Literal

from zhucun.sheets import filling
from zhucun.sheets.contents import OLE, ZIP, kind_of, weighed
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.fills import Fills
from zhucun.sheets.grid import Workbook
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.word_filling import fill_word
from zhucun.sheets.word_tables import BODY, read_word

FormKind = Literal["xlsx", "docx"]
MACRO = "vbaProject.bin"
WITH_MACRO = "这张表带宏（.xlsm、.docm），没有打开。用 WPS 另存为不带宏的 .xlsx 或 .docx 再放进来。"
OLD_SHEET = "这是老格式的 Excel（.xls）。用 WPS 打开，另存为 .xlsx 再放进来。"
OLD_WORD = "这是老格式的 Word（.doc）。用 WPS 打开，另存为 .docx 再放进来。"
LOCKED = "文件加了密码，打不开。在 WPS 里去掉密码，保存后再放进来。"
PRINTED = "PDF 里的格子填不进去。向发表的单位要 Word 或 Excel 的空表。"
NO_FORM = "能填 .xlsx 和 .docx 的空表。这个文件两样都不是，用 WPS 另存一份再放进来。"


def form_kind(data: bytes) -> FormKind:
    """Raises Unreadable, with what to do instead."""
    if data.startswith(OLE):
        raise Unreadable(*_of_the_old(data))
    if data.startswith(b"%PDF"):
        raise Unreadable(PRINTED, reason="wrong_type")
    if data.startswith(ZIP):
        with weighed(data) as archive:
            names = archive.namelist()
        if any(name.endswith(MACRO) for name in names):
            raise Unreadable(WITH_MACRO, reason="wrong_type")
        if BODY in names:
            return "docx"
    if kind_of(data) != "xlsx":
        raise Unreadable(NO_FORM, reason="wrong_type")
    return "xlsx"


def _of_the_old(data: bytes) -> tuple[str]:
    """Names of streams stand in the container as UTF-16."""
    streams = {"EncryptedPackage": LOCKED, "WordDocument": OLD_WORD, "Workbook": OLD_SHEET, "Book": OLD_SHEET}
    return (next((said for name, said in streams.items() if name.encode("utf-16-le") in data), NO_FORM),)


def read_form(data: bytes, name: str) -> Workbook:
    """Raises Unreadable."""
    return read_word(data, name) if form_kind(data) == "docx" else read_bytes(data, name)


def fill_form(data: bytes, fills: Fills) -> bytes:
    return fill_word(data, fills) if form_kind(data) == "docx" else filling.fill(data, fills)


def left_alone(data: bytes, book: Workbook) -> list[str]:
    """What of the file was not touched although it might have been expected to be."""
    found = []
    if book.hidden_names:
        found.append(f"隐藏的工作表（{'、'.join(book.hidden_names)}）没有动。")
    if book.kind == "xlsx" and filling.reads_other_files(data):
        found.append("表里有引用别的文件的公式，公式和原来的结果都没有动。")
    return found
