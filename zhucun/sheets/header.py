"""Finding the tables of a grid: titles, headers of several rows, tables beside and below each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from zhucun.sheets.body import body_of, is_note
from zhucun.sheets.day_heads import with_days_named
from zhucun.sheets.grid import Cell, Grid, Region, Row, is_blank, letter, text_of
from zhucun.sheets.labels import label_forms
from zhucun.sheets.tables import ColumnHead, Table

SEARCHED_ROWS = 60
MOST_HEADER_ROWS = 4
LONGEST_LABEL = 40
FEW = 0.5  # of the rows: a neighbour filled this much less is another table

DATA_LIKE = re.compile(
    r"[-+]?[\d.,%]+"  # numbers, dates written with points
    r"|\d{4}\s*[-年./]\s*\d{1,2}.*"
    r"|[\d\s\-()转]{7,}"
    r"|\d{17}[\dXx]"
    r"|[男女是否有无√×✓]"
)
KEYED = re.compile(r"(?!其中).+[:：].+|.+[:：]$")  # 填报单位：某局, but not 其中：40岁以下


@dataclass(frozen=True)
class Known:
    """Labels that some declaration knows, in their normal form."""

    labels: frozenset[str]

    def knows(self, text: str) -> bool:
        return not self.labels.isdisjoint(label_forms(text))

    def count(self, cells: Iterable[Cell]) -> int:
        return sum(isinstance(cell, str) and self.knows(cell) for cell in cells)


def find_tables(grid: Grid, known: Known) -> list[Table]:
    """Tables from top to bottom and left to right. Where no header is found, one table without one."""
    grid = with_days_named(grid, SEARCHED_ROWS)
    tables: list[Table] = []
    start = 0
    while start < grid.height:
        found = _tables_from(grid, start, known)
        if not found:
            break
        tables += found
        start = max(table.last_row for table in found) + 1
    return tables or _headless(grid)


def _tables_from(grid: Grid, start: int, known: Known) -> list[Table]:
    row = _header_row(grid, start, known)
    if row is None:
        return []
    band = _band(grid, row, known, start)
    end = _end_of_body(grid, band, known)
    tables = []
    for columns in _split(grid, _heads(grid, band), band[-1] + 1, end):
        tables.append(_table(grid, band, columns, start, end))
    return tables


def _table(grid: Grid, band: list[int], columns: list[ColumnHead], start: int, end: int) -> Table:
    passed, last = body_of(grid, columns, band[-1] + 1, end)
    titles = tuple(text for row in range(start, band[0]) for text in _texts(grid, grid.rows[row]))
    table = Table(grid, tuple(band), tuple(columns), band[-1] + 1, last, titles, passed)
    table.reasons = _reasons(table, start)
    return table


def _texts(grid: Grid, row: Row) -> list[str]:
    return [text_of(cell) for cell in row if not is_blank(cell)]


def _reasons(table: Table, start: int) -> list[str]:
    first, last = table.header_rows[0] + 1, table.header_rows[-1] + 1
    rows = f"第 {first} 行" if first == last else f"第 {first}–{last} 行（{last - first + 1} 行表头）"
    reasons = [f"表头在{rows}，{table.span} 列，共 {len(table.data_rows)} 行数据。"]
    if table.titles:
        reasons.insert(0, f"第 {start + 1}–{first - 1} 行是标题和说明。" if first - start > 2 else "第 1 行是标题。")
    if bare := [column.letter for column in table.columns if not column.labels]:
        reasons.append(f"{'、'.join(bare)} 列没有列名。")
    return reasons


# ── the header row ──


def is_label_like(cell: Cell) -> bool:
    """Short text that is no number, date, telephone number, 男 or 是, and no “填报单位：某局”."""
    if not isinstance(cell, str):
        return False
    text = cell.strip()
    return bool(text) and len(text) <= LONGEST_LABEL and not DATA_LIKE.fullmatch(text) and not KEYED.fullmatch(text)


def _header_row(grid: Grid, start: int, known: Known) -> int | None:
    """The row that looks most like labels; known words weigh most, and of equals the first wins."""
    best, best_score = None, 0.0
    searched = 0
    for row in range(start, grid.height):
        filled = [cell for cell in grid.rows[row] if not is_blank(cell)]
        if not filled:
            continue
        searched += 1
        if searched > SEARCHED_ROWS:
            break
        score = _header_score(filled, known, grid.width)
        if score > best_score:
            best, best_score = row, score
    return best


def _header_score(filled: list[Cell], known: Known, width: int) -> float:
    """Nothing for a row with values in it, or with a single text where the sheet has several columns."""
    label_like = sum(map(is_label_like, filled))
    hits = known.count(filled)
    if len(filled) < 2 and not (width == 1 and hits):
        return 0.0
    if label_like < len(filled) and hits < 3:
        return 0.0
    if not hits and len(filled) < max(2, width * 0.6):
        return 0.0
    return hits * 3 + label_like * 0.5 - (len(filled) - label_like) * 2


# ── headers of several rows ──


def _band(grid: Grid, row: int, known: Known, start: int) -> list[int]:
    top = bottom = row
    while top > start and bottom - top + 1 < MOST_HEADER_ROWS and _joins(grid, top - 1, top, known):
        top -= 1
    while bottom + 1 < grid.height and bottom - top + 1 < MOST_HEADER_ROWS and _joins(grid, bottom, bottom + 1, known):
        bottom += 1
    return list(range(top, bottom + 1))


def _joins(grid: Grid, upper: int, lower: int, known: Known) -> bool:
    """The two rows are one header: by merged cells where the file tells them, else by filling each other's gaps."""
    if not _may_be_labels(grid.rows[upper]):
        return False
    if not _may_be_labels(grid.rows[lower]):
        return _is_divided_by_sex(grid, upper, lower)
    if _merged_together(grid, upper, lower):
        return True
    return _complete_each_other(grid.rows[upper], grid.rows[lower])


