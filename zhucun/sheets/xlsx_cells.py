"""A first look into an .xlsx before it is opened: how far its cells reach, and which formulas gave no value."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from zhucun.sheets.contents import SAVE_AS, read_entry, read_entry_in_pieces
from zhucun.sheets.extents import fits, must_be_few, must_fit
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import column_index

ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
PLAIN_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})\d')
PLAIN_NUMBER = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,9})"')
TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*?)(/?)>")
PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]*)(\d{1,9})[\"']")
WITHOUT_VALUE = re.compile(
    rb'<c r="([A-Z]+)(\d+)"((?:(?!t="str")[^>])*)>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
IN_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*>(?:<f(?:[^>]*/>|[^>]*>[^<]*</f>))?\s*<v>([^<]*)</v>')

NOT_COMPUTED = "这一格是公式，没有算出结果。请用 WPS 打开、保存一次，或把结果粘贴为数值。"


@dataclass
class SheetLook:
    rows: int = 0
    columns: int = 0
    broken: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class WorkbookLook:
    sheets: dict[str, SheetLook]
    counts_from_1904: bool


def look_into(archive: zipfile.ZipFile) -> WorkbookLook:
    """Raises Unreadable for what is damaged or too large; reads every part once, so sizes have been checked after."""
    book = _xml(archive, "xl/workbook.xml")
    paths = _paths(archive, book)
    must_be_few(len(paths))
    for name in archive.namelist():
        if name.startswith("xl/") and name.endswith(".xml") and name not in paths.values():
            for _piece in read_entry_in_pieces(archive, name):
                pass
    properties = book.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return WorkbookLook({name: _look_at(archive, name, path) for name, path in paths.items()}, from_1904)


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive. Raises Unreadable."""
    return _paths(archive, _xml(archive, "xl/workbook.xml"))


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    data = read_entry(archive, name)
    try:
        if b"<!DOCTYPE" in data:
            raise ElementTree.ParseError("a workbook has no document type")
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Unreadable(f"文件损坏，里面的“{name}”读不出来。{SAVE_AS}", reason="damaged") from error


def _paths(archive: zipfile.ZipFile, book: ElementTree.Element) -> dict[str, str]:
    """Sheet name → its part in the archive; chart sheets have none."""
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        raise Unreadable(f"文件损坏，缺工作表目录。{SAVE_AS}", reason="damaged")
    parts = {}
    for part in _xml(archive, "xl/_rels/workbook.xml.rels"):
        target = part.get("Target", "")
        parts[part.get("Id")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    found = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        path = parts.get(key, "")
        if "worksheets/" in path and path in archive.namelist():
            found[sheet.get("name", "")] = path
    return found


def _look_at(archive: zipfile.ZipFile, name: str, path: str) -> SheetLook:
    look = SheetLook()
    is_plain = True
    for piece in _whole_rows(archive, path):
        is_plain = is_plain and _extend(look, piece)
        if b"<f" in piece or b't="e"' in piece:
            look.broken.update(_broken_in(piece))
    if not is_plain or not fits(look.rows, look.columns):
        look.rows, look.columns = _careful_extent(_whole_rows(archive, path))
    must_fit(name, look.rows, look.columns)
    return look


def _whole_rows(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The sheet in pieces that end behind a row."""
    rest = b""
    for piece in read_entry_in_pieces(archive, path):
        rest += piece
        cut = rest.rfind(b"row>") + 4
        if cut > 3:
            yield rest[:cut]
            rest = rest[cut:]
    if b"\x00" in rest[:64]:
        raise Unreadable(f"文件损坏，表格内容读不出来。{SAVE_AS}", reason="damaged")
    yield rest


def _extend(look: SheetLook, piece: bytes) -> bool:
    """Widen the look by a piece; False where its cells are not all written in the plain way."""
    letters = PLAIN_LETTERS.findall(piece)
    numbers = PLAIN_NUMBER.findall(piece)
    if len(letters) != len(numbers) or len(letters) != len(ANY_CELL.findall(piece)):
        return False
    look.columns = max(look.columns, max((column_index(name.decode()) + 1 for name in set(letters)), default=0))
    look.rows = max(look.rows, max(map(int, set(numbers)), default=0))
    return True


def _careful_extent(pieces: Iterator[bytes]) -> tuple[int, int]:
    """Only cells with content count: a format spread to the bottom of the sheet is not a table of a million rows."""
    row = column = rows = columns = 0
    for piece in pieces:
        for tag in TAG.finditer(piece):
            kind, attributes, is_closed = tag.groups()
            place = PLACE.search(attributes)
            if kind == b"row":
                row, column = (int(place[2]) if place else row + 1), 0
                continue
            column = column_index(place[1].decode()) + 1 if place and place[1] else column + 1
            row = int(place[2]) if place else row
            if not is_closed and not piece.startswith(b"</", tag.end()):
                rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _broken_in(piece: bytes) -> dict[tuple[int, int], str]:
    broken = {_position(found): NOT_COMPUTED for found in WITHOUT_VALUE.finditer(piece)}
    for found in IN_ERROR.finditer(piece):
        broken[_position(found)] = f"这一格的公式出错（{found[3].decode('utf-8', 'replace')}）。请改好公式或填上数值。"
    return broken


def _position(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, column_index(found[1].decode())
