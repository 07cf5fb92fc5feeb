"""What a file is by its content, whatever its ending says; archives are weighed before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Literal

from zhucun.sheets.faults import Unreadable

FileKind = Literal["xlsx", "xls", "ods", "text"]

MOST_FILE_BYTES = 100 * 1024 * 1024
MOST_UNPACKED_BYTES = 500 * 1024 * 1024
MOST_RATIO = 250  # of an entry above SMALL_ENTRY; sheets of repeated rows reach about 100
SMALL_ENTRY = 20 * 1024 * 1024
MOST_ENTRIES = 5000

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OTHERS = {
    b"%PDF": "PDF",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"BM": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "Word 文档",
    b"MZ": "程序",
    b"\x7fELF": "程序",
}
PASTED_PAGES = (b"<html", b"<!doctype html", b"<table", b"mime-version:", b"<?xml", b"<workbook")
SAVE_AS = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
TAKEN = "请导入 .xlsx、.xls、.ods 或 .csv 文件。"
OLE_STREAMS = (("WordDocument", "Word 文档"), ("PowerPoint Document", "演示文稿"), ("__substg1.0_", "邮件"))


def kind_of(data: bytes) -> FileKind:
    """Raises Unreadable where it is no table, saying what it is instead."""
    if not data.strip(b"\x00 \r\n\t"):
        raise Unreadable("文件是空的，里面没有内容。请检查是不是选错了文件。", reason="empty")
    must_weigh_little(len(data))
    if data.startswith(OLE):
        return _ole_kind(data)
    if data.startswith(ZIP):
        return _zip_kind(data)
    return _text_kind(data)


def must_weigh_little(size: int) -> None:
    if size > MOST_FILE_BYTES:
        megabytes = MOST_FILE_BYTES >> 20
        raise Unreadable(f"文件超过 {megabytes} MB，太大了。请删去图片和无关的表，或分成几个文件。", reason="too_big")


def _text_kind(data: bytes) -> FileKind:
    for mark, what in OTHERS.items():
        if data.startswith(mark) and not (mark in (b"BM", b"MZ") and b"\x00" not in data[:512]):
            raise Unreadable(f"这是{what}，不是表格。{_instead(what)}", reason="wrong_type")
    opening = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if opening.startswith(PASTED_PAGES):
        raise Unreadable(f"这是网页或 XML 存成的表，不是真正的工作簿。{SAVE_AS}", reason="wrong_type")
    return "text"


def _instead(what: str) -> str:
    if what == "压缩包":
        return "请先解压，再导入里面的表格。"
    return TAKEN


def _ole_kind(data: bytes) -> FileKind:
    """Names of streams stand in the container as UTF-16."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise encrypted()
    for stream, what in OLE_STREAMS:
        if holds(stream):
            raise Unreadable(f"这是{what}，不是表格。{_instead(what)}", reason="wrong_type")
    if not (holds("Workbook") or holds("Book")):
        raise Unreadable(f"文件损坏，或不是表格。{SAVE_AS}", reason="damaged")
    return "xls"


def encrypted() -> Unreadable:
    return Unreadable("文件加了密码，打不开。请在 WPS 或 Excel 里去掉密码，保存后再导入。", reason="encrypted")


def opened_zip(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(f"文件损坏，打不开，可能没有传完整。{SAVE_AS}", reason="damaged") from error


def weighed(data: bytes) -> zipfile.ZipFile:
    """The archive, whose parts may be unpacked. Raises Unreadable."""
    archive = opened_zip(data)
    _weigh(archive, len(data))
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise encrypted()
    return archive


def _zip_kind(data: bytes) -> FileKind:
    archive = weighed(data)
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable(f"这是 .xlsb 二进制工作簿，读不了。{SAVE_AS}", reason="wrong_type")
    if "content.xml" in names and "mimetype" in names:
        return _opendocument_kind(archive)
    what = "Word 文档" if "word/document.xml" in names else "演示文稿" if "ppt/presentation.xml" in names else "压缩包"
    raise Unreadable(f"这是{what}，不是表格。{_instead(what)}", reason="wrong_type")


def _weigh(archive: zipfile.ZipFile, file_bytes: int) -> None:
    """Sizes as the directory states them; that it does not lie is found when the entries are read."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    overlapping = sum(entry.compress_size for entry in entries) > file_bytes
    swollen = any(e.file_size > SMALL_ENTRY and e.file_size > MOST_RATIO * max(e.compress_size, 1) for e in entries)
    if unpacked > MOST_UNPACKED_BYTES or overlapping or swollen or len(entries) > MOST_ENTRIES:
        raise Unreadable(
            f"文件展开后有 {unpacked >> 20} MB，大得不正常，没有打开。"
            "多半是格式刷到了表底，请把有内容的部分复制到一张新表再导入。",
            reason="too_big",
        )


def _opendocument_kind(archive: zipfile.ZipFile) -> FileKind:
    mimetype = read_entry(archive, "mimetype").decode("ascii", "replace")
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in read_entry(archive, manifest):
        raise encrypted()
    if "spreadsheet" not in mimetype:
        raise Unreadable(f"这是 OpenDocument 文档，不是表格。{TAKEN}", reason="wrong_type")
    return "ods"


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    return b"".join(read_entry_in_pieces(archive, name))


def read_entry_in_pieces(archive: zipfile.ZipFile, name: str, size: int = 4 << 20) -> Iterator[bytes]:
    """`zipfile` reads no more than the directory states and then compares the checksum, so a lie ends here."""
    try:
        with archive.open(name) as stream:
            while piece := stream.read(size):
                yield piece
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable(f"文件损坏，里面的“{name}”读不出来。{SAVE_AS}", reason="damaged") from error
