"""XML that may come from anywhere: no entities, no network, no document of its own."""

from lxml import etree

from zhucun.sheets.faults import Unreadable


def parsed(data: bytes, *, huge: bool = False) -> etree._Element:
    """`huge` is for sheets, whose size was weighed before. Raises Unreadable."""
    guarded = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge, recover=False)
    try:
        return etree.fromstring(data.lstrip(), guarded)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"文件里的 XML 不完整，第 {error.lineno} 行读不下去。另存一份再传。", reason="damaged"
        ) from error


def written(root: etree._Element) -> bytes:
    """As the parts of Office files are kept."""
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found
