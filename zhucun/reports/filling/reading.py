"""A blank form as its cells ask: which cell wants what of whom. The reader of imports, run backwards.

Three shapes are understood: a row for each place, team, unit or person with a column for each figure or field; a row
for each figure with a column for its value, or for each place. What holds something, or a formula, is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.reports.checking.naming import all_named
from zhucun.reports.filling.guessing import Guesser, Memory, money_of, role_of
from zhucun.reports.filling.labels import UNIT_WORDS, Guess
from zhucun.reports.filling.meanings import OF_TEAM, ROLE_WORDS
from zhucun.reports.filling.rows import NAMED_WHOLES, TOWNSHIP_HEADS, Rows, is_serial, is_whole, kind_of, rows_of
from zhucun.reports.told_apart.whose import PART_OF_ALL, WHOLE, Of, Roll, Whose
from zhucun.sheets.body import RowKind
from zhucun.sheets.grid import Grid, Workbook, is_blank, text_of
from zhucun.sheets.header import Known, find_tables
from zhucun.sheets.labels import label_forms, normal_label
from zhucun.sheets.tables import ColumnHead, Table

PLACE_HEADS = (
    frozenset("单位 单位名称 地区 县区 村 村名 村社区 村居 行政村 名称 填报单位 工作队".split()) | TOWNSHIP_HEADS
)
FIGURE_HEADS = frozenset("指标 指标名称 项目 项目名称 内容 统计指标 名称 类别".split())
VALUE_HEADS = frozenset("数量 数值 数据 填报数 本期数 合计 总数 结果 情况 人数 个数 累计 本年累计".split())
NO_VALUE_HEADS = frozenset("备注 说明 计量单位 单位 序号 编号 代码".split())
UNIT_HEADS = frozenset("计量单位 计算单位 数量单位".split())
SERIAL_NUMBER = Guess("序号", None, 100, "顺着编的号。", said="serial")


@dataclass(frozen=True)
class Wanted:
    """A blank cell: whose, and what it asks. `like` is the row whose looks it takes where it is not there yet."""

    sheet: str
    row: int
    column: int
    whose: Whose
    guess: Guess
    like: int | None = None
    number: int = 0  # of a list's serial numbers


@dataclass
class Asked:
    """All that a form wants. `added`: sheet → before which row how many are missing; `problems` are said above it."""

    wanted: list[Wanted] = field(default_factory=list)
    added: dict[str, tuple[int, int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # what is written around its tables


def asked_by(book: Workbook, roll: Roll, memory: Memory) -> Asked:
    asked = Asked()
    for grid in book.shown:
        for table in find_tables(grid, _known()):
            if table.has_header:
                _read(grid, table, roll, memory, asked)
    return asked


@cache
def _known() -> Known:
    words = {*PLACE_HEADS, *FIGURE_HEADS, *VALUE_HEADS, *NO_VALUE_HEADS}
    words |= {way for one in all_named() for group in one.groups for way in group}
    words |= {word for column in ROSTER.columns for word in (column.label, *column.synonyms)}
    words |= {word for one in OF_TEAM for word in (one.label, *one.words)}
    words |= {way for ways in ROLE_WORDS.values() for way in ways}
    return Known(frozenset(form for word in words for form in label_forms(word)))


def _read(grid: Grid, table: Table, roll: Roll, memory: Memory, asked: Asked) -> None:
    lines = (*grid.above, *table.titles)
    around = [*grid.above, *_words_around(grid, table)]
    asked.lines += around
    role, money = role_of(lines), money_of(around)
    rows = rows_of(table, roll, role)
    if rows is None:
        asked.wanted += _by_figure(grid, table, roll, Guesser(memory, Of.WHOLE, money=money))
        return
    if rows.problem:
        asked.problems.append(rows.problem)
    if rows.added[1]:
        asked.added[grid.name] = rows.added
    guesser = Guesser(memory, rows.of, role, money)
    asked.wanted += _listed(grid, table, rows, guesser) if rows.is_list else _by_row(grid, table, rows, guesser)


def _words_around(grid: Grid, table: Table) -> Iterator[str]:
    """What is written above the heads and below the last row: titles, units, notes."""
    above = range(table.header_rows[0] if table.header_rows else 0)
    notes = (row for row in table.passed if kind_of(table, row) is RowKind.NOTE)
    for row in (*above, *notes, *range(table.last_row + 1, grid.height)):
        yield from (text for cell in grid.rows[row] if (text := text_of(cell)))


def _by_row(grid: Grid, table: Table, rows: Rows, guesser: Guesser) -> Iterator[Wanted]:
    guesses = _guesses(_of_value(table, rows.named_in), guesser)
    for row, whose in rows.whose.items():
        for column, guess in guesses.items():
            if not is_free(grid, row, column):
                continue
            if whose.of is not Of.WHOLE or guess.field is None:
                yield Wanted(grid.name, row, column, whose, guess)


def _of_value(table: Table, behind: int) -> list[ColumnHead]:
    """Persons' columns stand on both sides of their names."""
    return [one for one in table.columns if one.labels and not is_serial(one) and not _is_no_value(one, behind)]


def _is_no_value(column: ColumnHead, behind: int) -> bool:
    labels = {normal_label(label) for label in column.labels[-1:]}
    return bool(labels & {"备注", "说明"}) or column.index == behind