def _may_be_labels(row: Row) -> bool:
    filled = [cell for cell in row if not is_blank(cell)]
    return bool(filled) and all(map(is_label_like, filled))


def _is_divided_by_sex(grid: Grid, upper: int, lower: int) -> bool:
    """男 and 女 are labels too, below a head that spans several columns."""
    spans = [one for one in grid.regions(upper, upper) if one.top == one.bottom == upper and one.width > 1]
    others = [(at, cell) for at, cell in enumerate(grid.rows[lower]) if not is_blank(cell) and not is_label_like(cell)]
    are_below = all(cell in ("男", "女") and any(one.left <= at <= one.right for one in spans) for at, cell in others)
    return are_below and _merged_together(grid, upper, lower)


def _merged_together(grid: Grid, upper: int, lower: int) -> bool:
    """A cell reaches through both rows, or one of the upper row spans labels of the lower that differ."""
    for region in grid.regions(upper, lower):
        if region.top == region.bottom == upper and region.width > 1 and not _is_title(grid, region, lower):
            children = [grid.rows[lower][c] for c in range(region.left, min(region.right + 1, grid.width))]
            if sum(not is_blank(cell) for cell in children) > 1:
                return True
        if region.top <= upper and region.bottom >= lower:
            return True
    return False


def _is_title(grid: Grid, region: Region, below: int) -> bool:
    """It spans (nearly) everything that stands below it."""
    filled = [c for c, cell in enumerate(grid.rows[below]) if not is_blank(cell)]
    covered = sum(region.left <= c <= region.right for c in filled)
    return covered >= 0.9 * len(filled) or is_note(text_of(grid.rows[region.top][region.left]))


def _complete_each_other(upper: Row, lower: Row) -> bool:
    """Children stand under a gap or under the parent that begins it; single labels have nothing below them."""
    parents = {c for c, (cell, following) in enumerate(pairwise([*upper, None])) if _begins_gap(cell, following)}
    under = [c for c, cell in enumerate(lower) if not is_blank(cell)]
    children = [c for c in under if is_blank(upper[c]) or c in parents]
    singles = [c for c, cell in enumerate(upper) if not is_blank(cell) and c not in parents]
    if len(under) < 2 or len(children) < len(under) or (not singles and len(parents) < 2):
        return False
    headed = [c for c in parents if not is_blank(lower[c])]
    return bool(headed) and sum(is_blank(lower[c]) for c in singles) >= 0.8 * len(singles)


def _begins_gap(cell: Cell, following: Cell) -> bool:
    return not is_blank(cell) and is_blank(following)


def _heads(grid: Grid, band: list[int]) -> list[ColumnHead]:
    """Labels from the upper row to the lower, those of merged cells and parents repeated over what they span."""
    lines = [_spread_labels(grid, row, below=band[n + 1 :]) for n, row in enumerate(band)]
    heads = []
    for column in range(grid.width):
        labels = dict.fromkeys(line[column] for line in lines if line[column])
        heads.append(ColumnHead(column, tuple(labels)))
    return heads


