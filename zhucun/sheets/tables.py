"""A table found in a grid: its header, its columns, and what each row below the header is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from zhucun.sheets.grid import Cell, Grid, is_blank, letter, text_of


class RowKind(StrEnum):
    """Every row below a header is one of these; only data rows are read."""

    DATA = "data"
    BLANK = "blank"
    TOTAL = "total"
    HEADER_AGAIN = "header_again"
    SECTION = "section"
    NOTE = "note"


ROW_KIND_LABELS = {
    RowKind.TOTAL: "合计行",
    RowKind.HEADER_AGAIN: "重复的表头",
    RowKind.SECTION: "分组标题",
    RowKind.NOTE: "表注",
}


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A column with its labels from the upper header row to the lower; none where it has no heading."""

    index: int
    labels: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        return letter(self.index)

    @property
    def label(self) -> str:
        return "·".join(self.labels)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is no data: what it is, and its text."""

    kind: RowKind
    text: str


@dataclass
class Table:
    """Rows and columns are counted from 0 as in the grid. `passed` holds every row of the body that is no data."""

    grid: Grid
    header_rows: tuple[int, ...]
    columns: tuple[ColumnHead, ...]
    first_row: int
    last_row: int
    titles: tuple[str, ...] = ()
    passed: dict[int, PassedOver] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)

    @property
    def has_header(self) -> bool:
        return bool(self.header_rows)

    @property
    def data_rows(self) -> list[int]:
        return [row for row in range(self.first_row, self.last_row + 1) if row not in self.passed]

    @property
    def totals(self) -> list[int]:
        return [row for row, why in self.passed.items() if why.kind == RowKind.TOTAL]

    @property
    def span(self) -> str:
        """The columns as letters: A–R."""
        return f"{self.columns[0].letter}–{self.columns[-1].letter}"

    def head(self, index: int) -> ColumnHead:
        return next(column for column in self.columns if column.index == index)

    def cells(self, index: int, rows: list[int]) -> list[Cell]:
        """The column's cells in these rows, merged ones with the value of their region."""
        grid_rows = self.grid.rows
        found = [grid_rows[row][index] for row in rows]
        spread = self._spread(index)
        if spread:
            found = [spread.get(row, cell) for row, cell in zip(rows, found, strict=True)]
        return found

    def _spread(self, index: int) -> dict[int, Cell]:
        spread: dict[int, Cell] = {}
        for region in self.grid.regions(self.first_row, self.last_row):
            if region.height > 1 and region.left <= index <= region.right and region.top < self.grid.height:
                value = self.grid.rows[region.top][region.left]
                rows = range(max(region.top, self.first_row), min(region.bottom, self.last_row) + 1)
                spread.update((row, value) for row in rows if row not in self.passed)
        return spread

    def texts(self, row: int) -> Iterator[str]:
        """What stands in a row within the table, without blanks."""
        cells = self.grid.rows[row]
        return (text_of(cells[c.index]) for c in self.columns if not is_blank(cells[c.index]))

    def explained(self) -> list[str]:
        """How the table was found, as sentences."""
        return [*self.reasons, *(_passed_sentence(kind, rows) for kind, rows in self._passed_by_kind().items())]

    def _passed_by_kind(self) -> dict[RowKind, list[int]]:
        found: dict[RowKind, list[int]] = {}
        for row, why in sorted(self.passed.items()):
            if why.kind != RowKind.BLANK:
                found.setdefault(why.kind, []).append(row)
        return found


def _passed_sentence(kind: RowKind, rows: list[int]) -> str:
    shown = "、".join(str(row + 1) for row in rows[:8]) + (f" 等 {len(rows)} 行" if len(rows) > 8 else "")
    return f"第 {shown} 行是{ROW_KIND_LABELS[kind]}，没有当作数据。"
