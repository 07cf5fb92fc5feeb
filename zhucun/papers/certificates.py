"""Certificates as .docx, each on a page of its own: whose, for what, by whom, with room for a seal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.shared import Pt

from zhucun.papers import document as page
from zhucun.papers.document import BODY, KAI, SIZE_2, SIZE_4, TITLE, indent, pitch, write
from zhucun.papers.letter import Unwritable
from zhucun.papers.wording import clean

LARGE = 36
LINE = 36
FROM_TOP, AFTER_TITLE, BEFORE_SIGNATURE = 90, 36, 60  # points


@dataclass(frozen=True)
class Certificate:
    title: str
    number: str
    name: str
    from_where: str
    text: str
    issuer: str
    issued_on: str
    is_demo: bool = False


def write_certificates(certificates: Sequence[Certificate]) -> bytes:
    if not certificates:
        raise Unwritable("还没有人上完，没有证书可出。")
    first = certificates[0]
    document = page.blank(title=clean(first.title), author=clean(first.issuer))
    if first.is_demo:
        page.mark_demo(document.sections[0])
    for one in certificates:
        _write(document, one, begins_page=one is not first)
    return page.saved(document)


def _write(document: Any, one: Certificate, *, begins_page: bool) -> None:
    title = _line(document, one.title, TITLE, LARGE)
    title.alignment = page.CENTRE
    title.paragraph_format.page_break_before = begins_page
    title.paragraph_format.space_before = Pt(FROM_TOP)
    title.paragraph_format.space_after = Pt(AFTER_TITLE)
    pitch(title, LARGE * 1.4)
    number = _line(document, one.number, KAI, SIZE_4)
    number.alignment = page.TO_RIGHT
    _line(document, f"{one.name} 同志（{one.from_where}）：", BODY, SIZE_2)
    indent(_line(document, one.text, BODY, SIZE_2), first=2, size=SIZE_2)
    for words, before in ((one.issuer, BEFORE_SIGNATURE), (one.issued_on, 0)):
        signed = _line(document, words, BODY, SIZE_2)
        signed.alignment = page.TO_RIGHT
        signed.paragraph_format.space_before = Pt(before)


def _line(document: Any, text: str, font: str, size: float) -> Any:
    paragraph = document.add_paragraph()
    pitch(paragraph, LINE)
    write(paragraph, clean(text), font, size)
    return paragraph
