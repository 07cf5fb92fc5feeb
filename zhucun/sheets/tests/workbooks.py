"""Workbooks for tests, made in memory."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from zhucun.sheets.grid import Grid, Row
from zhucun.sheets.header import Known, find_tables
from zhucun.sheets.labels import normal_label
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.tables import Table

WORDS = ("序号", "姓名", "性别", "单位", "电话", "联系电话", "乡镇", "村", "起", "备注", "贫困户数", "帮扶单位")
KNOWN = Known(frozenset(map(normal_label, WORDS)))


def xlsx(rows: Iterable[Sequence[Any]], *merged: str, name: str = "Sheet1") -> bytes:
    """A workbook of one sheet; `merged` are ranges like "A1:D1" whose value stands in their first cell."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    rows = list(rows)
    for span in merged:
        sheet.merge_range(span, "")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


def text(rows: Iterable[Sequence[Any]], encoding: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode(encoding)


def grid(rows: Iterable[Sequence[Any]], *merged: str) -> Grid:
    return read_bytes(xlsx(rows, *merged), "表.xlsx").sheets[0]


def bare_grid(rows: Iterable[Sequence[Any]]) -> Grid:
    """As from a text file: nothing is known of merged cells."""
    return read_bytes(text(rows), "表.csv").sheets[0]


def tables(rows: Iterable[Sequence[Any]], *merged: str) -> list[Table]:
    return find_tables(grid(rows, *merged), KNOWN)


def rows_of(table: Table) -> list[Row]:
    return [[table.grid.rows[row][c.index] for c in table.columns] for row in table.data_rows]


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same archive with parts replaced or added.."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts:
                archive.writestr(name, source.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
