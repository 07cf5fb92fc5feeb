"""A document as it is kept: word for word, known by its content; what carries a program or is locked is refused."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePath

from zhucun.acts.refused import Refused
from zhucun.files.rules import FileKind, must_fit

PDF, OLD_OFFICE = b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF_WITHIN = 1024  # readers find its mark anywhere in the first kilobyte
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document",
    "ppt/presentation.xml": f"{OFFICE}presentationml.presentation",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet",
}
TAKEN = "要 Word（docx）、PPT（pptx）、表格（xlsx）或者 PDF。"
PROGRAM = "vbaProject.bin"
LONGEST_TITLE = 60
NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')


def plain_document(content: bytes) -> tuple[bytes, str]:
    """The document and its type. Only its list of parts is read here; nothing of it is unpacked."""
    must_fit(len(content), FileKind.DOCUMENT)
    if PDF in content[:PDF_WITHIN]:
        return content, "application/pdf"
    if content.startswith(OLD_OFFICE):
        raise Refused("这是旧版的 doc、ppt、xls，或者加了密码。另存成 docx、pptx、xlsx（不加密码）再放。", field="file")
    parts = _parts(content)
    found = next((kind for part, kind in MAIN_PARTS.items() if part in parts), None)
    if found is None:
        raise Refused(f"这种文件不能放。{TAKEN}", field="file")
    if any(part.endswith(PROGRAM) for part in parts):
        raise Refused("文件里带了宏。另存成不带宏的 docx、pptx、xlsx 再放。", field="file")
    return content, found


def _parts(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def title_of(name: str) -> str:
    """What people called it, without folders, ending and whatever turns a line of text round."""
    plain = NOT_IN_A_NAME.sub(" ", PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).stem)
    return " ".join(plain.split())[:LONGEST_TITLE]
