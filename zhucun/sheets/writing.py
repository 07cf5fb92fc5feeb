"""Writing a ledger as .xlsx that WPS opens without a warning: text stays text, nothing is merged, the head repeats."""

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from zhucun.lib.later import Later
from zhucun.sheets.columns import Column, Sheet

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet
else:
    xlsxwriter = Later("xlsxwriter")

DEMO = "演示数据"
FONT = "宋体"
A4, A3 = 9, 8
FORM_ROWS = 500  # of the blank form that offer a list to choose from
LONGEST_LIST = 255  # characters that a list may have in a sheet
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
SERIAL, SERIAL_WIDTH = "序号", 6
LINE, TITLE_LINE = 15, 26  # points
WIDE_SIGN = 0x2E80  # from there on a sign takes the room of two
PEN = "（签字）：＿＿＿＿＿＿＿＿"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Written:
    """What stands around the rows. `note` is a first line, `footer` the foot of each printed page.

    A ledger is numbered, its long texts are broken into lines, and below it those sign who are named in `signs`, with a
    pen (R-DOC-34); a wide one is for A3.
    """

    title: str = ""
    note: str = ""
    footer: str = ""
    is_demo: bool = False
    is_ledger: bool = False
    is_wide: bool = False
    row_height: int = 0  # where somebody signs in each row
    signs: tuple[str, ...] = ()

    @property
    def lines_above(self) -> list[str]:
        return [line for line in (DEMO if self.is_demo else "", self.title, self.note) if line]

    @property
    def signed(self) -> str:
        return "　　".join(f"{who}{PEN}" for who in self.signs)

    @property
    def foot(self) -> str:
        left = "　".join(part for part in (DEMO if self.is_demo else "", self.footer) if part)
        return f"&L{left.replace('&', '&&')}&R第 &P 页，共 &N 页"


def write_ledger(
    target: str | Path | IO[bytes], sheet: Sheet, rows: Iterable[Any], around: Written | None = None
) -> int:
    """Rows as they come, in constant memory; returns how many."""
    return write_parts(target, sheet, [(sheet.title, rows)], around)


def write_parts(
    target: str | Path | IO[bytes],
    sheet: Sheet,
    parts: Iterable[tuple[str, Iterable[Any]]],
    around: Written | None = None,
) -> int:
    """The same columns on several worksheets, each called after its part: a township, a month."""
    around, written = around or Written(), 0
    book = _book(target)
    for name, rows in parts:
        written += _write(book, book.add_worksheet(_free_name(book, name)), sheet, rows, around)
    if not book.worksheets():
        _write(book, book.add_worksheet(_free_name(book, sheet.title)), sheet, (), around)
    book.close()
    return written


def _free_name(book: "xlsxwriter.Workbook", wanted: str) -> str:
    """31 characters, none that a worksheet's name may not have, and not twice."""
    plain = SHEET_NAME.sub("－", wanted).strip("'") or "台账"
    taken = {page.get_name().lower() for page in book.worksheets()}
    names = [plain[:31], *(f"{plain[:27]}（{number}）" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name.lower() not in taken)


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


def _book(target: str | Path | IO[bytes]) -> "xlsxwriter.Workbook":
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, OPTIONS)
    book.set_properties({"author": "", "comments": ""})
    return book


def _write(book: "xlsxwriter.Workbook", page: "Worksheet", sheet: Sheet, rows: Iterable[Any], around: Written) -> int:
    formats, above = _Formats(book, is_wrapped=around.is_ledger), around.lines_above
    first = 1 if around.is_ledger else 0
    if around.row_height:
        page.set_default_row(around.row_height)
    if around.is_ledger:
        page.set_column(0, 0, SERIAL_WIDTH, formats.unruled)
    for index, column in enumerate(sheet.in_form, first):
        ruled = formats.text if column.kind.is_text else formats.number
        page.set_column(index, index, column.width, formats.unruled if around.is_ledger else ruled)
    _set_up_page(page, len(above), first + len(sheet.in_form), around)
    for row, line in enumerate(above):
        if around.is_ledger and line == around.title:
            page.set_row(row, TITLE_LINE)
        page.write_string(row, 0, line, formats.title if line == around.title else formats.note)
    written = _write_rows(page, sheet, rows, formats, len(above), first)
    if around.signs:
        page.write_string(len(above) + written + 2, 0, around.signed, formats.note)
    return written


