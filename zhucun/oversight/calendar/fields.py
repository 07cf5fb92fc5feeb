"""A half-day in a form: a day and whether the span begins or ends with its morning or its afternoon."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib import halves
from zhucun.web.forms import DAY_FORMATS, WRONG_DAY

FROM = [("0", "早上起"), ("1", "下午起")]
TO = [("1", "晚上止"), ("0", "中午止")]


class _Widget(forms.MultiWidget):
    def __init__(self, parts: list[tuple[str, str]], label: str) -> None:
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        part = forms.Select(choices=parts, attrs={"aria-label": f"{label}，上午还是下午"})
        super().__init__([day, part], attrs={"class": "with-part"})

    def id_for_label(self, id_: str) -> str:
        """The label is of the day."""
        return f"{id_}_0" if id_ else id_

    def decompress(self, value: Any) -> list[Any]:
        return [value, None] if isinstance(value, date) else [None, None]


class HalfField(forms.MultiValueField):
    """Cleans to the half-day's number; of an end to that after it, since spans are half-open."""

    def __init__(self, *, label: str, is_end: bool, **more: Any) -> None:
        self.is_end = is_end
        parts = TO if is_end else FROM
        fields = [
            forms.DateField(input_formats=DAY_FORMATS, error_messages={"invalid": WRONG_DAY}),
            forms.ChoiceField(choices=parts, required=False),
        ]
        super().__init__(fields, label=label, widget=_Widget(parts, label), require_all_fields=False, **more)

    def compress(self, values: list[Any]) -> int | None:
        if not values or values[0] is None:
            return None
        part = int(values[1] or (halves.AFTERNOON if self.is_end else halves.MORNING))
        return halves.half_of(values[0], part) + self.is_end
