"""The page of GB/T 9704-2012 in Word: size, margins, grid, fonts by name, page numbers; the same bytes every time."""

import io
import zipfile
from datetime import datetime
from functools import cache
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
OTHERWISE = {BODY: "仿宋", TITLE: "小标宋", HEI: "SimHei", KAI: "楷体", SONG: "SimSun"}  # none is shipped (R-DOC-30)
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = 22, 16, 14, 10.5  # 2号 3号 4号 5号 in points (R-DOC-22)
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26  # mm (R-DOC-20)
TEXT_WIDTH = 156
PITCH = 28.95  # points: 22 lines in 225 mm (R-DOC-21)
CLOSER = -0.25  # points between characters: 28 of 3号 in 156 mm; a grid of characters is drawn differently everywhere
RED = RGBColor(0xFF, 0x00, 0x00)
CENTRE, TO_LEFT, TO_RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
RIGHT_TAB = WD_TAB_ALIGNMENT.RIGHT
THIN, THICK = 6, 18  # eighths of a point
DEMO = "演示数据"
BEHIND_FRAME = [f"w:{name}" for name in ("widowControl", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc", "rPr")]
UNUSED = ("customXml", "stylesWithEffects", "numbering", "webSettings")
USED = ("Normal", "Header", "HeaderChar", "Footer", "FooterChar", "DefaultParagraphFont", "TableNormal", "TableGrid")
BEHIND_SPACING = ("w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
ZIPPED = (2012, 7, 1, 0, 0, 0)  # the standard's first day: files of equal text are equal


def blank(*, title: str, author: str) -> Any:
    """A document without a word on the standard's page."""
    document = Document(io.BytesIO(_template()))
    told = document.core_properties
    told.title, told.author, told.last_modified_by = title, author, author
    return document


@cache
def _template() -> bytes:
    """What all have in common, made once: nothing is left of the library's own page but what Word wants."""
    document = Document()
    _lean(document)
    _normal(document.styles["Normal"])
    _page(document.sections[0])
    _fonts(document)
    document.settings.odd_and_even_pages_header_footer = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lean(document: Any) -> None:
    told = document.core_properties
    told.language, told.comments, told.created = "zh-CN", "", datetime(*ZIPPED)
    told.modified = told.created
    for rels, kinds in ((document.part.package.rels, ("thumbnail",)), (document.part.rels, UNUSED)):
        for key in [key for key, one in rels.items() if one.reltype.rsplit("/", 1)[-1] in kinds]:
            del rels[key]
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:latentStyles") or (style.tag == qn("w:style") and style.get(qn("w:styleId")) not in USED):
            styles.remove(style)


def _normal(style: Any) -> None:
    style.font.size = Pt(SIZE_3)
    properties = style.element.get_or_add_rPr()
    _set_fonts(properties, BODY)
    closer = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{round(CLOSER * 20)}"/>')
    properties.insert_element_before(closer, *BEHIND_SPACING)
    properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    spacing = style.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.widow_control = False
    spacing.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.attrib.clear()
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * 20)))


def _fonts(document: Any) -> None:
    """The names of the standard, each with another the reader's machine may have instead."""
    part = next(one.target_part for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE)
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHERWISE.items()
    )
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{listed}</w:fonts>'.encode()


def _set_fonts(properties: Any, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def write(
    paragraph: Any, text: str, font: str = BODY, size: float = SIZE_3, *, red: bool = False, scale: int = 100
) -> Any:
    """Words at the end of a paragraph."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    _set_fonts(properties, font)
    if red:
        run.font.color.rgb = RED
    if scale != 100:
        properties.insert_element_before(parse_xml(f'<w:w {nsdecls("w")} w:val="{scale}"/>'), *BEHIND_SPACING)
    return run


def indent(paragraph: Any, *, first: float = 0, left: float = 0, right: float = 0, size: float = SIZE_3) -> None:
    """In characters; `first` below nought hangs out."""
    character = Pt(size + CLOSER)
    told = paragraph.paragraph_format
    told.first_line_indent, told.left_indent, told.right_indent = (
        round(n * character) if n else None for n in (first, left, right)
    )


def pitch(paragraph: Any, points: float) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)


def rule(paragraph: Any, thickness: int, gap: float = 0) -> None:
    """A red line under the paragraph, as wide as it."""
    line = f'<w:bottom w:val="single" w:sz="{thickness}" w:space="{round(gap)}" w:color="FF0000"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def fill(paragraph: Any) -> None:
    """Black all over: a line as high as the paragraph."""
    black = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="000000"/>')
    paragraph._p.get_or_add_pPr().insert_element_before(black, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def number_pages(section: Any) -> None:
    """4号 宋体 between dashes, odd right, even left, one character in, 7 mm under the text (R-DOC-26)."""
    for footer, side in ((section.footer, TO_RIGHT), (section.even_page_footer, TO_LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        indent(paragraph, left=side == TO_LEFT, right=side == TO_RIGHT, size=SIZE_4)
        pitch(paragraph, 18)
        write(paragraph, "— ", SONG, SIZE_4)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(write(paragraph, "1", SONG, SIZE_4)._r)
        paragraph._p.append(field)
        write(paragraph, " —", SONG, SIZE_4)
        pitch(footer.add_paragraph(), 14)  # keeps the number where it belongs above the foot's 20 mm


def float_at(paragraph: Any, place: str) -> None:
    """Out of the text, at a place of its own; neighbours told the same stand in one frame."""
    frame = f'<w:framePr {nsdecls("w")} w:wrap="around" {place}/>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(frame), *BEHIND_FRAME)


def mark_demo(section: Any) -> None:
    """Each page says that it is of the demo, above everything, moving nothing."""
    for header in (section.header, section.even_page_header, section.first_page_header):
        paragraph = header.paragraphs[0].insert_paragraph_before()
        float_at(paragraph, 'w:vAnchor="page" w:hAnchor="margin" w:xAlign="left" w:y="680"')
        pitch(paragraph, 14)
        write(paragraph, DEMO, HEI, 10.5)


def saved(document: Any) -> bytes:
    """As a file whose bytes depend on the words alone: Word's zip carries the minute it was made."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            kept.writestr(zipfile.ZipInfo(entry.filename, ZIPPED), made.read(entry), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