def _write_rows(
    page: "Worksheet", sheet: Sheet, rows: Iterable[Any], formats: "_Formats", head: int, first: int
) -> int:
    """The head and below it the rows, numbered where a column is free for it."""
    if first:
        page.write_string(head, 0, SERIAL, formats.head)
    for index, column in enumerate(sheet.in_form, first):
        page.write_string(head, index, column.label, formats.head)
    writers = list(enumerate((_writer(column, page, formats) for column in sheet.in_form), first))
    tall = [(column.value or _taken(column.key), column.width) for column in sheet.in_form] if first else []
    row = head
    for row, values in enumerate(rows, head + 1):
        if first:
            lines = max((_lines(take(values), width) for take, width in tall), default=1)
            if lines > 1:
                page.set_row(row, LINE * lines)
            page.write_number(row, 0, row - head, formats.number)
        for index, write in writers:
            write(row, index, values)
    return row - head


def _taken(key: str) -> Callable[[Any], Any]:
    return lambda values: values[key]


def _lines(value: Any, width: int) -> int:
    """How many a text is broken into: programs that print do not work it out themselves."""
    if value.__class__ is not str or (len(value) * 2 <= width and "\n" not in value):
        return 1
    parts = (sum(2 if ord(sign) >= WIDE_SIGN else 1 for sign in part) for part in value.split("\n"))
    return sum(max(1, -(-room // max(1, width))) for room in parts)


def _set_up_page(page: "Worksheet", above: int, width: int, around: Written) -> None:
    page.freeze_panes(above + 1, 0)
    page.set_landscape()
    page.set_paper(A3 if around.is_wide else A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(above)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.set_footer(around.foot)
    page.ignore_errors({"number_stored_as_text": f"A1:{xlsxwriter.utility.xl_col_to_name(max(width - 1, 0))}1048576"})


class _Formats:
    def __init__(self, book: "xlsxwriter.Workbook", *, is_wrapped: bool = False) -> None:
        cell = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1, "border_color": "#BFBFBF"}
        self.text: Format = book.add_format({**cell, "num_format": "@", "text_wrap": is_wrapped})
        self.unruled: Format = book.add_format({"font_name": FONT, "font_size": 10, "num_format": "@"})
        self.money: Format = book.add_format({**cell, "num_format": "0.00"})
        self.number: Format = book.add_format({**cell, "num_format": "0"})
        self.part: Format = book.add_format({**cell, "num_format": "General"})
        self.head: Format = book.add_format(
            {**cell, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#F2F2F2"}
        )
        self.title: Format = book.add_format({"font_name": FONT, "font_size": 16, "bold": True})
        self.note: Format = book.add_format({"font_name": FONT, "font_size": 10, "font_color": "#595959"})
        self.wrapped: Format = book.add_format({**cell, "num_format": "@", "text_wrap": True})


def _writer(column: Column, page: "Worksheet", formats: _Formats) -> Callable[[int, int, Any], None]:
    """Writes one column's cell of a row; never as a formula or a link."""
    take = column.value or (lambda values: values[column.key])
    words, shown = column.kind.words, column.kind.writes
    write_string, write_number, is_text = page.write_string, page.write_number, column.kind.is_text
    is_money = column.kind.name == "money"

    def write(row: int, index: int, values: Any) -> None:
        value = take(values)
        if value is None or value == "":
            page.write_blank(row, index, None, formats.text)
        elif not is_text and value.__class__ is int and shown is not str:
            write_number(row, index, Decimal(shown(value)), formats.money if is_money else formats.part)
        elif not is_text and value.__class__ is int:
            write_number(row, index, value, formats.number)
        elif not is_text and value.__class__ is Decimal:
            write_number(row, index, value, formats.part)
        else:
            write_string(row, index, shown(value) if shown is not str else cell_text(value, words), formats.text)

    return write


def written_value(column: Column, value: Any) -> int | str:
    """A value as its column writes it, for a cell of somebody else's sheet."""
    if not column.kind.is_text and value.__class__ is int:
        return int(value)
    return cell_text(value, column.kind.words) if column.kind.writes is str else str(column.kind.writes(value))


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


def _offer_choice(page: "Worksheet", index: int, column: Column) -> None:
    words = list(dict.fromkeys(column.kind.words.values()))
    if column.kind.name in ("choice", "yes_no") and words and len(",".join(words)) <= LONGEST_LIST:
        page.data_validation(1, index, FORM_ROWS, index, {"validate": "list", "source": words, "error_type": "warning"})


def _explain(book: "xlsxwriter.Workbook", sheet: Sheet) -> None:
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
