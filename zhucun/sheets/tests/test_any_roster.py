"""Whatever a roster looks like: nothing crashes, no row disappears, and the same file twice changes nothing."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhucun.dispatch.roster.sheets import ROSTER
from zhucun.lib.names import normal_name
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import Grid, is_blank
from zhucun.sheets.header import find_tables
from zhucun.sheets.kinds import known_words, recognised
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.plan import Difference, Outcome, Plan, decide, differences, missing_columns, passed_rows
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.rows import read_rows
from zhucun.sheets.tables import Table
from zhucun.sheets.tests.generate import Roster, ugly_roster
from zhucun.sheets.tests.workbooks import xlsx

TODAY = date(2022, 7, 11)
LABELS = {column.key: column.label for column in ROSTER.columns}
KEPT = [column.key for column in ROSTER.columns if column.key != "name"]
SLOWLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Ledger = dict[tuple[str, str], Mapping[str, Any]]


def plan_of(roster: Roster, ledger: Ledger) -> Plan:
    """Against a ledger of people by name and telephone number."""
    book = read_bytes(roster.data, roster.name)
    verdict = next(v for v in recognised(book.name, book.filled) if v.key == "member_roster")
    rows = read_rows(verdict.table, map_columns(ROSTER, verdict.table), today=TODAY)

    def judge(at: int) -> tuple[Outcome, Any, tuple[Difference, ...]]:
        row = rows[at]
        held = ledger.get((row["name"], row["phone"]))
        if held is None:
            return Outcome.ADDED, None, ()
        changed = differences(row, held, LABELS, KEPT)
        return (Outcome.CHANGED if changed else Outcome.LEFT), row["name"], changed

    entries = decide(rows, judge, who=lambda row: row["name"] or "")
    return Plan(book.name, verdict, [rows], entries, passed_rows(verdict.table), missing_columns(rows))


def must_account_for_every_row(grid: Grid, tables: list[Table]) -> None:
    """A row that is not blank is title, header, or in the body of a table, there either data or passed over."""
    first = min((table.header_rows[0] for table in tables if table.header_rows), default=0)
    for row, cells in enumerate(grid.rows):
        if row < first or all(map(is_blank, cells)):
            continue
        around = [t for t in tables if row in t.header_rows or t.first_row <= row <= t.last_row]
        below = [t for t in tables if t.header_rows and row < t.header_rows[0]]
        assert around or below, f"row {row + 1} is nowhere"


@SLOWLY
@given(seed=st.integers(0, 10**9), rows=st.integers(1, 90))
def test_every_person_is_found_and_nobody_else(seed: int, rows: int) -> None:
    roster = ugly_roster(seed, rows)

    plan = plan_of(roster, {})

    assert {entry.row for entry in plan.entries} == set(roster.people)
    assert {e.row for e in plan.entries if e.outcome in (Outcome.REFUSED, Outcome.DOUBTFUL)} == roster.faulty
    for entry in plan.of(Outcome.ADDED):
        assert entry.told["name"] == normal_name(roster.people[entry.row]).strip("、")


@SLOWLY
@given(seed=st.integers(0, 10**9), rows=st.integers(1, 40))
def test_each_row_has_exactly_one_outcome_and_no_row_is_lost(seed: int, rows: int) -> None:
    roster = ugly_roster(seed, rows)
    grid = read_bytes(roster.data, roster.name).sheets[0]
    plan = plan_of(roster, {})
    (table,) = {id(rows.table): rows.table for rows in plan.rows}.values()

    assert sum(plan.counts.values()) == len(plan.entries) == len(table.data_rows)
    assert {*table.data_rows, *table.passed} == set(range(table.first_row, table.last_row + 1))
    assert not set(table.data_rows) & set(table.passed)
    must_account_for_every_row(grid, find_tables(grid, known_words()))


@SLOWLY
@given(seed=st.integers(0, 10**9), rows=st.integers(1, 40))
def test_the_same_file_twice_changes_nothing(seed: int, rows: int) -> None:
    roster = ugly_roster(seed, rows)
    added = plan_of(roster, {}).of(Outcome.ADDED)
    ledger: Ledger = {(e.told["name"], e.told["phone"]): dict(e.told) for e in added}

    again = plan_of(roster, ledger)

    assert not again.of(Outcome.ADDED)
    assert not again.of(Outcome.CHANGED)
    assert len(again.of(Outcome.LEFT)) == len(added)


cells = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(
        ["姓名", "村", "单位", "电话", "合计", "序号", "注：", "张三", "13900000001", "队员", "驻村工作队", "1984.3"]
    ),
    st.integers(-10, 10**11),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
)


@SLOWLY
@given(rows=st.lists(st.lists(cells, min_size=1, max_size=7), min_size=1, max_size=14))
def test_any_grid_is_read_without_a_crash_and_without_loss(rows: list[list[Any]]) -> None:
    width = max(map(len, rows))
    grid = Grid("表", [row + [None] * (width - len(row)) for row in rows])

    tables = find_tables(grid, known_words())

    if any(not is_blank(cell) for row in grid.rows for cell in row):
        must_account_for_every_row(grid, tables)
    for table in tables:
        mapping = map_columns(ROSTER, table)
        read = read_rows(table, mapping, today=TODAY)
        assert read.numbers == [row + 1 for row in table.data_rows]
        assert all(len(values) == len(read) for values in read.values.values())
        missing_columns(read)


@SLOWLY
@given(cell=st.one_of(cells, st.floats(), st.dates(), st.datetimes(), st.text(max_size=40)))
def test_no_cell_crashes_any_kind_of_column(cell: Any) -> None:
    grid = Grid("表", [["姓名", "村"], [cell, cell], [cell, cell]])
    (table, *_) = find_tables(Grid("表", [["姓名", "村"], ["甲", "乙"]]), known_words())
    table.grid = grid
    table.last_row = 2

    for column in ROSTER.columns:
        read_rows(table, map_columns(ROSTER, table, told={"A": column.key, "B": "ignore"}), today=TODAY)


@SLOWLY
@given(data=st.binary(max_size=400), keep=st.floats(0, 1), at=st.floats(0, 1))
def test_no_bytes_crash_the_reader(data: bytes, keep: float, at: float) -> None:
    book = xlsx([["姓名", "村"], ["张三", "石坪村"]])
    place = int(len(book) * at)
    for broken in (data, book[: int(len(book) * keep)], book[:place] + data + book[place + len(data) :]):
        with suppress(Unreadable):
            read_bytes(broken, "表.xlsx")


@pytest.mark.parametrize("rows", [496])
def test_a_whole_county_is_read(rows: int) -> None:
    plan = plan_of(ugly_roster(20220711, rows), {})

    assert len(plan.entries) == rows
