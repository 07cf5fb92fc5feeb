"""Forms that do acts: they carry the sender's id and the version seen, and show a refusal at its field."""

import re
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.once import carry_out
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused, Stale
from zhucun.lib.asking import Ask
from zhucun.web.stale import differences, in_words

WRONG_DAY = "日期写成 2022-7-14 这样，没有的日子不行。"
DAY_FORMATS = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]


class AskingForm(forms.Form):
    """Says of each field what is to be done, in place of “这个字段是必填项” or “选择一个有效的选项”.

    `only_with` names the fields that hang on another's choice: `{"tag": ("audience", "tag")}`, with "*" for any.
    """

    only_with: ClassVar[dict[str, tuple[str, str]]] = {}

    def full_clean(self) -> None:
        """Late, when the fields are as the page has them: what a required one lacks is said as what to do."""
        for field in self.fields.values():
            if field.error_messages.get("required") is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = what_to_do(field)
            _say_in_our_words(field)
            _stop_at_what_is_held(field)
        super().full_clean()


class ActForm(AskingForm):
    """`ActForm(request.POST or None, seen=row)`; after `is_valid()`, `do(act, row, by=…)` carries it out once.

    `ask` says who asks for it and for what; what members, villages, townships or units fill in has one (R-BUR-05).
    """

    ask: ClassVar[Ask | None] = None

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
        except Stale as refusal:
            self._show_what_changed(refusal)
        except SomeRefused as refusal:
            self.add_error(None, refusal.sentence)
        except Refused as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
        return not self.errors

    def _show_what_changed(self, refusal: Stale) -> None:
        """A second press means it: the form now carries the version shown, and what its sender had left as it was is
        as it is now, so that nobody undoes another's change without having been told."""
        found = differences(refusal)
        self.add_error(None, in_words(found))
        self.data = self.data.copy()
        if refusal.row is not None:
            self.data[self.add_prefix("seen")] = getattr(refusal.row, "version", "")
        for one in found:
            if one.column in self.fields and self._sent_as(one.column, one.seen):
                self.data[self.add_prefix(one.column)] = self._shown_now(one.column)

    def _sent_as(self, name: str, seen: Any) -> bool:
        return str(self.data.get(self.add_prefix(name), "")) == ("" if seen is None else str(seen))

    def _shown_now(self, name: str) -> str:
        value = self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name))
        return "" if value is None else str(value)


MOST = 2**31 - 1
CHOSEN = (forms.Select, forms.RadioSelect, forms.SelectMultiple, forms.CheckboxSelectMultiple)
ASKING = re.compile("哪|几|什么|怎么|谁")
TOLD = re.compile("[说写选填]一|写[明清]")  # the label says already what is to be done
OWN_WORDS = {
    "invalid_choice": "在列出来的里面选一个。",
    "invalid_list": "在列出来的里面选。",
    "invalid_pk_value": "在列出来的里面选。",
    "min_value": "不能小于 %(limit_value)s，改一下数。",
    "max_value": "不能大于 %(limit_value)s，改一下数。",
    "max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个，短一点。",
}


def _say_in_our_words(field: forms.Field) -> None:
    """What the framework would say of a wrong value; a field that has its own words keeps them."""
    shipped = _shipped(type(field))
    for code, words in {**OWN_WORDS, "invalid": _what_is_right(field)}.items():
        has_own = code in field.error_messages and field.error_messages[code] != shipped.get(code)
        if words and not has_own:
            field.error_messages[code] = words


def _stop_at_what_is_held(field: forms.Field) -> None:
    """A number that no column could hold is refused at its field, not by the database."""
    if isinstance(field, forms.IntegerField) and field.max_value is None:
        field.max_value = MOST
        field.validators.append(MaxValueValidator(MOST, message=field.error_messages["max_value"]))


def _shipped(kind: type[forms.Field]) -> dict[str, Any]:
    """The framework's messages of a kind of field."""
    found: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        if one.__module__.startswith("django."):
            found |= getattr(one, "default_error_messages", {})
    return found


def _what_is_right(field: forms.Field) -> str:
    if isinstance(field, forms.DateField):
        return WRONG_DAY
    if isinstance(field, forms.IntegerField):
        return "填一个数，不带别的字。"
    return ""


def what_to_do(field: forms.Field) -> str:
    """填姓名, 选性别; where the label is a question, it is what is answered."""
    verb = "选" if isinstance(field.widget, CHOSEN) else "勾" if isinstance(field.widget, forms.CheckboxInput) else "填"
    label = str(field.label or "这一项")
    if TOLD.match(label):
        return f"{label}。"
    return f"“{label}”要{verb}。" if ASKING.search(label) else f"{verb}{label}。"


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
