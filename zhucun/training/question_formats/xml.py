"""Names and words of the elements of question files. Pure."""

from lxml import etree, html

from zhucun.training.reading_questions.lines import one_line


def name_of(element: etree._Element) -> str:
    """Without its name space; comments have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def all_text(element: etree._Element | None) -> str:
    return one_line("".join(element.itertext())) if element is not None else ""


def without_html(text: str) -> str:
    """What a page would show of it."""
    if "<" not in text and "&" not in text:
        return one_line(text)
    whole = html.fragment_fromstring(text, create_parent="div")
    return one_line(whole.text_content())
