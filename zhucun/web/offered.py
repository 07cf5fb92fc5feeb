"""Something chosen by typing its name: the browser offers what fits, a short or unclear name is asked about."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

V = TypeVar("V")
MOST_NAMED = 5


class OfferedInput(forms.TextInput):
    """A text input with a datalist; works as plain text where the browser has none."""

    offered: list[str]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.offered = []

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        listed = f"{(attrs or {}).get('id', name)}-offered"
        drawn = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((word,) for word in self.offered))
        return format_html('{}<datalist id="{}">{}</datalist>', drawn, listed, options)


def choose(typed: str, called: Mapping[str, V], *, what: str, where: str) -> V:
    """The one meant. Raises ValidationError that names those that fit, or says what to do."""
    if typed in called:
        return called[typed]
    fitting = [name for name in called if typed in name]
    if len(fitting) == 1:
        return called[fitting[0]]
    if not fitting:
        raise forms.ValidationError(f"没有找到{what}“{typed}”。{where}。")
    named = "、".join(fitting[:MOST_NAMED]) + ("等" if len(fitting) > MOST_NAMED else "")
    raise forms.ValidationError(f"“{typed}”有 {len(fitting)} 个对得上：{named}。写全一点。")
