"""A workbook as read: sheets of cells with their merged regions, and cells whose formula gave nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Region:
    """Merged cells, bounds included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1


@dataclass
class Grid:
    """Rows of one sheet, all of one width. Row 0 is the file's row 1."""

    name: str
    rows: list[Row]
    merged: tuple[Region, ...] = ()
    knows_merges: bool = False
    broken: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) → why the formula gave no value
    hidden: bool = False
    counts_from_1904: bool = False
    is_alone: bool = False  # the only sheet with content: sentences need not name it
    above: tuple[str, ...] = ()  # the lines of text before a table of a Word file
    takes_rows: bool = False  # rows may be added within it without moving anything that rests on them

    @property
    def shown_name(self) -> str:
        return "" if self.is_alone else self.name

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def regions(self, first: int, last: int) -> Iterator[Region]:
        """Merged regions that touch these rows."""
        return (region for region in self.merged if region.bottom >= first and region.top <= last)


@dataclass
class Workbook:
    name: str
    kind: str  # xlsx, xls, ods or the encoding of a text file
    sheets: list[Grid]

    @property
    def filled(self) -> list[Grid]:
        return [sheet for sheet in self.sheets if sheet.rows]

    @property
    def shown(self) -> list[Grid]:
        """Sheets with content that the writer did not hide."""
        return [sheet for sheet in self.filled if not sheet.hidden]

    @property
    def hidden_names(self) -> list[str]:
        return [sheet.name for sheet in self.filled if sheet.hidden]


def letter(column: int) -> str:
    """0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_index(letters: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for character in letters.upper():
        number = number * 26 + ord(character) - 64
    return number - 1


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as written in a ledger."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, float):
        return repr(cell)
    return str(cell)
