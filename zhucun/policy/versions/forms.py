"""What is filled in for a new version: a field for every declared value, made from its declaration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms

from zhucun.policy.declaring import Shape
from zhucun.policy.profile import Declared, PolicyProfile, all_declared, declared
from zhucun.policy.versions import item_forms, row_forms
from zhucun.policy.versions.rules import LONGEST_TEXT
from zhucun.web.forms import ActForm, AskingForm

LARGEST = 100_000
BETWEEN = re.compile(r"[、，,;；\s]+")


class NumbersField(forms.CharField):
    """Several whole numbers in one box: 90、30."""

    def prepare_value(self, value: Any) -> str:
        return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> list[int]:
        parts = [part for part in BETWEEN.split(str(value or "").strip()) if part]
        if not all(part.isdecimal() for part in parts):
            raise forms.ValidationError("只填整数，用顿号隔开，比如 90、30。")
        return [int(part) for part in parts]


class TextsField(forms.CharField):
    """Several names in one box: 纪委监委、公安局."""

    def prepare_value(self, value: Any) -> str:
        return "、".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> list[str]:
        return [part for part in BETWEEN.split(str(value or "").strip()) if part]


class ProposalForm(ActForm):
    """`values()` are those that differ from what would hold anyway; a form sent unchanged proposes nothing."""

    title = forms.CharField(label="这一版叫什么", max_length=120, help_text="比如“2022年县驻村办法”。")
    since = forms.DateField(label="从哪天起用", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    basis = forms.CharField(label="依据文号", max_length=120, required=False)

    def __init__(self, *args: Any, current: PolicyProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        for entry in filled_in():
            self.fields[entry.key] = field_of(entry, current.get(entry.key))
        item_forms.add_fields(self, current.eligibility.items)
        for entry in lists_of_rows():
            row_forms.add_fields(self, entry, current.get(entry.key))

    def clean(self) -> dict[str, Any]:
        self.items = item_forms.items_told(self, self.current.eligibility.items)
        now = self.current.get
        self.rows = {entry.key: row_forms.rows_told(self, entry, now(entry.key)) for entry in lists_of_rows()}
        return self.cleaned_data

    def item_lines(self) -> Iterator[item_forms.Line]:
        return item_forms.lines(self, self.current.eligibility.items)

    def values(self) -> dict[str, Any]:
        given = ((entry, self.cleaned_data[entry.key]) for entry in filled_in())
        changed = {entry.key: new for entry, new in given if not _same(new, self.current.get(entry.key))}
        if tuple(self.items) != self.current.eligibility.items:
            changed[item_forms.KEY] = [item.as_json() for item in self.items]
        for key, rows in self.rows.items():
            if tuple(rows) != self.current.get(key):
                changed[key] = [row.as_json() for row in rows]
        return changed

    def told(self) -> dict[str, Any]:
        return {**{name: self.cleaned_data[name] for name in ("title", "since", "basis")}, "values": self.values()}

    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "since", "basis")]

    def groups(self) -> Iterator["Group"]:
        """With its title, in the order of the declarations."""
        by_title: dict[str, Group] = {}
        for entry in all_declared():
            if entry.shape is not Shape.ITEMS:
                self._add_to(by_title.setdefault(declared(entry.key)[0], Group(entry.group_title)), entry)
        yield from by_title.values()

    def _add_to(self, group: "Group", entry: Declared) -> None:
        if entry.shape is Shape.ROWS:
            group.tables.append(row_forms.drawn(self, entry, self.current.get(entry.key)))
        else:
            group.fields.append(self[entry.key])


@dataclass(frozen=True)
class Group:
    """The values that stand under one title: those with a box of their own, and the lists of rows."""

    title: str
    fields: list[forms.BoundField] = field(default_factory=list)
    tables: list[row_forms.RowTable] = field(default_factory=list)


def filled_in() -> Iterator[Declared]:
    """Those with a box of their own."""
    return (entry for entry in all_declared() if not entry.is_list)


def lists_of_rows() -> Iterator[Declared]:
    return (entry for entry in all_declared() if entry.shape is Shape.ROWS)


def _same(new: Any, old: Any) -> bool:
    """An order among choices means nothing; among numbers it does."""
    if isinstance(new, list) and new and isinstance(new[0], str):
        return set(new) == set(old)
    return list(new) == list(old) if isinstance(new, list) else new == old


def field_of(entry: Declared, now: Any) -> forms.Field:
    label = f"{entry.label}（{entry.unit}）" if entry.unit else entry.label
    told: dict[str, Any] = {"label": label, "initial": now, "help_text": _hint(entry, now)}
    choices = list((entry.choices or {}).items())
    if entry.shape is Shape.CHOICES:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    if entry.shape is Shape.CHOICE:
        return forms.ChoiceField(choices=choices, **told)
    if entry.shape is Shape.TEXT:
        return forms.CharField(max_length=LONGEST_TEXT, required=False, **told)
    if entry.shape is Shape.TEXTS:
        return TextsField(max_length=200, **told)
    if entry.shape is Shape.COUNTS:
        return NumbersField(max_length=12, **told)
    return forms.IntegerField(min_value=0, max_value=LARGEST, **told)


def _hint(entry: Declared, now: Any) -> str:
    shipped = "" if _same(list(now) if isinstance(now, tuple) else now, entry.default) else entry.say(entry.default)
    said = f"现在 {entry.say(now)}" if not entry.choices else ""
    return "；".join(filter(None, [said, f"默认 {shipped}" if shipped else "", entry.rule]))


class DeclineForm(ActForm):
    reason = forms.CharField(label="为什么不同意", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class DayForm(AskingForm):
    """看哪一天的: without a day, or with one that is none, it is today."""

    day = forms.DateField(required=False)
