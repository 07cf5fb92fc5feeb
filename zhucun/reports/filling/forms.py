"""A blank form as its cells ask: which cell wants which figure of which place. The reader of imports, run backwards.

Two shapes are understood: a row for each place with a column for each figure, and a row for each figure with one
column for its value. A cell that holds something, or a formula, is left alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zhucun.reports.checking.naming import all_named
from zhucun.reports.filling.labels import Guess, figure_for
from zhucun.sheets.body import SERIAL, RowKind, is_total
from zhucun.sheets.grid import Grid, Workbook, is_blank, text_of
from zhucun.sheets.header import Known, find_tables
from zhucun.sheets.labels import label_forms, normal_label
from zhucun.sheets.tables import ColumnHead, Table

PLACE_HEADS = frozenset(
    "乡镇 乡镇街道 乡镇名称 镇 单位 单位名称 地区 县区 村 村名 村社区 村居 行政村 名称 填报单位".split()
)
FIGURE_HEADS = frozenset("指标 指标名称 项目 项目名称 内容 统计指标 名称 类别".split())
VALUE_HEADS = frozenset("数量 数值 数据 填报数 本期数 合计 总数 结果 情况 人数 个数 累计 本年累计".split())
NO_VALUE_HEADS = frozenset("备注 说明 计量单位 单位 序号 编号 代码".split())


@dataclass(frozen=True)
class Wanted:
    """A blank cell: of which place (its text, "" the whole), which figure."""

    sheet: str
    row: int
    column: int
    place: str
    guess: Guess


def cells_wanted(book: Workbook, places: Mapping[str, str]) -> Iterator[Wanted]:
    """`places`: what a row may be called → its code; a row of another name asks for nothing."""
    for grid in book.shown:
        for table in find_tables(grid, _known()):
            yield from _of_table(grid, table, places)


@cache
def _known() -> Known:
    words = {*PLACE_HEADS, *FIGURE_HEADS, *VALUE_HEADS, *NO_VALUE_HEADS}
    words |= {way for one in all_named() for group in one.groups for way in group}
    return Known(frozenset(form for word in words for form in label_forms(word)))


def _of_table(grid: Grid, table: Table, places: Mapping[str, str]) -> Iterator[Wanted]:
    rows = [row for row in range(table.first_row, grid.height) if _kind(table, row) in (RowKind.DATA, RowKind.TOTAL)]
    named = _row_names(grid, table, rows)
    if named is None:
        return
    columns = [one for one in table.columns if one.index > named and not _is_no_value(one)]
    texts = {row: "合计" if _kind(table, row) is RowKind.TOTAL else text_of(grid.rows[row][named]) for row in rows}
    if sum(_place_of(text, places) is not None for text in texts.values()) * 2 >= len(rows):
        yield from _by_place(grid, columns, texts, places)
    else:
        yield from _by_figure(grid, columns, texts)


def _kind(table: Table, row: int) -> RowKind:
    return table.passed[row].kind if row in table.passed else RowKind.DATA


def _row_names(grid: Grid, table: Table, rows: list[int]) -> int | None:
    """The column in which rows are called something: the first with words that is no serial number."""
    for column in table.columns:
        if SERIAL & {normal_label(label) for label in column.labels}:
            continue
        if rows and sum(isinstance(grid.rows[row][column.index], str) for row in rows) * 2 > len(rows):
            return column.index
    return None


def _is_no_value(column: ColumnHead) -> bool:
    return bool(NO_VALUE_HEADS & {normal_label(label) for label in column.labels[-1:]})


def _place_of(text: str, places: Mapping[str, str]) -> str | None:
    return "" if is_total(text) or text in ("全县", "本县") else text if text in places else None


def _by_place(
    grid: Grid, columns: list[ColumnHead], texts: Mapping[int, str], places: Mapping[str, str]
) -> Iterator[Wanted]:
    guesses = _guesses(columns)
    for row, text in texts.items():
        place = _place_of(text, places)
        for column, guess in guesses.items():
            if place is not None and _is_free(grid, row, column):
                yield Wanted(grid.name, row, column, place, guess)


def _guesses(columns: list[ColumnHead]) -> dict[int, Guess]:
    guesses: dict[int, Guess] = {}
    before = None
    for column in columns:
        if column.labels:
            guesses[column.index] = figure_for(column.labels, before)
            before = guesses[column.index].figure
    return guesses


def _by_figure(grid: Grid, columns: list[ColumnHead], texts: Mapping[int, str]) -> Iterator[Wanted]:
    """The first column that is called a value, else the first that is free in every row."""
    called = [one.index for one in columns if VALUE_HEADS & {normal_label(label) for label in one.labels}]
    free = [one.index for one in columns if all(_is_free(grid, row, one.index) for row in texts)]
    for column in (called or free)[:1]:
        guesses = {row: figure_for((text,)) for row, text in texts.items() if text}
        if any(guess.figure for guess in guesses.values()):
            for row, guess in guesses.items():
                if _is_free(grid, row, column):
                    yield Wanted(grid.name, row, column, "", guess)


def _is_free(grid: Grid, row: int, column: int) -> bool:
    """Blank, no formula, and the first of what it is merged with."""
    if not is_blank(grid.rows[row][column]) or (row, column) in grid.broken:
        return False
    return not any(
        region.left <= column <= region.right and (row, column) != (region.top, region.left)
        for region in grid.regions(row, row)
    )
