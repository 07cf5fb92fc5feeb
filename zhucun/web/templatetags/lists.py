"""The inner parts of lists, drawn by functions: a list has hundreds of cells, and a template for each would cost most
of the page's time."""

import html
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
NOTHING = ("", "无", "没有", "—")


@register.simple_tag(takes_context=True)
def row_of(context: Context, cells: Iterable[Mapping[str, Any]]) -> SafeString:
    """The cells of a row: the first is the row's head; an empty one is grey and left out on phones.

    A cell has text, url, sub, template (a partial of its own, which gets the cell's context as `it`, and the page's
    csrf_token, so that a button in a list may be pressed), numeric, tight.
    """
    token = context.get("csrf_token")
    return mark_safe("".join(_cell(cell, token, is_head=at == 0) for at, cell in enumerate(cells)))


def _cell(cell: Mapping[str, Any], token: Any, *, is_head: bool) -> str:
    inside = _inside(cell, token)
    if is_head:
        return f'<th scope="row">{inside}</th>'
    return f'<td data-label="{escaped(cell.get("label", ""))}" class="{_looks(cell)}">{inside}</td>'


def _looks(cell: Mapping[str, Any]) -> str:
    is_nothing = not cell.get("template") and cell.get("text") in NOTHING
    looks = {"numeric": cell.get("numeric"), "tight": cell.get("tight"), "nothing": is_nothing}
    return " ".join(name for name, has_it in looks.items() if has_it)


def _inside(cell: Mapping[str, Any], token: Any) -> str:
    """Words, a link, a figure, or the cell's own partial; under it a grey second line."""
    below = f'<span class="origin-line">{escaped(cell["sub"])}</span>' if cell.get("sub") else ""
    return f"{_main(cell, token)}{below}"


def _main(cell: Mapping[str, Any], token: Any) -> str:
    text = escaped(cell.get("text", ""))
    if name := cell.get("template"):
        given = {"it": cell.get("context"), "cell": cell, "csrf_token": token}
        return get_template(name).template.render(Context(given))
    if not cell.get("url"):
        return text
    figure = ' class="figure"' if cell.get("numeric") else ""
    return f'<a{figure} href="{escaped(cell["url"])}">{text}</a>'


@register.simple_tag
def choices_of(options: Iterable[Mapping[str, Any]]) -> SafeString:
    """What a chip offers when it drops down; counts where there are any."""
    return mark_safe("".join(map(_choice, options)))


def _choice(option: Mapping[str, Any]) -> str:
    here = ' aria-current="true"' if option.get("selected") else ""
    count = option.get("count")
    counted = "" if count is None else f" <b>{escaped(count)}</b>"
    return f'<li><a href="{escaped(option["url"])}"{here}>{escaped(option["label"])}{counted}</a></li>'


def escaped(value: Any) -> str:
    """As Django's own, without what makes it slow for a thousand short words: what is marked safe stays."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


@register.simple_tag
def figure_rows(lines: Iterable[Any], says_refs: object) -> SafeString:
    """All figures, each with what it counts and its value, which opens its records."""
    return mark_safe("\n".join(_figure_row(line, line.figure.refs if says_refs else ()) for line in lines))


def _figure_row(line: Any, refs: Iterable[str]) -> str:
    url, unit = escaped(line.url), f' <span class="unit">{escaped(line.figure.unit)}</span>' if line.figure.unit else ""
    tags = "".join(f' <span class="tag">报道 {escaped(ref)}</span>' for ref in refs)
    said = f'<span class="origin-line">{escaped(line.short)}{escaped(line.answer.note)}</span>'
    head = f'<th scope="row"><a href="{url}">{escaped(line.figure.label)}</a>{tags}{said}</th>'
    number = f'<a class="figure" href="{url}">{escaped(line.shown)}</a>{unit}'
    return f'<tr>{head}<td class="numeric value" data-label="数值">{number}</td></tr>'
