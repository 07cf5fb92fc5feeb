"""A workbook written again as it was read, with some columns emptied: what may not be kept is not in it any more."""

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from zhucun.lib.later import Later
from zhucun.sheets.grid import Cell, Grid, Workbook
from zhucun.sheets.tables import Table

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet
else:
    xlsxwriter = Later("xlsxwriter")

DAY, MOMENT, CLOCK = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss"
NAME_LENGTH = 31


def empty_columns(table: Table, is_withheld: Callable[[str], bool]) -> bool:
    """Below their heads; says whether there was anything."""
    indexes = [column.index for column in table.columns if column.label and is_withheld(column.label)]
    found = False
    for row in table.grid.rows[table.first_row :]:
        for index in indexes:
            found = found or row[index] is not None
            row[index] = None
    return found


def written_again(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_urls": False}) as written:
        formats = {kind: written.add_format({"num_format": kind}) for kind in (DAY, MOMENT, CLOCK)}
        for grid in book.filled:
            page = written.add_worksheet(grid.name[:NAME_LENGTH])
            for number, row in enumerate(grid.rows):
                _write(page, number, row, formats)
            _merge(page, grid)
            if grid.hidden:
                page.hide()
    return buffer.getvalue()


def _write(page: "Worksheet", number: int, row: Iterable[Cell], formats: dict[str, object]) -> None:
    """Numbers and days as such, all else as text, so that nothing becomes a formula or a link."""
    for index, cell in enumerate(row):
        if cell is None:
            continue
        if isinstance(cell, bool):
            page.write_boolean(number, index, cell)
        elif isinstance(cell, (int, float)):
            page.write_number(number, index, cell)
        elif isinstance(cell, (date, datetime, time, timedelta)):
            page.write_datetime(number, index, cell, formats[_format_of(cell)])
        else:
            page.write_string(number, index, cell)


def _format_of(cell: date | datetime | time | timedelta) -> str:
    if isinstance(cell, (time, timedelta)):
        return CLOCK
    return MOMENT if isinstance(cell, datetime) and cell.time() != time() else DAY


def _merge(page: "Worksheet", grid: Grid) -> None:
    for region in grid.merged:
        inside = region.bottom < grid.height and region.right < grid.width
        cell = grid.rows[region.top][region.left] if inside else None
        if inside and (region.height > 1 or region.width > 1):
            page.merge_range(region.top, region.left, region.bottom, region.right, "" if cell is None else cell)