def _guesses(columns: list[ColumnHead], guesser: Guesser) -> dict[int, Guess]:
    guesses: dict[int, Guess] = {}
    before = None
    for column in columns:
        guesses[column.index] = guesser.guess(column.labels, before)
        before = guesses[column.index].figure
    return guesses


def _listed(grid: Grid, table: Table, rows: Rows, guesser: Guesser) -> Iterator[Wanted]:
    guesses = _guesses(_of_value(table, -1), guesser)
    serial = next((one.index for one in table.columns if is_serial(one)), None)
    for number, (row, whose) in enumerate(rows.whose.items(), 1):
        like = rows.like if row >= grid.height or rows.added[1] else None
        if serial is not None and (row >= grid.height or is_free(grid, row, serial)):
            yield Wanted(grid.name, row, serial, whose, SERIAL_NUMBER, like, number)
        for column, guess in guesses.items():
            if row >= grid.height or row >= rows.added[0] > 0 or is_free(grid, row, column):
                yield Wanted(grid.name, row, column, whose, guess, like)


def _by_figure(grid: Grid, table: Table, roll: Roll, guesser: Guesser) -> Iterator[Wanted]:
    """Into the columns headed by places, else the first that is called a value, else the first free in every row."""
    rows = [row for row in range(table.first_row, table.last_row + 1) if kind_of(table, row) is RowKind.DATA]
    named = _column_of_figures(table, rows)
    if named is None:
        return
    columns = [one for one in table.columns if one.index > named and not is_serial(one)]
    targets = _columns_of_places(columns, roll) or dict.fromkeys(_value_columns(grid, columns, rows), WHOLE)
    if any(whose is not WHOLE for whose in targets.values()):
        guesser = replace(guesser, of=Of.PLACE)
    guesses = {row: guesser.guess(labels) for row in rows if (labels := _labels_of_row(table, row, named))}
    if any(guess.meaning or guess.likely for guess in guesses.values()):
        for row, guess in guesses.items():
            for column, whose in targets.items():
                if is_free(grid, row, column):
                    yield Wanted(grid.name, row, column, whose, guess)


def figures_of_rows(table: Table) -> list[tuple[str, ...]]:
    """The labels of each row where the rows are figures, as their column's head says (指标名称); else none."""
    rows = [row for row in range(table.first_row, table.last_row + 1) if kind_of(table, row) is RowKind.DATA]
    named = _column_of_figures(table, rows)
    heads = {normal_label(label) for one in table.columns if one.index == named for label in one.labels}
    if named is None or not heads & FIGURE_HEADS:
        return []
    return [labels for row in rows if (labels := _labels_of_row(table, row, named))]


def _column_of_figures(table: Table, rows: list[int]) -> int | None:
    """The last of the columns of words at the left, groups before what is in them."""
    found = None
    for column in table.columns:
        texts = table.cells(column.index, rows)
        if is_serial(column):
            continue
        is_unit = all(UNIT_WORDS.match(text_of(text)) for text in texts if not is_blank(text))
        if is_unit or _is_of_units(column) or sum(isinstance(text, str) for text in texts) * 2 <= len(rows):
            break
        found = column.index
    return found


def _is_of_units(column: ColumnHead) -> bool:
    return any(normal_label(label) in UNIT_HEADS for label in column.labels)


def _labels_of_row(table: Table, row: int, named: int) -> tuple[str, ...]:
    """Groups, the figure's words, and in brackets the unit that stands in a column of its own."""
    labels, unit = [], ""
    for column in table.columns:
        if is_serial(column):
            continue
        text = text_of(table.cells(column.index, [row])[0])
        if column.index <= named and text:
            labels.append(text)
        elif text and not unit and (UNIT_WORDS.match(text) or _is_of_units(column)):
            unit = text
    if labels and unit:
        labels[-1] += f"（{unit}）"
    return tuple(labels)


def _columns_of_places(columns: list[ColumnHead], roll: Roll) -> dict[int, Whose]:
    leaves = {column.index: column.labels[-1] if column.labels else "" for column in columns}
    places = {at: whose for at, leaf in leaves.items() if not is_whole(leaf) and (whose := roll.place(leaf)).is_known}
    wholes = {at: leaf for at, leaf in leaves.items() if is_whole(leaf)}
    if len(places) < 2 or (len(places) + len(wholes)) * 2 < len(columns):
        return {}
    all_there = roll.are_all({whose.key for whose in places.values()})
    sums = {at: WHOLE if leaf in NAMED_WHOLES or all_there else PART_OF_ALL for at, leaf in wholes.items()}
    return dict(sorted({**places, **sums}.items()))


def _value_columns(grid: Grid, columns: list[ColumnHead], rows: list[int]) -> list[int]:
    called = [one.index for one in columns if VALUE_HEADS & {normal_label(label) for label in one.labels}]
    free = [one.index for one in columns if all(is_free(grid, row, one.index) for row in rows)]
    return (called or free)[:1]


def is_free(grid: Grid, row: int, column: int) -> bool:
    """Blank, no formula, and the first of what it is merged with."""
    if row >= grid.height:
        return True
    if not is_blank(grid.rows[row][column]) or (row, column) in grid.broken:
        return False
    return not any(
        region.left <= column <= region.right and (row, column) != (region.top, region.left)
        for region in grid.regions(row, row)
    )
