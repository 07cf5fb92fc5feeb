"""A letter or circular as .docx, from its head to the 版记 on its last page (R-DOC-20…28)."""

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from zhucun.papers import document as page
from zhucun.papers import parts
from zhucun.papers.document import BODY, SIZE_4, TITLE, indent, pitch, write
from zhucun.papers.letter import Layout, Letter
from zhucun.papers.wording import clean, day_in_words, proper_number, title_lines, width

NAME_SIZES = {Layout.LETTER: 36, Layout.RED_HEAD: 44}
SMALLEST_NAME, NARROWEST = 26, 50
MM = 72 / 25.4
AT_THE_FOOT = 'w:w="8845" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" w:yAlign="bottom"'
OUTER, INNER = 1, 0.7  # points: 0.35 and 0.25 mm


def write_letter(letter: Letter) -> bytes:
    letter.check()
    document = page.blank(title="".join(title_lines(letter.title)), author=clean(letter.sender))
    section = document.sections[0]
    page.number_pages(section)
    if letter.layout == Layout.LETTER:
        _letter_head(document, section, letter)
    else:
        _red_head(document, letter)
    if letter.is_demo:
        page.mark_demo(section)
    parts.title(document, letter.title)
    parts.blank_lines(document, 1)
    parts.recipient(document, letter.recipient)
    parts.body(document, letter.numbered())
    parts.attachments(document, letter.attachments)
    parts.signature(document, letter.signer or letter.sender, letter.signed_on)
    _imprint(document, letter)
    return page.saved(document)


# ── head ──


def _letter_head(document: Any, section: Any, letter: Letter) -> None:
    """The name 30 mm from the top over 上粗下细, 上细下粗 20 mm from the bottom, both 170 mm long; no number here."""
    section.different_first_page_header_footer = True
    name = section.first_page_header.paragraphs[0]
    _as_wide_as_170(name)
    _name(name, letter)
    page.rule(name, page.THICK, gap=4 * MM)
    _second_line(section.first_page_header.add_paragraph(), page.THIN)
    foot = section.first_page_footer.paragraphs[0]
    _second_line(foot, page.THIN)
    _second_line(section.first_page_footer.add_paragraph(), page.THICK)
    number = document.add_paragraph()
    number.alignment = page.TO_RIGHT
    write(number, proper_number(letter.number))
    parts.blank_lines(document, 2)


def _as_wide_as_170(paragraph: Any) -> None:
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)


def _second_line(paragraph: Any, thickness: int) -> None:
    """A rule of its own: how Word draws its double borders differs from one program to the next."""
    _as_wide_as_170(paragraph)
    pitch(paragraph, 3)
    page.rule(paragraph, thickness)


def _red_head(document: Any, letter: Letter) -> None:
    """The name 35 mm under the text's upper edge, the number two lines below it, a red line 4 mm under that."""
    name = document.add_paragraph()
    name.paragraph_format.space_before = Mm(35)
    _name(name, letter)
    parts.blank_lines(document, 2)
    number = document.add_paragraph()
    number.alignment = page.CENTRE
    write(number, proper_number(letter.number))
    page.rule(number, page.THICK, gap=4 * MM)
    parts.blank_lines(document, 2)


def _name(paragraph: Any, letter: Letter) -> None:
    """As large as it fits on one line, then narrower; of a very long name, on two."""
    name = clean(letter.sender)
    room = page.TEXT_WIDTH * MM - 4
    size = max(SMALLEST_NAME, min(NAME_SIZES[letter.layout], int(room / width(name))))
    scale = max(NARROWEST, min(100, int(100 * room / (width(name) * size))))
    paragraph.alignment = page.CENTRE
    pitch(paragraph, size * 1.25)
    write(paragraph, name, TITLE, size, red=True, scale=scale)


# ── end ──


def _imprint(document: Any, letter: Letter) -> None:
    """版记 at the foot of the last page (R-DOC-27); in the layout of a 函 without lines and without who printed it."""
    copied = "，".join(filter(None, map(clean, letter.copied_to)))
    is_ruled, printed = letter.layout == Layout.RED_HEAD, clean(letter.printed_by)
    lines = [_copied(document, copied)] if copied else []
    if is_ruled and printed:
        lines.append(_printed(document, printed, day_in_words(letter.printed_on or letter.signed_on)))
    if not lines:
        return
    for line in lines:
        pitch(line, 24)
        page.float_at(line, AT_THE_FOOT)
    if is_ruled:
        _ruled(document, lines)
    pitch(document.add_paragraph(), 1)


def _copied(document: Any, names: str) -> Any:
    """One character from either side; what runs over stands under the first name."""
    paragraph = document.add_paragraph()
    indent(paragraph, left=4, first=-3, right=1, size=SIZE_4)
    write(paragraph, f"抄送：{names}。", BODY, SIZE_4)
    return paragraph


def _printed(document: Any, by: str, day: str) -> Any:
    paragraph = document.add_paragraph()
    indent(paragraph, left=1, size=SIZE_4)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(page.TEXT_WIDTH) - Pt(SIZE_4), WD_TAB_ALIGNMENT.RIGHT)
    write(paragraph, f"{by}\t{day}印发", BODY, SIZE_4)
    return paragraph


def _ruled(document: Any, lines: list[Any]) -> None:
    """0.35 mm above and below, 0.25 mm between: filled paragraphs, as LibreOffice lets no border stand in a frame."""
    end = document.add_paragraph()
    places = [*lines, end]
    for place in places:
        line = end if place is end else place.insert_paragraph_before()
        pitch(line, OUTER if place in (places[0], end) else INNER)
        page.float_at(line, AT_THE_FOOT)
        page.fill(line)
