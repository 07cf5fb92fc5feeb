"""Fills cells of somebody else's .xlsx and leaves everything else of the file as it is, byte for byte where it can.

The parts of the archive that are not touched are copied. In a sheet the cells told get their value; what is left
open becomes yellow with a hint that shows when the cell is chosen. Cells with a formula are never written; their
last results are taken out, so that whoever opens the file reckons them anew. Those of a formula that reads another
file stay: nobody could reckon them without it.
"""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from zhucun.sheets.contents import SAVE_AS, kind_of, read_entry, weighed
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.fills import YELLOW, Fill, Fills, Place, number_of, packed
from zhucun.sheets.grid import letter
from zhucun.sheets.xlsx_cells import look_into, parts_of_sheets
from zhucun.sheets.xml import parsed, written

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STYLES = "xl/styles.xml"
LONGEST_HINT = 250  # of 255 characters that a prompt may have
HINT_TITLE = "还不知道"
BEHIND_VALIDATIONS = (
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing drawingHF legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
).split()


def fill(data: bytes, fills: Fills) -> bytes:
    """Raises Unreadable."""
    if kind_of(data) != "xlsx":
        raise Unreadable(f"只能填 .xlsx。{SAVE_AS}", reason="wrong_type")
    with weighed(data) as archive:
        if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
            raise Unreadable("这张表带宏，没有打开。另存为不带宏的 .xlsx 再填。", reason="wrong_type")
        look_into(archive)
        paths = parts_of_sheets(archive)
        entries = [(info, read_entry(archive, info.filename)) for info in archive.infolist()]
    parts = {info.filename: content for info, content in entries}
    styles = _Styles(parsed(parts.get(STYLES, b"<x/>"), huge=True))
    changed = {}
    for name, path in paths.items():
        told = fills.cells.get(name, {})
        if told or b"<f" in parts[path]:
            sheet = parsed(parts[path], huge=True)
            _forget_results(sheet)
            _Sheet(sheet, styles).fill(told)
            changed[path] = written(sheet)
    if styles.has_more:
        changed[STYLES] = written(styles.root)
    return packed(entries, changed)


def reads_other_files(data: bytes) -> bool:
    """Whether formulas of the workbook rest on files beside it."""
    with weighed(data) as archive:
        return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


class _Styles:
    """The looks of a workbook, and of each the same in yellow."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._yellow_of: dict[int, int] = {}
        self._fill: int | None = None

    @property
    def has_more(self) -> bool:
        return bool(self._yellow_of)

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
        _name_places(self._data)
        self._rows = {int(row.get("r")): row for row in self._data}
        self._hints: list[tuple[Place, str]] = []

    def fill(self, fills: Mapping[Place, Fill]) -> None:
        for (row, column), one in sorted(fills.items()):
            cell = self._cell(row + 1, column, one.like)
            if cell.find(f"{MAIN}f") is None:
                self._put(cell, (row, column), one)
        if self._hints:
            self._hint()

    def _put(self, cell: etree._Element, place: Place, one: Fill) -> None:
        if one.value is None:
            cell.set("s", str(self._styles.yellow(int(cell.get("s", "0")))))
            if one.hint:
                self._hints.append((place, one.hint[:LONGEST_HINT]))
            return
        for child in list(cell):
            cell.remove(child)
        if isinstance(one.value, str):
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = one.value
        else:
            cell.attrib.pop("t", None)
            etree.SubElement(cell, f"{MAIN}v").text = number_of(one.value)

    def _cell(self, number: int, column: int, like: int | None) -> etree._Element:
        if like is not None and number not in self._rows:
            self._add_row(number, like + 1)
        row = self._row(number)
        for at, cell in enumerate(row):
            there = _column_of(cell.get("r"))
            if there == column:
                return cell
            if there > column:
                return self._new_cell(row, at, number, column)
        return self._new_cell(row, len(row), number, column)

    def _add_row(self, number: int, like: int) -> None:
        """The looks of another row, without what stands in it."""
        model = self._rows.get(like)
        made = self._row(number)
        if model is None:
            return
        made.attrib.update({name: value for name, value in model.attrib.items() if name not in ("r", "spans")})
        for cell in model:
            place = f"{letter(_column_of(cell.get('r')))}{number}"
            etree.SubElement(made, f"{MAIN}c", {"r": place, **({"s": cell.get("s")} if cell.get("s") else {})})

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
        taken = [_span(told) for one in found for told in (one.get("sqref") or "").split()]
        places: dict[str, list[str]] = {}
        for (row, column), words in self._hints:
            if not any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in taken):
                places.setdefault(words, []).append(f"{letter(column)}{row + 1}")
        for words, some in places.items():
            told = {"allowBlank": "1", "showInputMessage": "1", "sqref": " ".join(some), "promptTitle": HINT_TITLE}
            etree.SubElement(found, f"{MAIN}dataValidation", {**told, "prompt": words})
        found.set("count", str(len(found)))


def _name_places(data: etree._Element) -> None:
    """Some writers leave out where a row or a cell stands: behind the one before."""
    number = 0
    for row in data:
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        column = -1
        for cell in row:
            column = _column_of(cell.get("r")) if cell.get("r") else column + 1
            cell.set("r", f"{letter(column)}{number}")


def _span(told: str) -> tuple[int, int, int, int]:
    """B3:C5 → its first row and column, its last ones."""
    first, _, last = told.partition(":")
    (top, left), (bottom, right) = ((_row_of(one), _column_of(one)) for one in (first, last or first))
    return top, left, bottom, right


def _row_of(place: str) -> int:
    return int("".join(sign for sign in place if sign.isdigit()) or "1") - 1


def _column_of(place: str) -> int:
    number = 0
    for sign in place:
        if sign.isdigit():
            break
        number = number * 26 + ord(sign) - 64
    return number - 1


def _forget_results(sheet: etree._Element) -> None:
    foreign = {f.get("si") for f in sheet.iter(f"{MAIN}f") if "[" in (f.text or "")} - {None}
    for formula in sheet.iter(f"{MAIN}f"):
        cell = formula.getparent()
        value = cell.find(f"{MAIN}v")
        if value is not None and "[" not in (formula.text or "") and formula.get("si") not in foreign:
            cell.remove(value)
            cell.attrib.pop("t", None)