def _spread_labels(grid: Grid, row: int, below: list[int]) -> list[str]:
    texts = [re.sub(r"\s+", "", text_of(cell)) for cell in grid.rows[row]]
    for region in grid.regions(row, row):
        if region.left < grid.width and region.top < grid.height:
            text = re.sub(r"\s+", "", text_of(grid.rows[region.top][region.left]))
            for column in range(region.left, min(region.right + 1, grid.width)):
                texts[column] = text
    return texts if grid.knows_merges or not below else _spread_over_gaps(texts, grid.rows[below[0]])


def _spread_over_gaps(texts: list[str], lower: Row) -> list[str]:
    """Without merges a parent reaches over the gap behind it, if a child stands under its own column too."""
    spread, parent = list(texts), ""
    for column, text in enumerate(texts):
        if text:
            parent = text if not is_blank(lower[column]) else ""
        elif parent and not is_blank(lower[column]):
            spread[column] = parent
    return spread


# ── tables beside each other ──


def _split(grid: Grid, heads: list[ColumnHead], first: int, end: int) -> list[list[ColumnHead]]:
    """Groups of columns parted by empty ones, joined again unless they are clearly tables of their own."""
    groups: list[list[ColumnHead]] = []
    gap = True
    for head in heads:
        if not head.labels and _is_empty(grid, head.index, first, end):
            gap = True
            continue
        if gap:
            groups.append([])
        groups[-1].append(head)
        gap = False
    joined: list[list[ColumnHead]] = []
    for group in groups:
        if joined and not (_has_labels(joined[-1]) and _stands_alone(grid, joined[-1], group, first, end)):
            joined[-1] += group
        else:
            joined.append(group)
    return joined


def _has_labels(group: list[ColumnHead]) -> bool:
    return any(head.labels for head in group)


def _is_empty(grid: Grid, column: int, first: int, end: int) -> bool:
    return all(is_blank(grid.rows[row][column]) for row in range(first, end))


def _stands_alone(grid: Grid, left: list[ColumnHead], right: list[ColumnHead], first: int, end: int) -> bool:
    """It repeats a label, goes on where its neighbour has ended, or is a short block beside a long one.

    A few columns that are seldom filled are no table: they are filled here and there, not from the top on.
    """
    if sum(bool(head.labels) for head in right) < 2:
        return False
    if {head.label for head in left if head.label} & {head.label for head in right if head.label}:
        return True
    left_rows, right_rows = _filled_rows(grid, left, first, end), _filled_rows(grid, right, first, end)
    if len(right_rows - left_rows) > 0.2 * len(right_rows):
        return True
    shorter, longer = sorted((left_rows, right_rows), key=len)
    is_block = bool(shorter) and shorter == set(range(min(shorter), max(shorter) + 1))
    return is_block and len(shorter) < FEW * len(longer)


def _filled_rows(grid: Grid, heads: list[ColumnHead], first: int, end: int) -> set[int]:
    """Rows with a fair part of the columns filled: totals and notes say nothing of how far a table reaches."""
    columns = [head.index for head in heads]
    least = max(1, len(columns) // 3)
    return {row for row in range(first, end) if sum(not is_blank(grid.rows[row][c]) for c in columns) >= least}


# ── tables below each other ──


def _end_of_body(grid: Grid, band: list[int], known: Known) -> int:
    """The row (not included) at which a table with another header begins; its titles belong to it."""
    own = {text_of(cell) for row in band for cell in grid.rows[row] if not is_blank(cell)}
    quiet = grid.height  # the first of the blank and single-text rows just above
    for row in range(band[-1] + 1, grid.height):
        cells = grid.rows[row]
        if quiet == grid.height and cells.count(None) < grid.width - 1:
            continue
        filled = [cell for cell in cells if not is_blank(cell)]
        if len(filled) < 2:
            quiet = min(quiet, row)
            continue
        is_header = quiet < row and known.count(filled) >= 3 and all(map(is_label_like, filled))
        if is_header and len(own & {text_of(cell) for cell in filled}) < FEW * len(filled):
            return quiet
        quiet = grid.height
    return grid.height


def _headless(grid: Grid) -> list[Table]:
    """Only a mapping by column letters can read this."""
    if not grid.rows:
        return []
    columns = [ColumnHead(c) for c in range(grid.width) if not _is_empty(grid, c, 0, grid.height)]
    if not columns:
        return []
    passed, last = body_of(grid, columns, 0, grid.height)
    span = f"{letter(columns[0].index)}–{columns[-1].letter}"
    return [Table(grid, (), tuple(columns), 0, last, passed=passed, reasons=[f"{span} 列里没有找到表头。"])]
