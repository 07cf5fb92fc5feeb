"""A month sheet whose days are headed 1, 2, 3 …: read as 1日, 2日, 3日, since a number alone would be data."""

from dataclasses import replace

from zhucun.sheets.grid import Cell, Grid, Row, text_of

SHORTEST_MONTH = 28


def with_days_named(grid: Grid, within: int) -> Grid:
    """The same grid where no row of the first ones counts the days of a month, cell beside cell."""
    rows = [_named(row) for row in grid.rows[:within]]
    if all(row is old for row, old in zip(rows, grid.rows, strict=False)):
        return grid
    return replace(grid, rows=[*rows, *grid.rows[within:]])


def _named(row: Row) -> Row:
    begin = next((at for at, cell in enumerate(row) if _day(cell) == 1 and _run(row, at) >= SHORTEST_MONTH), None)
    if begin is None:
        return row
    end = begin + _run(row, begin)
    return [*row[:begin], *(f"{day}日" for day in range(1, end - begin + 1)), *row[end:]]


def _run(row: Row, begin: int) -> int:
    """How far the cells count on from 1."""
    days = 0
    while begin + days < len(row) and _day(row[begin + days]) == days + 1:
        days += 1
    return days


def _day(cell: Cell) -> int:
    text = text_of(cell).removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= 2 else 0
