"""What letters, circulars and reports have in common below their heads: title, paragraphs, attachments, signature."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhucun.papers import document as page
from zhucun.papers.document import BODY, HEI, KAI, SIZE_2, TITLE, indent, write
from zhucun.papers.letter import Paragraph
from zhucun.papers.wording import clean, day_in_words, title_lines, width

FONT_OF_LEVEL = (BODY, HEI, KAI, BODY, BODY)
RIGHT_OF_DATE = 4  # characters (R-DOC-25)


def blank_lines(document: Any, count: int, *, kept: bool = False) -> None:
    for _ in range(count):
        document.add_paragraph().paragraph_format.keep_with_next = kept or None


def title(document: Any, words: str) -> None:
    """In 小标宋 of 2号, turned where a word ends (R-DOC-22)."""
    for line in title_lines(words):
        paragraph = document.add_paragraph()
        paragraph.alignment = page.CENTRE
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, line, TITLE, SIZE_2)


def recipient(document: Any, name: str) -> None:
    write(document.add_paragraph(), f"{clean(name).rstrip('：:')}：")


def body(document: Any, numbered: Iterable[tuple[str, Paragraph]]) -> None:
    for number, said in numbered:
        paragraph(document.add_paragraph(), said, number)


def paragraph(place: Any, said: Paragraph, number: str) -> None:
    """A heading has the font of its level; a numbered sentence is text like any other."""
    indent(place, first=2)
    if said.heading:
        write(place, number + said.heading, FONT_OF_LEVEL[said.level])
        place.paragraph_format.keep_with_next = None if said.text else True
    if said.text:
        write(place, said.text if said.heading else number + said.text)


def attachments(document: Any, names: Sequence[str]) -> None:
    """One line under the text, two characters in, numbered when there are several, no full stop (R-DOC-25)."""
    named = [clean(one).rstrip("。；;") for one in names]
    if not named:
        return
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    blank_lines(document, 1, kept=True)
    for place, name in enumerate(named, start=1):
        number = f"{place}. " if len(named) > 1 else ""
        lead = f"{'附件：' if place == 1 else ''}{number}"
        line = document.add_paragraph()
        indent(line, left=5 + width(number), first=-width(lead))
        write(line, lead + name)


def signature(document: Any, signer: str, day: date | None) -> None:
    """Signer centred over the date, four characters from the right; never alone on a page. Two lines for the seal."""
    by, on = clean(signer), day_in_words(day)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    blank_lines(document, 2, kept=True)
    of_date = max(RIGHT_OF_DATE, (width(by) - width(on)) / 2)
    of_signer = of_date + (width(on) - width(by)) / 2
    for words, right in ((by, of_signer), (on, of_date)):
        line = document.add_paragraph()
        line.alignment = page.TO_RIGHT
        line.paragraph_format.keep_with_next = words == by or None
        indent(line, right=right)
        write(line, words)
