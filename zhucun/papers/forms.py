"""A form to be signed, as .docx: one table on a page of its own for each copy, with room for the pen (R-DOC-34)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Mm, Pt

from zhucun.papers import document as page
from zhucun.papers.document import BODY, SIZE_2, SIZE_4, SIZE_5, TITLE, pitch, write
from zhucun.papers.letter import Unwritable
from zhucun.papers.wording import clean

WIDTHS = (38.5, 48, 26, 43.5)  # mm: seven characters, nine, four, eight
SAYING = 24  # mm
PEN = "签字：　　　　　　年　　月　　日"


@dataclass(frozen=True)
class Look:
    """Letters and their line in points, the least height of a row and the widths of the columns in mm."""

    size: float
    line: float
    row: float
    widths: tuple[float, ...] = WIDTHS


ROOMY = Look(SIZE_4, 20, 12)
DENSE = Look(SIZE_5, 13, 6, (30, 56, 22, 48))


@dataclass(frozen=True)
class Field:
    """A label and what stands beside it. What has a `signature` gets room above it: PEN, or who signed and when."""

    label: str
    value: str = ""
    signature: str = ""


@dataclass(frozen=True)
class Form:
    """Rows of one field or two. `copy` says whose the copy is, `note` stands under the table.

    A dense one is to be read, not signed: smaller letters, rows no higher than what is in them."""

    title: str
    rows: tuple[tuple[Field, ...], ...]
    note: str = ""
    copy: str = ""
    author: str = ""
    is_demo: bool = False
    is_dense: bool = False


def write_form(form: Form, copies: Sequence[str] = ("",)) -> bytes:
    if not clean(form.title):
        raise Unwritable("没有写表名。先写上表名，再下载。")
    document = page.blank(title=clean(form.title), author=clean(form.author))
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(15 if form.is_dense else 25)
    section.header_distance = Mm(8 if form.is_dense else 15)
    if form.is_demo:
        page.mark_demo(section)
    for copy in copies:
        _one(document, replace(form, copy=copy), begins_page=copy != copies[0])
    return page.saved(document)


def _one(document: Any, form: Form, *, begins_page: bool) -> None:
    title = document.add_paragraph()
    title.alignment = page.CENTRE
    title.paragraph_format.page_break_before = begins_page
    title.paragraph_format.space_after = Pt(12)
    pitch(title, 34)
    write(title, clean(form.title), TITLE, SIZE_2)
    if form.copy:
        write(title, f"（{clean(form.copy)}）", BODY, SIZE_4)
    _table(document, form.rows, DENSE if form.is_dense else ROOMY)
    note = document.add_paragraph()
    write(note, clean(form.note), BODY, SIZE_5 if form.is_dense else SIZE_4)


def _table(document: Any, rows: Sequence[Sequence[Field]], look: Look) -> None:
    table = document.add_table(rows=len(rows), cols=4, style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, wide in zip(table.columns, look.widths, strict=True):
        column.width = Mm(wide)
    for row, fields in zip(table.rows, rows, strict=True):
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        row.height = Mm(SAYING if any(one.signature for one in fields) else look.row)
        cells = list(row.cells)
        for cell, wide in zip(cells, look.widths, strict=True):
            cell.width = Mm(wide)
        if len(fields) == 1:
            cells[1].merge(cells[3])
        for place, field in enumerate(fields):
            _field(cells[place * 2], cells[place * 2 + 1], field, look)


def _field(label: Any, value: Any, field: Field, look: Look) -> None:
    label.vertical_alignment = value.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    label.paragraphs[0].alignment = page.CENTRE
    _words(label.paragraphs[0], field.label, look)
    value.paragraphs[0].alignment = page.TO_LEFT
    _words(value.paragraphs[0], field.value, look)
    if field.signature:
        signed = value.add_paragraph()
        signed.alignment = page.TO_RIGHT
        signed.paragraph_format.space_before = Pt(14)
        _words(signed, field.signature, look)


def _words(paragraph: Any, text: str, look: Look) -> None:
    pitch(paragraph, look.line)
    write(paragraph, clean(text), BODY, look.size)
