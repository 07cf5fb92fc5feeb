"""The tables of a Word file as grids: each table a sheet, with its merged cells and the lines that stand before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zhucun.sheets.contents import read_entry, weighed
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import Cell, Grid, Region, Row, Workbook
from zhucun.sheets.xml import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
GONE = (f"{W}del", f"{W}moveFrom")
LINES_KEPT = 4  # of those before a table
NO_TABLE = "这份 Word 里没有表格。要校对文字里的数，到“数字校对”。"


@dataclass
class WordTable:
    """`cells` are the places at which something may stand: of merged ones the first."""

    rows: list[etree._Element]
    cells: dict[tuple[int, int], etree._Element] = field(default_factory=dict)
    merged: list[Region] = field(default_factory=list)
    width: int = 0


def read_word(data: bytes, name: str) -> Workbook:
    """Raises Unreadable."""
    with weighed(data) as archive:
        body = parsed(read_entry(archive, BODY), huge=True)
    grids = [_grid(number, table, lines) for number, (table, lines) in enumerate(_with_lines(body), 1)]
    if not grids:
        raise Unreadable(NO_TABLE, reason="empty")
    for grid in grids:
        grid.is_alone = len(grids) == 1
    return Workbook(name, "docx", grids)


def tables_of(body: etree._Element) -> Iterator[etree._Element]:
    """In their order, those within another left out."""
    for table in body.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is None:
            yield table


def name_of(number: int) -> str:
    return f"表{number}"


def _with_lines(body: etree._Element) -> Iterator[tuple[etree._Element, list[str]]]:
    lines: list[str] = []
    wanted = set(tables_of(body))
    for element in body.iter(f"{W}tbl", f"{W}p"):
        if element in wanted:
            yield element, lines[-LINES_KEPT:]
            lines = []
        elif element.tag == f"{W}p" and next(element.iterancestors(f"{W}tbl"), None) is None:
            lines += [text] if (text := words_of(element).strip()) else []


def _grid(number: int, element: etree._Element, lines: list[str]) -> Grid:
    table = looked_at(element)
    rows: list[Row] = [[None] * table.width for _ in table.rows]
    for (row, column), cell in table.cells.items():
        rows[row][column] = _value(cell)
    return Grid(name_of(number), rows, tuple(table.merged), True, above=tuple(lines), takes_rows=True)


def looked_at(element: etree._Element) -> WordTable:
    table = WordTable(list(element.iterchildren(f"{W}tr")))
    open_ones: dict[int, tuple[int, int]] = {}  # column → the place where a merge downwards began, and its width
    for number, row in enumerate(table.rows):
        column = _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _cells(row):
            column = _place(table, open_ones, number, column, cell)
        table.width = max(table.width, column)
    _close(table, open_ones, range(table.width), len(table.rows))
    return table


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Those in content controls too."""
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is row:
            yield cell


def _place(table: WordTable, open_ones: dict[int, tuple[int, int]], row: int, column: int, cell: etree._Element) -> int:
    """The column behind the cell."""
    span = _count(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in open_ones:
        return column + span
    _close(table, open_ones, range(column, column + span), row)
    table.cells[row, column] = cell
    if merge is not None:
        open_ones[column] = (row, span)
    elif span > 1:
        table.merged.append(Region(row, column, row, column + span - 1))
    return column + span


def _close(table: WordTable, open_ones: dict[int, tuple[int, int]], columns: range, row: int) -> None:
    for column in columns:
        began = open_ones.pop(column, None)
        if began is not None and (row - 1 > began[0] or began[1] > 1):
            table.merged.append(Region(began[0], column, row - 1, column + began[1] - 1))


def _count(element: etree._Element | None, usual: int) -> int:
    told = "" if element is None else element.get(f"{W}val", "")
    return int(told) if told.isdigit() else usual


def _value(cell: etree._Element) -> Cell:
    """Text as it is read: what was struck out under change tracking is none."""
    text = "\n".join(words_of(one) for one in cell.iter(f"{W}p")).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text or None


def words_of(paragraph: etree._Element) -> str:
    found = []
    for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if next(one.iterancestors(*GONE), None) is None:
            found.append((one.text or "") if one.tag == f"{W}t" else " ")
    return "".join(found)
