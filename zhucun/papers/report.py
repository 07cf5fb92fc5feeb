"""A report as .docx in the layout of GB/T 9704: title, headed paragraphs, tables, who signs and when (R-DOC-20…27).

`of_text` makes one of a plain text, as drafts hold it: a line is a paragraph, 一、（一）1. at its head say its level,
lines with tabs are a table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from zhucun.papers import document as page
from zhucun.papers import parts
from zhucun.papers.document import BODY, TITLE, indent, pitch, write
from zhucun.papers.grid import Table, write_table
from zhucun.papers.letter import LONGEST_TITLE, Paragraph, Unwritable
from zhucun.papers.wording import clean, day_in_words, numbers, width

MOST_GENERAL, MOST_SPECIAL = 5000, 4000  # characters of a general and of a special report (R-DOC-29)
UPRIGHT = 12  # columns a page holds upright; a wider table lies on pages of its own
LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"\d{1,2}[.．](?!\d)"),
    re.compile(r"（\d{1,2}）"),
)
LONGEST_HEADING = 30


@dataclass(frozen=True)
class Masthead:
    """Of a 简报: its name in red, which number, who sends it out on which day."""

    name: str
    number: str
    issuer: str
    day: date | None


@dataclass(frozen=True)
class Report:
    """`parts` are paragraphs and tables in their order. `is_numbered` says that headings bear their numbers already.
    Without a `signer` nobody signs at its end; `copied_to` stands on its last line. `annexes` are tables on pages of
    their own behind it, named under the text as its attachments."""

    title: str
    parts: tuple[Paragraph | Table, ...]
    recipient: str = ""
    masthead: Masthead | None = None
    byline: str = ""
    annexes: tuple[Table, ...] = ()
    signer: str = ""
    signed_on: date | None = None
    copied_to: tuple[str, ...] = ()
    is_numbered: bool = False
    is_demo: bool = False

    def check(self) -> None:
        title = clean(self.title)
        if not title:
            raise Unwritable("没有写标题。先写上标题，再下载。")
        if len(title) > LONGEST_TITLE:
            raise Unwritable(f"标题有 {len(title)} 个字，最多 {LONGEST_TITLE} 个字。改短一点，再下载。")
        if not any(isinstance(one, Table) or clean(one.heading + one.text) for one in self.parts):
            raise Unwritable("没有写正文。先写上正文，再下载。")

    @property
    def length(self) -> int:
        """In characters, without tables and blanks, as the limits count."""
        said = (one.heading + one.text for one in self.parts if isinstance(one, Paragraph))
        return sum(length_of(words) for words in said)


def length_of(text: str) -> int:
    """Characters without blanks; a line with tabs is of a table and does not count."""
    return sum(len("".join(line.split())) for line in text.splitlines() if "\t" not in line)


def too_long(length: int, *, is_special: bool = False) -> str:
    """A sentence where a report is longer than may be; it is a warning, nothing is cut (R-DOC-29)."""
    most = MOST_SPECIAL if is_special else MOST_GENERAL
    if length <= most:
        return ""
    kind = "专项" if is_special else "综合"
    return f"正文 {length} 字，减负规定{kind}材料一般不超过 {most} 字，要压掉 {length - most} 字。"


# ── from a plain text ──


def of_text(title: str, text: str, **told: Any) -> Report:
    """`told` are other fields of the report. A first line that repeats the title is left out."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    if lines and clean(lines[0]) == clean(title):
        lines = lines[1:]
    return Report(title=title, parts=tuple(_parts(lines)), is_numbered=True, **told)


def _parts(lines: Sequence[str]) -> Iterator[Paragraph | Table]:
    for is_table, run in groupby(lines, lambda line: "\t" in line):
        if is_table:
            yield _table(list(run))
        else:
            yield from map(_paragraph, run)


def _table(lines: Sequence[str]) -> Table:
    cells = [tuple(cell.strip() for cell in line.split("\t")) for line in lines]
    wide = max(map(len, cells))
    heads, *rows = (row + ("",) * (wide - len(row)) for row in cells)
    return Table(heads, tuple(rows))


