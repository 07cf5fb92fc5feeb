"""Fills cells of the tables of somebody else's .docx: told cells get their value in the looks the cell has.

What is left open becomes yellow; why stands in a comment at the first cell of each reason. Parts that are not touched
are copied byte for byte.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from zhucun.sheets.contents import read_entry, weighed
from zhucun.sheets.fills import YELLOW, Fill, Fills, Place, packed, said
from zhucun.sheets.word_tables import BODY, W, WordTable, looked_at, name_of, tables_of
from zhucun.sheets.xml import parsed, written

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATIONS, TYPES, COMMENTS = "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
BEHIND_SHADING = "noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge".split()
TRACKED = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo", f"{W}rPrChange")
WRITER = "套表"


def fill_word(data: bytes, fills: Fills) -> bytes:
    with weighed(data) as archive:
        entries = [(info, read_entry(archive, info.filename)) for info in archive.infolist()]
    parts = {info.filename: content for info, content in entries}
    body = parsed(parts[BODY], huge=True)
    comments = _Comments(parts)
    for number, table in enumerate(list(tables_of(body)), 1):
        name = name_of(number)
        at, count = fills.added.get(name, (0, 0))
        _add_rows(table, at, count)
        if cells := fills.cells.get(name):
            _Table(looked_at(table), comments).fill(cells)
    return packed(entries, {BODY: written(body), **comments.changed()})


def _add_rows(table: etree._Element, at: int, count: int) -> None:
    """Like the row above them, and empty."""
    if count:
        rows = list(table.iterchildren(f"{W}tr"))
        for _ in range(count):
            rows[at - 1].addnext(_emptied(deepcopy(rows[at - 1])))


def _emptied(row: etree._Element) -> etree._Element:
    for text in row.iter(f"{W}t"):
        text.text = ""
    for mark in row.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
        mark.getparent().remove(mark)
    return row


class _Comments:
    """The notes of the document, begun where it has none."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._root: etree._Element | None = None
        self._next = 0

    def add(self, words: str) -> str:
        if self._root is None:
            self._root = self._opened()
        number, self._next = str(self._next), self._next + 1
        comment = etree.SubElement(self._root, f"{W}comment", {f"{W}id": number, f"{W}author": WRITER})
        run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = words
        return number

    def _opened(self) -> etree._Element:
        if COMMENTS not in self._parts:
            return etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")})
        root = parsed(self._parts[COMMENTS])
        self._next = 1 + max((int(one.get(f"{W}id", "0")) for one in root), default=-1)
        return root

    def changed(self) -> dict[str, bytes]:
        if self._root is None:
            return {}
        told = {COMMENTS: written(self._root)}
        if COMMENTS in self._parts:
            return told
        types, relations = parsed(self._parts[TYPES]), parsed(self._parts[RELATIONS])
        made = {"PartName": f"/{COMMENTS}", "ContentType": COMMENTS_TYPE}
        etree.SubElement(types, f"{{{PACKAGE}/content-types}}Override", made)
        taken = {one.get("Id") for one in relations}
        key = next(f"rIdNotes{n}" for n in range(len(taken) + 1) if f"rIdNotes{n}" not in taken)
        made = {"Id": key, "Type": COMMENTS_RELATION, "Target": "comments.xml"}
        etree.SubElement(relations, f"{{{PACKAGE}/relationships}}Relationship", made)
        return {**told, TYPES: written(types), RELATIONS: written(relations)}


class _Table:
    def __init__(self, table: WordTable, comments: _Comments) -> None:
        self._table, self._comments = table, comments
        self._noted: set[str] = set()

    def fill(self, fills: Mapping[Place, Fill]) -> None:
        for place, one in sorted(fills.items()):
            cell = self._table.cells.get(place)
            if cell is None:
                continue
            if one.value is None:
                self._leave_open(cell, one.hint)
            else:
                _write(_paragraph(cell), said(one.value))

    def _leave_open(self, cell: etree._Element, hint: str) -> None:
        _shade(cell)
        if hint and hint not in self._noted:
            self._noted.add(hint)
            _note(_paragraph(cell), self._comments.add(hint))


def _paragraph(cell: etree._Element) -> etree._Element:
    found = cell.find(f"{W}p")
    return etree.SubElement(cell, f"{W}p") if found is None else found


def _write(paragraph: etree._Element, words: str) -> None:
    """Into the first run there is, so that its looks stay; else into one with those of the paragraph's mark."""
    runs = list(paragraph.iterchildren(f"{W}r"))
    for run in runs[1:]:
        for text in run.iterchildren(f"{W}t"):
            run.remove(text)
    run = runs[0] if runs else _new_run(paragraph)
    for old in list(run.iterchildren(f"{W}t", f"{W}tab")):
        run.remove(old)
    text = etree.SubElement(run, f"{W}t")
    text.text = words
    text.set(SPACE, "preserve")


def _new_run(paragraph: etree._Element) -> etree._Element:
    run = etree.SubElement(paragraph, f"{W}r")
    looks = paragraph.find(f"{W}pPr/{W}rPr")
    if looks is not None:
        run.append(deepcopy(looks))
        for one in list(run[0].iterchildren(*TRACKED)):
            run[0].remove(one)
    return run


def _shade(cell: etree._Element) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    shading = properties.find(f"{W}shd")
    if shading is None:
        shading = etree.Element(f"{W}shd")
        behind = (properties.find(f"{W}{name}") for name in BEHIND_SHADING)
        following = min((properties.index(one) for one in behind if one is not None), default=len(properties))
        properties.insert(following, shading)
    shading.attrib.clear()
    shading.attrib.update({f"{W}val": "clear", f"{W}color": "auto", f"{W}fill": YELLOW[2:]})


def _note(paragraph: etree._Element, number: str) -> None:
    for element in _marks(number):
        paragraph.append(element)


def _marks(number: str) -> Iterator[etree._Element]:
    yield etree.Element(f"{W}commentRangeStart", {f"{W}id": number})
    yield etree.Element(f"{W}commentRangeEnd", {f"{W}id": number})
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": number})
    yield run
