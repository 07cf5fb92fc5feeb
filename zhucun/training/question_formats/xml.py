"""XML that may come from anywhere: no entities, no network, no document of its own. Pure."""

from lxml import etree, html

from zhucun.sheets.faults import Unreadable
from zhucun.training.reading_questions.lines import one_line


def parsed(data: bytes) -> etree._Element:
    guarded = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data.lstrip(), guarded)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"这个 XML 不完整，第 {error.lineno} 行读不下去。", reason="damaged") from error


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
