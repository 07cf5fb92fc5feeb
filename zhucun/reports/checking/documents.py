"""The words of a draft, a .docx with its tables and notes or plain text; a .docx comes back corrected.

What was struck out under change tracking is no text; what was written in is. Everything but the changed runs stays as
it is in the file, and each change is a tracked one: whoever gets the copy accepts or rejects it.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from zhucun.sheets.contents import must_weigh_little, opened_zip
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.text_files import decoded
from zhucun.sheets.xml import parsed, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY, NOTES = "word/document.xml", ("word/footnotes.xml", "word/endnotes.xml")
GONE = (f"{W}del", f"{W}moveFrom")
LARGEST = 20 * 1024 * 1024
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
OLD = "这是老格式的 Word（.doc），或者加了密码。用 WPS 打开，另存为不加密码的 .docx 再传。"
PRINTED = "PDF 里的文字次序不可靠。用 WPS 打开，另存为 .docx 再传；或者把文字贴进来。"
NO_DRAFT = "能读 .docx 和 .txt，也可以把文字直接贴进来。"
LONGEST = 400_000  # characters, some four hundred pages
WRITER = "数字校对"


@dataclass(frozen=True)
class Piece:
    """A w:t of a run and where its words begin in the text."""

    element: etree._Element
    start: int

    @property
    def words(self) -> str:
        return self.element.text or ""

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True)
class Correction:
    """Other words for those from `start` to before `end`."""

    start: int
    end: int
    words: str


def text_of(data: bytes) -> str:
    """Raises Unreadable with one sentence for people."""
    if len(data) > LARGEST:
        raise Unreadable(f"文件超过 {LARGEST >> 20} MB。删去图片再传。", reason="too_big")
    if data.startswith(OLE):
        raise Unreadable(OLD, reason="kind")
    if data.startswith(PDF):
        raise Unreadable(PRINTED, reason="kind")
    return must_be_short(_Draft(data).text if data.startswith(ZIP) else _plain(data))


def _plain(data: bytes) -> str:
    try:
        return decoded(data)[0]
    except Unreadable as fault:
        raise Unreadable(NO_DRAFT, reason=fault.reason) from fault


def must_be_short(text: str) -> str:
    if len(text) > LONGEST:
        raise Unreadable(f"文字超过 {LONGEST // 10_000} 万字，分几次校对。", reason="too_big")
    return text


def corrected(data: bytes, corrections: Sequence[Correction], at: datetime) -> bytes:
    """A copy of the .docx with the corrections as tracked changes. Raises Unreadable."""
    draft = _Draft(data)
    for number, correction in enumerate(sorted(corrections, key=lambda one: one.start)):
        draft.change(correction, number, at)
    return draft.bytes()


class _Draft:
    """A .docx in memory: its parts with words, and each piece of its text."""

    def __init__(self, data: bytes) -> None:
        must_weigh_little(len(data))
        with opened_zip(data) as archive:
            names = archive.namelist()
            if BODY not in names:
                raise Unreadable(NO_DRAFT, reason="kind")
            if any(name.endswith("vbaProject.bin") for name in names):
                raise Unreadable("文件里带了宏。另存成不带宏的 .docx 再传。", reason="kind")
            self._entries = [(info, archive.read(info)) for info in archive.infolist()]
        self._parts = {info.filename: parsed(data) for info, data in self._entries if info.filename in (BODY, *NOTES)}
        self._pieces: list[Piece] = []
        self.text = "".join(self._read())

    def _read(self) -> Iterator[str]:
        at = 0
        for name in (BODY, *NOTES):
            for paragraph in self._parts[name].iter(f"{W}p") if name in self._parts else ():
                for element, words in _words(paragraph):
                    if element.tag == f"{W}t":
                        self._pieces.append(Piece(element, at))
                    at += len(words)
                    yield words
                at += 1
                yield "\n"

    def change(self, correction: Correction, number: int, at: datetime) -> None:
        touched = [one for one in self._pieces if one.start < correction.end and correction.start < one.end]
        if correction.start == correction.end:  # nothing is struck out: it is written in behind what stands before
            touched = [one for one in self._pieces if one.start <= correction.start <= one.end][:1]
        marks = {f"{W}author": WRITER, f"{W}date": f"{at:%Y-%m-%dT%H:%M:%SZ}"}
        for place, piece in enumerate(touched):
            old = piece.words[max(0, correction.start - piece.start) : correction.end - piece.start]
            new = correction.words if place == 0 else ""
            self._split(piece, correction, old, new, {**marks, f"{W}id": str(9000 + 10 * number + place)})

    def _split(self, piece: Piece, correction: Correction, old: str, new: str, marks: dict[str, str]) -> None:
        """The run as up to four: what stands before, what is struck out, what is written in, what stands behind."""
        run = piece.element.getparent()
        cut = max(0, correction.start - piece.start)
        before, behind = piece.words[:cut], piece.words[cut + len(old) :]
        made = []
        if old:
            made.append(etree.Element(f"{W}del", marks))
            made[-1].append(_run_like(run, f"{W}delText", old))
        if new:
            made.append(etree.Element(f"{W}ins", {**marks, f"{W}id": f"{marks[f'{W}id']}1"}))
            made[-1].append(_run_like(run, f"{W}t", new))
        rest = _run_like(run, f"{W}t", behind)
        for sibling in list(piece.element.itersiblings()):
            rest.append(sibling)
        made.append(rest)
        for one in reversed(made):
            run.addnext(one)
        self._pieces = [
            one if one is not piece else Piece(rest.find(f"{W}t"), piece.end - len(behind)) for one in self._pieces
        ]
        piece.element.text = before
        piece.element.set(SPACE, "preserve")

    def bytes(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, data in self._entries:
                part = self._parts.get(info.filename)
                archive.writestr(info, data if part is None else written(part))
        return buffer.getvalue()


def _words(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for run in paragraph.iter(f"{W}r"):
        if any(True for _ in run.iterancestors(*GONE)) or next(run.iterancestors(f"{W}p")) is not paragraph:
            continue
        for one in run:
            if one.tag == f"{W}t":
                yield one, one.text or ""
            elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                yield one, "\n" if one.tag != f"{W}tab" else " "


def _run_like(run: etree._Element, tag: str, words: str) -> etree._Element:
    made = etree.Element(f"{W}r")
    looks = run.find(f"{W}rPr")
    if looks is not None:
        made.append(deepcopy(looks))
    text = etree.SubElement(made, tag)
    text.text = words
    text.set(SPACE, "preserve")
    return made