def _paragraph(line: str) -> Paragraph:
    words = clean(line)
    level = next((at for at, lead in enumerate(LEVELS, 1) if lead.match(words)), 0)
    if not level:
        return Paragraph(words)
    heading, stop, rest = words.partition("。")
    if len(heading) > LONGEST_HEADING:
        return Paragraph(words)
    return Paragraph(rest, level, heading + stop)


# ── the file ──


def write_sheet(title: str, table: Table, *, author: str = "", is_demo: bool = False) -> bytes:
    """A table alone under its title, on lying pages."""
    document = page.blank(title=clean(title), author=clean(author))
    section = document.sections[0]
    page.number_pages(section)
    if is_demo:
        page.mark_demo(section)
    room = _laid_down(section)
    parts.title(document, title)
    write_table(document, table, room=room)
    return page.saved(document)


def write_report(report: Report) -> bytes:
    report.check()
    document = page.blank(title=clean(report.title), author=clean(report.signer))
    page.number_pages(document.sections[0])
    if report.is_demo:
        page.mark_demo(document.sections[0])
    if report.masthead:
        _masthead(document, report.masthead)
    parts.title(document, report.title)
    if report.byline:
        _byline(document, report.byline)
    parts.blank_lines(document, 1)
    if clean(report.recipient):
        parts.recipient(document, report.recipient)
    _body(document, report.parts, is_numbered=report.is_numbered)
    parts.attachments(document, [one.caption for one in report.annexes])
    if clean(report.signer):
        parts.signature(document, report.signer, report.signed_on)
    _copied(document, report.copied_to)
    for at, table in enumerate(report.annexes, 1):
        _annex(document, table, str(at) if len(report.annexes) > 1 else "")
    return page.saved(document)


def _masthead(document: Any, head: Masthead) -> None:
    """The name in red as large as fits, the number under it, issuer and day on a red line."""
    name = document.add_paragraph()
    name.alignment = page.CENTRE
    size = min(44, int(page.TEXT_WIDTH / 25.4 * 72 / max(1, width(clean(head.name)))))
    pitch(name, size * 1.25)
    write(name, clean(head.name), TITLE, size, red=True)
    if head.number:
        number = document.add_paragraph()
        number.alignment = page.CENTRE
        write(number, clean(head.number))
    line = document.add_paragraph()
    indent(line, left=1, right=1)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(page.TEXT_WIDTH - 6), page.RIGHT_TAB)
    write(line, f"{clean(head.issuer)}\t{day_in_words(head.day)}")
    page.rule(line, page.THICK, gap=4)
    parts.blank_lines(document, 1)


def _byline(document: Any, words: str) -> None:
    line = document.add_paragraph()
    line.alignment = page.CENTRE
    write(line, clean(words), page.KAI)


def _body(document: Any, said: Iterable[Paragraph | Table], *, is_numbered: bool) -> None:
    """Numbers run on past a table."""
    listed = list(said)
    counted = numbers(one.level for one in listed if isinstance(one, Paragraph))
    for one in listed:
        if isinstance(one, Table):
            write_table(document, one)
            continue
        number = next(counted)
        plain = replace(one, text=clean(one.text), heading=clean(one.heading))
        if plain.text or plain.heading:
            parts.paragraph(document.add_paragraph(), plain, "" if is_numbered else number)


def _copied(document: Any, names: Sequence[str]) -> None:
    copied = "，".join(filter(None, map(clean, names)))
    if copied:
        parts.blank_lines(document, 1)
        line = document.add_paragraph()
        indent(line, left=3, first=-3)
        write(line, f"报：{copied}。", BODY, page.SIZE_4)


def _annex(document: Any, table: Table, number: str) -> None:
    """附件 at the left above its name; with many columns the long side of its page is below."""
    room = page.TEXT_WIDTH
    if len(table.heads) > UPRIGHT:
        room = _lying(document)
    head = document.add_paragraph()
    head.paragraph_format.page_break_before = room == page.TEXT_WIDTH
    write(head, f"附件{number}", page.HEI)
    parts.title(document, table.caption)
    write_table(document, replace(table, caption=""), room=room)


def _lying(document: Any) -> int:
    return _laid_down(document.add_section(WD_SECTION.NEW_PAGE))


def _laid_down(section: Any) -> int:
    """How wide its text is now, in mm."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    return 297 - 40
