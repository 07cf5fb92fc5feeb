"""A filled form as a page draws it: its tables as they look, its cells with where they open or why they are open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhucun.lib.figure import Question
from zhucun.reports.filling.described import url_of
from zhucun.reports.filling.models import Filling, FormLabel
from zhucun.reports.told_apart.whose import Of, Whose
from zhucun.sheets.form_files import read_form
from zhucun.sheets.grid import Grid, Region, is_blank, text_of

MOST_ROWS = 60  # drawn at first
EVERY = 10**9
NOTE_LENGTH = 9  # characters; less may be the name of a row
FORMULA = "打开后自动算"
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Mark:
    """Of a cell that was asked for: the number of its label on the page, where it opens, why it is open."""

    label: int
    url: str = ""
    why: str = ""
    is_open: bool = False


@dataclass(frozen=True)
class Drawn:
    """A cell of the page's table."""

    text: str
    down: int = 1
    across: int = 1
    mark: Mark | None = None
    is_head: bool = False
    is_formula: bool = False

    @property
    def is_number(self) -> bool:
        return self.text.replace(".", "", 1).isdigit()


@dataclass(frozen=True)
class DrawnTable:
    name: str
    lines: tuple[str, ...]
    rows: list[list[Drawn]]
    left_out: int = 0
    width: int = 0

    @property
    def words(self) -> Iterator[str]:
        """All that stands in it and before it."""
        yield from self.lines
        yield from (cell.text for row in self.rows for cell in row if cell.text and not cell.mark)


def drawn(content: bytes, filling: Filling, labels: Sequence[FormLabel], *, every: bool = False) -> list[DrawnTable]:
    first_rows: dict[str, int] = {}
    for label in labels:
        for sheet, row, *_ in label.cells:
            first_rows[sheet] = min(first_rows.get(sheet, row), row)
    shown = dict.fromkeys(first_rows, EVERY) if every else {name: row + MOST_ROWS for name, row in first_rows.items()}
    marks = _all_marks(filling, labels, shown)
    grids = [grid for grid in read_form(content, "").shown if grid.name in first_rows]
    return [_table(grid, marks, first_rows[grid.name], min(grid.height, shown[grid.name])) for grid in grids]


def _all_marks(filling: Filling, labels: Iterable[FormLabel], shown: Mapping[str, int]) -> dict[Place, Mark]:
    question = Question(None, filling.scope, filling.as_of, filling.since, filling.until)
    return {place: mark for label in labels for place, mark in _marks(label, question, shown)}


def _marks(label: FormLabel, question: Question, shown: Mapping[str, int]) -> Iterator[tuple[Place, Mark]]:
    """Of the rows that are drawn: a large form has many thousand addresses."""
    for sheet, row, column, value, of, key, name, cadre, why in label.cells:
        if row >= shown[sheet]:
            continue
        whose = Whose(Of(of), key, name)
        is_found = bool(key) or of == Of.WHOLE
        url = url_of(label.told, whose, question, cadre) if value is not None and is_found else ""
        yield (sheet, row, column), Mark(label.position, url, why or label.reason, value is None)


def _table(grid: Grid, marks: Mapping[Place, Mark], first: int, shown: int) -> DrawnTable:
    width = _width(grid)
    merged = (*grid.merged, *_running_over(grid, first, width))
    hidden = {
        (row, column)
        for region in merged
        for row in range(region.top, region.bottom + 1)
        for column in range(region.left, region.right + 1)
        if (row, column) != (region.top, region.left)
    }
    spans = {(region.top, region.left): (region.height, region.width) for region in merged}
    rows = [
        [_cell(grid, marks, row, column, spans, first, width) for column in range(width) if (row, column) not in hidden]
        for row in range(shown)
    ]
    return DrawnTable("" if grid.is_alone else grid.name, grid.above, rows, grid.height - shown, width)


def _running_over(grid: Grid, first: int, width: int) -> Iterator[Region]:
    """As in a sheet, a line above the heads and a note below the rows run over the blank cells at their right."""
    joined = {row for region in grid.merged for row in range(region.top, region.bottom + 1)}
    for row in range(grid.height):
        filled = [column for column in range(width) if not is_blank(grid.rows[row][column])]
        is_line = row < first and len(filled) * 3 <= width
        is_note = len(filled) == 1 and len(text_of(grid.rows[row][filled[0]])) >= NOTE_LENGTH
        if row in joined or not (is_line or is_note):
            continue
        for column, following in zip(filled, [*filled[1:], width], strict=True):
            if following - column > 1:
                yield Region(row, column, row, following - 1)


def _width(grid: Grid) -> int:
    """Without columns at the right in which nothing stands."""
    filled = [column for row in grid.rows for column, cell in enumerate(row) if not is_blank(cell)]
    return max([*filled, *(region.right for region in grid.merged if region.right < grid.width)], default=0) + 1


def _cell(
    grid: Grid,
    marks: Mapping[Place, Mark],
    row: int,
    column: int,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    first: int,
    width: int,
) -> Drawn:
    down, across = spans.get((row, column), (1, 1))
    is_formula = (row, column) in grid.broken
    text = FORMULA if is_formula else _text(grid, row, column)
    across = min(across, width - column)
    return Drawn(text, down, across, marks.get((grid.name, row, column)), row < first, is_formula)


def _text(grid: Grid, row: int, column: int) -> str:
    cell = grid.rows[row][column]
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".")
    return text_of(cell)


def changes(now: Iterable[FormLabel], then: Iterable[FormLabel]) -> int:
    """In how many cells another number stands than in an earlier filling."""
    before = {tuple(cell[:3]): cell[3] for label in then for cell in label.cells}
    return sum(
        before.get(tuple(cell[:3]), cell[3]) != cell[3] for label in now for cell in label.cells if cell[3] is not None
    )
