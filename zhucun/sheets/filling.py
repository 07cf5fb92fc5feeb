"""Fills cells of somebody else's .xlsx and leaves everything else of the file as it is, byte for byte where it can.

The parts of the archive that are not touched are copied. In a sheet the cells told get their value; what is left
open becomes yellow with a hint that shows when the cell is chosen. Cells with a formula are never written; their
last results are taken out, so that whoever opens the file reckons them anew.
"""

import io
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from fractions import Fraction

from lxml import etree

from zhucun.sheets.contents import SAVE_AS, kind_of, opened_zip
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import letter
from zhucun.sheets.xlsx_cells import look_into, parts_of_sheets
from zhucun.sheets.xml import parsed, written

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
YELLOW = "FFFFF2CC"
LONGEST_HINT = 250  # of 255 characters that a prompt may have
HINT_TITLE = "还不知道"
BEHIND_VALIDATIONS = (
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
).split()
Place = tuple[int, int]  # row, column, from 0


@dataclass(frozen=True)
class Fill:
    """A value for a cell, or none and a hint why."""

    value: int | Fraction | str | None
    hint: str = ""


def fill(data: bytes, fills: Mapping[str, Mapping[Place, Fill]]) -> bytes:
    """`fills`: sheet name → place → what is put there; of merged cells the first. Raises Unreadable."""
    if kind_of(data) != "xlsx":
        raise Unreadable(f"只能填 .xlsx。{SAVE_AS}", reason="wrong_type")
    with opened_zip(data) as archive:
        if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
            raise Unreadable("这张表带宏，没有打开。另存为不带宏的 .xlsx 再填。", reason="wrong_type")
        look_into(archive)
        paths = parts_of_sheets(archive)
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    parts = {info.filename: content for info, content in entries}
    styles = _Styles(parsed(parts.get("xl/styles.xml", b"<x/>"), huge=True))
    changed = {}
    for name, path in paths.items():
        sheet = parsed(parts[path], huge=True)
        _forget_results(sheet)
        _Sheet(sheet, styles).fill(fills.get(name, {}))
        changed[path] = written(sheet)
    changed["xl/styles.xml"] = written(styles.root)
    return _packed(entries, changed)


class _Styles:
    """The looks of a workbook, and of each the same in yellow."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._yellow_of: dict[int, int] = {}
        self._fill: int | None = None

    def yellow(self, style: int) -> int:
        if style not in self._yellow_of:
            self._yellow_of[style] = self._made(style)
        return self._yellow_of[style]

    def _made(self, style: int) -> int:
        formats = self.root.find(f"{MAIN}cellXfs")
        if formats is None or len(formats) <= style:
            raise Unreadable(f"文件损坏，格式表对不上。{SAVE_AS}", reason="damaged")
        made = deepcopy(formats[style])
        made.set("fillId", str(self._yellow_fill()))
        made.set("applyFill", "1")
        formats.append(made)
        formats.set("count", str(len(formats)))
        return len(formats) - 1

    def _yellow_fill(self) -> int:
        if self._fill is None:
            fills = self.root.find(f"{MAIN}fills")
            pattern = etree.SubElement(
                etree.SubElement(fills, f"{MAIN}fill"), f"{MAIN}patternFill", patternType="solid"
            )
            etree.SubElement(pattern, f"{MAIN}fgColor", rgb=YELLOW)
            etree.SubElement(pattern, f"{MAIN}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fill = len(fills) - 1
        return self._fill


class _Sheet:
    def __init__(self, root: etree._Element, styles: _Styles) -> None:
        self._root, self._styles = root, styles
        self._data = root.find(f"{MAIN}sheetData")
        self._rows = {int(row.get("r")): row for row in self._data}
        self._hints: list[tuple[str, str]] = []

    def fill(self, fills: Mapping[Place, Fill]) -> None:
        for (row, column), one in sorted(fills.items()):
            cell = self._cell(row + 1, column)
            if cell.find(f"{MAIN}f") is None:
                self._put(cell, one)
        if self._hints:
            self._hint()

    def _put(self, cell: etree._Element, one: Fill) -> None:
        if one.value is None:
            cell.set("s", str(self._styles.yellow(int(cell.get("s", "0")))))
            if one.hint:
                self._hints.append((cell.get("r"), one.hint[:LONGEST_HINT]))
            return
        for child in list(cell):
            cell.remove(child)
        if isinstance(one.value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = one.value
        else:
            cell.attrib.pop("t", None)
            etree.SubElement(cell, f"{MAIN}v").text = _number(one.value)

    def _cell(self, number: int, column: int) -> etree._Element:
        row = self._row(number)
        for at, cell in enumerate(row):
            there = _column_of(cell.get("r"))
            if there == column:
                return cell
            if there > column:
                return self._new_cell(row, at, number, column)
        return self._new_cell(row, len(row), number, column)

    def _new_cell(self, row: etree._Element, at: int, number: int, column: int) -> etree._Element:
        """In the looks of its row or column, where they have one."""
        made = etree.Element(f"{MAIN}c", r=f"{letter(column)}{number}")
        style = row.get("s") or self._style_of_column(column + 1)
        if style:
            made.set("s", style)
        row.insert(at, made)
        return made

    def _style_of_column(self, number: int) -> str | None:
        for one in self._root.iterfind(f"{MAIN}cols/{MAIN}col"):
            if int(one.get("min")) <= number <= int(one.get("max")):
                return one.get("style")
        return None

    def _row(self, number: int) -> etree._Element:
        if number not in self._rows:
            made = etree.Element(f"{MAIN}row", r=str(number))
            later = [one for one in self._rows if one > number]
            at = self._data.index(self._rows[min(later)]) if later else len(self._data)
            self._data.insert(at, made)
            self._rows[number] = made
        return self._rows[number]

    def _hint(self) -> None:
        """As prompts of data validation: they show when the cell is chosen and are never printed."""
        found = self._root.find(f"{MAIN}dataValidations")
        if found is None:
            found = etree.Element(f"{MAIN}dataValidations")
            behind = (self._root.find(f"{MAIN}{name}") for name in BEHIND_VALIDATIONS)
            following = min((self._root.index(one) for one in behind if one is not None), default=len(self._root))
            self._root.insert(following, found)
        taken = {place for one in found for place in (one.get("sqref") or "").split()}
        for place, words in self._hints:
            if place not in taken:
                told = {"allowBlank": "1", "showInputMessage": "1", "sqref": place, "promptTitle": HINT_TITLE}
                etree.SubElement(found, f"{MAIN}dataValidation", {**told, "prompt": words})
        found.set("count", str(len(found)))


def _number(value: int | Fraction) -> str:
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return repr(float(value))


def _column_of(place: str) -> int:
    number = 0
    for sign in place:
        if sign.isdigit():
            break
        number = number * 26 + ord(sign) - 64
    return number - 1


def _forget_results(sheet: etree._Element) -> None:
    for cell in sheet.iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if value is not None and cell.find(f"{MAIN}f") is not None:
            cell.remove(value)
            cell.attrib.pop("t", None)


def _packed(entries: list[tuple[zipfile.ZipInfo, bytes]], changed: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in entries:
            archive.writestr(info, changed.get(info.filename, content))
    return buffer.getvalue()
