"""Opening a file: .xlsx, .xls, .ods, .csv or .txt by its content, guarded before anything is unpacked."""

import io
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from zhucun.sheets import ods_cells, xls_records, xlsx_cells
from zhucun.sheets.contents import SAVE_AS, FileKind, encrypted, kind_of, must_weigh_little, opened_zip
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import Cell, Grid, Region, Row, Workbook
from zhucun.sheets.text_files import read_text_table

Broken = Mapping[tuple[int, int], str]


def read_file(path: str | Path, *, encoding: str = "") -> Workbook:
    """Raises Unreadable with one sentence for people."""
    return read_bytes(bytes_of(path), Path(path).name, encoding=encoding)


def bytes_of(path: str | Path) -> bytes:
    """The file's content; one that is too large is not read at all. Raises Unreadable."""
    path = Path(path)
    try:
        must_weigh_little(path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"找不到文件“{path.name}”。", reason="missing") from error
    except OSError as error:
        raise Unreadable(f"文件“{path.name}”打不开：{error.strerror}。", reason="missing") from error


def read_bytes(data: bytes, name: str, *, encoding: str = "") -> Workbook:
    """`encoding` is for text files only. Raises Unreadable."""
    kind = kind_of(data)
    if kind == "text":
        grid, found = read_text_table(data, Path(name).stem, encoding)
        book = Workbook(name, found, [grid])
    else:
        book = Workbook(name, kind, _sheets(data, kind))
    if not book.filled:
        raise Unreadable("文件里没有内容。请检查是不是选错了文件，或数据在另一个文件里。", reason="empty")
    for grid in book.filled:
        grid.is_alone = len(book.filled) == 1
    return book


def _sheets(data: bytes, kind: FileKind) -> list[Grid]:
    if kind == "xls":
        seen = xls_records.look_into(data)
        return [
            _grid(sheet, hidden, broken, seen.counts_from_1904)
            for (sheet, hidden), broken in zip(_opened(data), seen.broken, strict=False)
        ]
    if kind == "ods":
        looks = ods_cells.look_into(opened_zip(data))
        return [
            _grid(sheet, hidden, looks[sheet.name].broken, False, looks[sheet.name].merged)
            for sheet, hidden in _opened(data, frozenset(looks))
        ]
    look = xlsx_cells.look_into(opened_zip(data))
    return [
        _grid(sheet, hidden, look.sheets[sheet.name].broken, look.counts_from_1904)
        for sheet, hidden in _opened(data, frozenset(look.sheets))
    ]


def _opened(data: bytes, weighed: frozenset[str] | None = None) -> list[tuple[CalamineSheet, bool]]:
    """Worksheets with whether they are hidden, in the workbook's order. What was not weighed is not opened."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        about_sheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        if weighed is not None and not weighed.issuperset(about.name for about in about_sheets):
            raise Unreadable(f"文件损坏，工作表目录和内容对不上。{SAVE_AS}", reason="damaged")
        return [
            (book.get_sheet_by_name(about.name), about.visible != SheetVisibleEnum.Visible) for about in about_sheets
        ]
    except CalamineError as error:
        if type(error).__name__ == "PasswordError":
            raise encrypted() from error
        raise Unreadable(f"文件损坏，打不开，可能没有传完整。{SAVE_AS}", reason="damaged") from error
    except BaseException as error:  # a panic of the reader is no Exception
        if isinstance(error, Unreadable | KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise Unreadable(f"文件损坏，内容读不出来。{SAVE_AS}", reason="damaged") from error


def _grid(
    sheet: CalamineSheet, hidden: bool, broken: Broken, from_1904: bool, merged: list[Region] | None = None
) -> Grid:
    if merged is None:
        merged = [Region(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    rows = _rows(sheet)
    return Grid(sheet.name, rows, tuple(merged), True, dict(broken), hidden, from_1904)


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.start is None:
        return []
    lead: Row = [None] * sheet.start[1]
    known: dict[str, str] = {}
    rows = [lead + [_cell(value, known) for value in row] for row in sheet.iter_rows()]
    missing = sheet.total_height - len(rows)  # the reader fills up blank rows above the first cell, but not columns
    above: list[Row] = [[None] * len(rows[0]) for _ in range(missing)]
    return above + rows


def _cell(value: Cell, known: dict[str, str]) -> Cell:
    """Blank is None, whole numbers are int, equal short texts are kept once."""
    if value.__class__ is str:
        if not value:
            return None
        return known.setdefault(value, value) if len(value) < 12 else value
    if value.__class__ is float and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
