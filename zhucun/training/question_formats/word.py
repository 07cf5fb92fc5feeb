"""The text of a .docx with the numbers Word counts by itself, and blanks that are underlined spaces. Pure."""

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from zhucun.sheets.xml import parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = "零一二三四五六七八九"
GONE = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True)
class Level:
    form: str  # decimal, upperLetter, chineseCounting…
    text: str  # "%1."
    start: int


@dataclass
class Numbering:
    """What Word writes before a paragraph and nobody typed."""

    levels: dict[tuple[str, str], Level]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def before(self, paragraph: etree._Element) -> str:
        number, depth = (_value(paragraph, f"{W}pPr/{W}numPr/{W}{name}") for name in ("numId", "ilvl"))
        level = self.levels.get((number, depth or "0"))
        if level is None:
            return ""
        counts, at = self.counts[number], int(depth or 0)
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return level.text.replace(f"%{at + 1}", _said(counts[at], level.form)) + " "


def text_of(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    levels = _levels(parsed(archive.read("word/numbering.xml"))) if "word/numbering.xml" in names else {}
    numbering = Numbering(levels)
    body = parsed(archive.read("word/document.xml")).find(f"{W}body")
    return "\n".join(_lines(body, numbering)) if body is not None else ""


def _lines(body: etree._Element, numbering: Numbering) -> Iterator[str]:
    for child in body:
        if child.tag == f"{W}p":
            yield numbering.before(child) + _text(child)
        elif child.tag == f"{W}tbl":
            yield from (_row(row, numbering) for row in child.iter(f"{W}tr"))
        elif child.tag == f"{W}sdt":
            yield from (line for inner in child.iter(f"{W}sdtContent") for line in _lines(inner, numbering))


def _row(row: etree._Element, numbering: Numbering) -> str:
    cells = ("\n".join(numbering.before(p) + _text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))
    return "    ".join(cell for cell in cells if cell.strip())


def _text(paragraph: etree._Element) -> str:
    return "".join(_run(run) for run in paragraph.iter(f"{W}r") if not any(run.iterancestors(*GONE)))


def _run(run: etree._Element) -> str:
    told = "".join(_piece(one) for one in run)
    underlined = run.find(f"{W}rPr/{W}u") is not None
    return "______" if underlined and told and not told.strip() else told


def _piece(one: etree._Element) -> str:
    if one.tag == f"{W}t":
        return one.text or ""
    return {f"{W}tab": "    ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}.get(one.tag, "")


def _levels(root: etree._Element) -> dict[tuple[str, str], Level]:
    forms = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
    made = {}
    for number in root.iter(f"{W}num"):
        form = forms.get(_value(number, f"{W}abstractNumId"))
        for level in form.iter(f"{W}lvl") if form is not None else ():
            told = Level(
                _value(level, f"{W}numFmt"), _value(level, f"{W}lvlText"), int(_value(level, f"{W}start") or 1)
            )
            made[number.get(f"{W}numId"), level.get(f"{W}ilvl")] = told
    return made


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return (found.get(f"{W}val") or "") if found is not None else ""


def _said(number: int, form: str) -> str:
    if form in ("upperLetter", "lowerLetter") and number <= 26:
        return chr(ord("A") + number - 1)
    return _chinese(number) if "chinese" in form.lower() or form == "japaneseCounting" else str(number)


def _chinese(number: int) -> str:
    """1–99, as parts of a sheet are numbered."""
    tens, ones = divmod(number, 10)
    if not tens:
        return CHINESE[ones]
    return ("" if tens == 1 else CHINESE[tens]) + "十" + (CHINESE[ones] if ones else "")
