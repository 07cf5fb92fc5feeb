"""Forms that do acts: they carry the sender's id and the version seen, and show a refusal at its field."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.once import carry_out
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused

DAY_FORMATS = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class ActForm(forms.Form):
    """`ActForm(request.POST or None, seen=row)`; after `is_valid()`, `do(act, row, by=…)` carries it out once."""

    sent = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    use_required_attribute = False
    error_css_class = "has-error"

    def __init__(self, data: Any = None, *args: Any, seen: models.Model | None = None, **kwargs: Any) -> None:
        initial = {"sent": uuid.uuid4, "seen": getattr(seen, "version", None), **kwargs.pop("initial", {})}
        super().__init__(data, *args, initial=initial, **kwargs)
        self.outcome: int | None = None

    def told(self) -> dict[str, Any]:
        """What the act is told: the cleaned values but for the form's own two."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("sent", "seen")}

    def do(self, act: Act, row: models.Model, *, by: Actor, told: dict[str, Any] | None = None) -> bool:
        """True when done; the key of the resulting row is `outcome`. A refusal becomes an error of the form."""
        sent = self.cleaned_data.get("sent") or uuid.uuid4()
        given = self.told() if told is None else told
        return self.tries(lambda: carry_out(act, row, sent=sent, by=by, seen=self.cleaned_data.get("seen"), **given))

    def tries(self, attempt: Callable[[], int | None]) -> bool:
        try:
            self.outcome = attempt()
        except (NotPermitted, OutOfReach):
            raise
        except SomeRefused as refusal:
            self.add_error(None, refusal.sentence)
        except Refused as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
        return not self.errors


def day_field(*, label: str, required: bool = True, help_text: str = "") -> forms.DateField:
    """A native date input; where the browser has none, 2022.7.14 is understood as well."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=widget, input_formats=DAY_FORMATS
    )


def press(request: HttpRequest, act: Act, row: models.Model, **told: Any) -> int:
    """A button that asks for nothing: done once, refused as a page. The key of the resulting row."""
    form = ActForm(request.POST)
    form.full_clean()
    given = form.cleaned_data
    return carry_out(act, row, sent=given.get("sent") or uuid.uuid4(), by=request.actor, seen=given.get("seen"), **told)
