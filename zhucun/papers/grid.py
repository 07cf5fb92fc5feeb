"""A table among the paragraphs of a report: heads repeated on each page, columns as wide as what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zhucun.papers import document as page
from zhucun.papers.document import BODY, HEI, SIZE_5, pitch, write
from zhucun.papers.wording import clean, width

MANY = 10  # columns from which the letters are smaller
SMALL = 9
MOST_LINES = 4  # characters of a head on one line
WIDEST = 12  # characters a column asks for at most
PADDING = 2  # mm on both sides together
MM = 25.4 / 72


@dataclass(frozen=True)
class Table:
    """`heads` over `rows`; `caption` stands above, `note` below. Numbers stand to the right, words to the left."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""

    @property
    def size(self) -> float:
        return SMALL if len(self.heads) >= MANY else SIZE_5


def write_table(document: Any, table: Table, *, room: float = page.TEXT_WIDTH) -> None:
    """`room` is how wide it may be, in mm; it is always as wide as that."""
    if table.caption:
        head = document.add_paragraph()
        head.alignment = page.CENTRE
        head.paragraph_format.keep_with_next = True
        write(head, clean(table.caption), HEI, page.SIZE_4)
    _grid(document, table, room)
    under = document.add_paragraph()
    _off_the_grid(under)
    pitch(under, 18 if table.note else 8)
    write(under, clean(table.note), BODY, SIZE_5)


def _grid(document: Any, table: Table, room: float) -> None:
    lines = [table.heads, *table.rows]
    made = document.add_table(rows=len(lines), cols=len(table.heads), style="Table Grid")
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    widths = _widths(table, room)
    for column, wide in zip(made.columns, widths, strict=True):
        column.width = Mm(wide)
    for at, (row, words) in enumerate(zip(made.rows, lines, strict=True)):
        _told(row, "w:cantSplit")
        if at == 0:
            _told(row, "w:tblHeader")
        for cell, text, wide in zip(row.cells, words, widths, strict=False):
            _cell(cell, text, wide, table.size, is_head=at == 0)
    for cell in made.rows[-1].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = bool(table.note)


def _told(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _cell(cell: Any, text: str, wide: float, size: float, *, is_head: bool) -> None:
    words = clean(text)
    cell.width, cell.vertical_alignment = Mm(wide), WD_CELL_VERTICAL_ALIGNMENT.CENTER
    _narrow(cell)
    place = cell.paragraphs[0]
    place.alignment = page.CENTRE if is_head or width(words) <= WIDEST else page.TO_LEFT
    place.paragraph_format.space_before = place.paragraph_format.space_after = Pt(1.5 if size == SMALL else 2.5)
    pitch(place, size * 1.35)
    _off_the_grid(place)
    write(place, words, HEI if is_head else BODY, size)


def _off_the_grid(place: Any) -> None:
    """Else a line of small letters takes one of the page's 22."""
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    place._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _narrow(cell: Any) -> None:
    margins = OxmlElement("w:tcMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(PADDING / 2 / MM * 20)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    cell._tc.get_or_add_tcPr().append(margins)


def _widths(table: Table, room: float) -> list[float]:
    """In mm, by what is in the columns: a head may turn but for the first, a number never does."""
    wanted = [_wanted(table, at) for at in range(len(table.heads))]
    return [room * one / sum(wanted) for one in wanted]


def _wanted(table: Table, at: int) -> float:
    cells: Sequence[str] = [row[at] for row in table.rows if at < len(row)]
    widest = max((min(WIDEST, width(clean(one))) for one in cells), default=0)
    head = width(clean(table.heads[at]))
    least = min(head, WIDEST) if at == 0 else min(head, MOST_LINES)
    return max(widest, least, 2) * table.size * MM + PADDING
