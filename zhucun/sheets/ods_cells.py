"""A first look into an .ods: repeated cells are weighed before they are spread out; merged regions are noted."""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhucun.sheets.contents import read_entry
from zhucun.sheets.extents import must_be_few, must_fit
from zhucun.sheets.grid import Region

TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s>/])([^>]*?)(/?)>")
NAME = re.compile(rb'table:name="([^"]*)"')
NUMBER = {
    name: re.compile(rb"table:number-" + name + rb'="(\d{1,9})"')
    for name in (b"rows-repeated", b"columns-repeated", b"rows-spanned", b"columns-spanned")
}
IN_ERROR = "这一格的公式出错。请改好公式或填上数值。"


@dataclass
class SheetLook:
    name: str
    rows: int = 0
    columns: int = 0
    merged: list[Region] = field(default_factory=list)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)


def look_into(archive: zipfile.ZipFile) -> dict[str, SheetLook]:
    """Raises Unreadable for what is damaged or too large."""
    looks = list(_looks(read_entry(archive, "content.xml")))
    must_be_few(len(looks))
    for look in looks:
        must_fit(look.name, look.rows, look.columns)
    return {look.name: look for look in looks}


def _looks(content: bytes) -> Iterator[SheetLook]:
    look, row, repeat, column = SheetLook(""), 0, 0, 0
    for tag in TAG.finditer(content):
        kind, attributes, is_closed = tag.groups()
        if kind == b"table":
            look, row, repeat, column = SheetLook(_name(attributes)), 0, 0, 0
            yield look
        elif kind == b"table-row":
            row, repeat, column = row + repeat, _number(attributes, b"rows-repeated"), 0
        else:
            wide = _number(attributes, b"columns-repeated")
            if kind == b"table-cell" and not is_closed:
                look.rows, look.columns = max(look.rows, row + repeat), max(look.columns, column + wide)
                _note(look, attributes, row, column)
            column += wide


def _note(look: SheetLook, attributes: bytes, row: int, column: int) -> None:
    tall, broad = _number(attributes, b"rows-spanned"), _number(attributes, b"columns-spanned")
    if tall > 1 or broad > 1:
        look.merged.append(Region(row, column, row + tall - 1, column + broad - 1))
    if b'value-type="error"' in attributes:
        look.broken[row, column] = IN_ERROR


def _name(attributes: bytes) -> str:
    found = NAME.search(attributes)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _number(attributes: bytes, name: bytes) -> int:
    found = NUMBER[name].search(attributes)
    return int(found[1]) if found else 1
