"""Writing a ledger as .xlsx that WPS opens without a warning: text stays text, nothing is merged, the head repeats."""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from zhucun.sheets.columns import Column, Sheet

DEMO = "演示数据"
FONT = "宋体"
A4 = 9
FORM_ROWS = 500  # of the blank form that offer a list to choose from
LONGEST_LIST = 255  # characters that a list may have in a sheet
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Written:
    """What stands around the rows. `note` is a first line, `footer` the foot of each printed page."""

    title: str = ""
    note: str = ""
    footer: str = ""
    is_demo: bool = False

    @property
    def lines_above(self) -> list[str]:
        return [line for line in (DEMO if self.is_demo else "", self.title, self.note) if line]

    @property
    def foot(self) -> str:
        left = "　".join(part for part in (DEMO if self.is_demo else "", self.footer) if part)
        return f"&L{left.replace('&', '&&')}&R第 &P 页，共 &N 页"


def write_ledger(
    target: str | Path | IO[bytes], sheet: Sheet, rows: Iterable[Any], around: Written | None = None
) -> int:
    """Rows as they come, in constant memory; returns how many."""
    around = around or Written()
    book = _book(target)
    written = _write(book, book.add_worksheet(sheet.title[:31]), sheet, rows, around)
    book.close()
    return written


def ledger_bytes(sheet: Sheet, rows: Iterable[Any], around: Written | None = None) -> bytes:
    buffer = io.BytesIO()
    write_ledger(buffer, sheet, rows, around)
    return buffer.getvalue()


def write_form(target: str | Path | IO[bytes], sheet: Sheet) -> None:
    """The blank form, and beside it a sheet that explains each column."""
    book = _book(target)
    form = book.add_worksheet(sheet.title[:31])
    _write(book, form, sheet, (), Written())
    for index, column in enumerate(sheet.in_form):
        _offer_choice(form, index, column)
    _explain(book, sheet)
    book.close()


def _book(target: str | Path | IO[bytes]) -> xlsxwriter.Workbook:
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, OPTIONS)
    book.set_properties({"author": "", "comments": ""})
    return book


def _write(book: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet, rows: Iterable[Any], around: Written) -> int:
    formats = _Formats(book)
    columns = sheet.in_form
    for index, column in enumerate(columns):
        page.set_column(index, index, column.width, formats.text if column.kind.is_text else formats.number)
    above = around.lines_above
    _set_up_page(page, len(above), len(columns), around)
    for row, line in enumerate(above):
        page.write_string(row, 0, line, formats.title if line == around.title else formats.note)
    head = len(above)
    for index, column in enumerate(columns):
        page.write_string(head, index, column.label, formats.head)
    writers = [_writer(column, page, formats) for column in columns]
    row = head
    for row, values in enumerate(rows, head + 1):
        for index, write in enumerate(writers):
            write(row, index, values)
    return row - head


def _set_up_page(page: Worksheet, above: int, width: int, around: Written) -> None:
    page.freeze_panes(above + 1, 0)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(above)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer(around.foot)
    page.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_col_to_name(max(width - 1, 0))}1048576"})


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        cell = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
        self.text: Format = book.add_format({**cell, "num_format": "@"})
        self.number: Format = book.add_format({**cell, "num_format": "0"})
        self.part: Format = book.add_format({**cell, "num_format": "General"})
        self.head: Format = book.add_format(
            {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#F2F2F2"}
        )
        self.title: Format = book.add_format({"font_name": FONT, "font_size": 16, "bold": True})
        self.note: Format = book.add_format({"font_name": FONT, "font_size": 10, "font_color": "#595959"})
        self.wrapped: Format = book.add_format({**cell, "num_format": "@", "text_wrap": True})


def _writer(column: Column, page: Worksheet, formats: _Formats) -> Callable[[int, int, Any], None]:
    """Writes one column's cell of a row; never as a formula or a link."""
    take = column.value or (lambda values: values[column.key])
    words, shown = column.kind.words, column.kind.writes
    write_string, write_number, is_text = page.write_string, page.write_number, column.kind.is_text

    def write(row: int, index: int, values: Any) -> None:
        value = take(values)
        if value is None or value == "":
            page.write_blank(row, index, None, formats.text)
        elif not is_text and value.__class__ is int:
            write_number(row, index, value, formats.number)
        elif not is_text and value.__class__ is Decimal:
            write_number(row, index, value, formats.part)
        else:
            write_string(row, index, shown(value) if shown is not str else cell_text(value, words), formats.text)

    return write


def cell_text(value: Any, words: Mapping[Any, str]) -> str:
    """A value as it stands in a ledger: words for choices, several parted by 、."""
    if isinstance(value, tuple | list | frozenset):
        return "、".join(cell_text(one, words) for one in value)
    if words and value in words:
        return words[value]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return str(value)


def _offer_choice(page: Worksheet, index: int, column: Column) -> None:
    words = list(dict.fromkeys(column.kind.words.values()))
    if column.kind.name in ("choice", "yes_no") and words and len(",".join(words)) <= LONGEST_LIST:
        page.data_validation(1, index, FORM_ROWS, index, {"validate": "list", "source": words, "error_type": "warning"})


def _explain(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page, formats = book.add_worksheet("填写说明"), _Formats(book)
    for index, (label, width) in enumerate((("列名", 16), ("怎么填", 60), ("例子", 24), ("也认这些列名", 40))):
        page.set_column(index, index, width)
        page.write_string(0, index, label, formats.head)
    page.freeze_panes(1, 0)
    for row, column in enumerate(sheet.in_form, 1):
        texts = (column.label, column.explained, column.kind.example, "、".join(column.synonyms))
        for index, text in enumerate(texts):
            page.write_string(row, index, text, formats.wrapped)
    if sheet.note:
        page.write_string(len(sheet.in_form) + 2, 0, sheet.note, formats.note)
