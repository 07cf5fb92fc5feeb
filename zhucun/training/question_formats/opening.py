"""Opening a file by what it is, whatever it is called. Raises Unreadable with one sentence for people."""

import zipfile
from collections.abc import Iterator

from zhucun.sheets.contents import must_weigh_little, opened_zip
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.text_files import decoded
from zhucun.sheets.xml import parsed
from zhucun.training.question_formats import gift, moodle, qti, tables, word
from zhucun.training.reading_questions.drafts import Found
from zhucun.training.reading_questions.reading import read_text

TAKEN = "能读 .docx、.txt、.xlsx、.xls、.ods、.csv，还有 GIFT、Moodle XML 和 QTI 2.1 的单选、多选。"
LARGEST = 20 * 1024 * 1024
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_file(data: bytes, name: str) -> Found:
    found = _found(data, name)
    if not found.drafts:
        raise Unreadable(f"没有读出题目。{TAKEN}", reason="empty")
    return found


def _found(data: bytes, name: str) -> Found:
    if len(data) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST >> 20} MB。请删去图片再传。", reason="too_big")
    must_weigh_little(len(data))
    if data.startswith(ZIP):
        return _of_archive(data, name)
    if data.startswith(OLE) and b"W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t" in data:
        raise Unreadable("这是老格式的 Word（.doc）。请用 WPS 或 Word 打开，另存为 .docx 再传。", reason="kind")
    if data.startswith(OLE):
        return tables.read_table(data, name)
    if data.startswith(PDF):
        raise Unreadable("PDF 里的文字次序不可靠。请用 WPS 打开，另存为 .docx 再传。", reason="kind")
    return _of_text(data, name)


def _of_archive(data: bytes, name: str) -> Found:
    with opened_zip(data) as archive:
        names = archive.namelist()
        if "word/document.xml" in names:
            return read_text(word.text_of(archive))
        if any(one.startswith("xl/") for one in names) or "content.xml" in names:
            return tables.read_table(data, name)
        return qti.read_items(_xml_files(archive))


def _xml_files(archive: zipfile.ZipFile) -> Iterator[bytes]:
    yield from (archive.read(name) for name in archive.namelist() if name.endswith(".xml"))


def _of_text(data: bytes, name: str) -> Found:
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _of_xml(data)
    text, _ = decoded(data)
    if name.lower().endswith(".csv"):
        return tables.read_table(data, name)
    return gift.read_gift(text) if gift.is_gift(text) else read_text(text)


def _of_xml(data: bytes) -> Found:
    root = parsed(data)
    if root.tag == "quiz":
        return moodle.read_quiz(root)
    return qti.read_items([data])
