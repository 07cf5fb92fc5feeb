"""What is told of a scheme: its indicators line by line, raters' weights, bands, cap, ceilings."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.forms import BoundField

from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.registry import FactKind, all_facts, sources_of
from zhucun.oversight.schemes.rules import ObjectKind, Rater, Rounding, SchemeCycle
from zhucun.web.forms import ActForm

SPARE = 3  # empty lines for new indicators
STEPS = 3  # of a ladder such as 1, 2, 3 days of absence
HUNDRED = 100
OWN = "own"


class DraftForm(ActForm):
    object_kind = forms.ChoiceField(label="考核谁", choices=ObjectKind.choices, widget=forms.RadioSelect)
    cycle = forms.ChoiceField(label="哪一档", choices=SchemeCycle.choices, widget=forms.RadioSelect)


class EnforceForm(ActForm):
    basis = forms.CharField(label="依据文号", max_length=120, help_text="如：青组发〔2022〕4号。")


def _weight(label: str, initial: int | None) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "3", "maxlength": "3", "autocomplete": "off"})
    said = dict.fromkeys(("invalid", "min_value", "max_value"), "写 0 到 100 的整数。")
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=HUNDRED, initial=initial, widget=widget, error_messages=said
    )


class WriteForm(ActForm):
    """A line for each indicator and some empty ones; a line without a name is left out."""

    def __init__(self, *args: Any, scheme: Scheme, content: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, seen=scheme, **kwargs)
        self.scheme = scheme
        self.count = max(len(content["indicators"]) + SPARE, self._sent())
        for at in range(self.count):
            given = content["indicators"][at] if at < len(content["indicators"]) else {}
            self._add_line(at, given)
        for rater in Rater:
            self.fields[f"all_{rater.value}"] = _weight(rater.label, content["raters"].get(rater.value))
        words = [word for _, word in scheme.grades()]
        for at, least in enumerate(content["bands"]):
            self.fields[f"band_{at}"] = _weight(f"“{words[at]}”要满", least)
        self._add_cap(content)
        for key, kind in all_facts().items():
            self._add_ladder(key, kind, content["ceilings"])

    def _sent(self) -> int:
        return sum(str(name).startswith("name_") for name in self.data)

    def _add_line(self, at: int, given: dict[str, Any]) -> None:
        text = {"required": False}
        self.fields[f"block_{at}"] = forms.CharField(
            label=f"第 {at + 1} 项属于", max_length=40, initial=given.get("block"), **text
        )
        self.fields[f"name_{at}"] = forms.CharField(
            label=f"第 {at + 1} 项", max_length=40, initial=given.get("name"), **text
        )
        self.fields[f"weight_{at}"] = _weight(f"第 {at + 1} 项分值", given.get("weight"))
        self.fields[f"standard_{at}"] = forms.CharField(
            label=f"第 {at + 1} 项标准", max_length=200, initial=given.get("standard"), **text
        )
        sources = [(one.key, f"按记录算：{one.label}") for one in sources_of(self.scheme.object_kind).values()]
        chosen = given.get("source") or (OWN if given.get("raters") else "")
        self.fields[f"source_{at}"] = forms.ChoiceField(
            label=f"第 {at + 1} 项由谁评",
            choices=[("", "由人评，按下面的权重"), (OWN, "由人评，自己一套权重"), *sources],
            initial=chosen,
            required=False,
        )
        for rater in Rater:
            own = (given.get("raters") or {}).get(rater.value)
            self.fields[f"r_{at}_{rater.value}"] = field = _weight(f"第 {at + 1} 项，{rater.label}", own)
            field.side = rater.label

    def _add_cap(self, content: dict[str, Any]) -> None:
        self.fields["cap_percent"] = _weight("第一等最多占（%）", content["cap_percent"])
        self.fields["cap_percent"].help_text = "不设名额就留空。"
        self.fields["cap_rounding"] = forms.ChoiceField(
            label="名额的零头", choices=Rounding.choices, initial=content.get("cap_rounding", Rounding.FLOOR)
        )
        self.fields["cap_by_category"] = forms.BooleanField(
            label="公务员、事业人员等分别算名额", required=False, initial=content.get("cap_by_category", True)
        )

    def _add_ladder(self, key: str, kind: FactKind, ceilings: Sequence[dict[str, Any]]) -> None:
        """At so many of the fact, at most that grade; three steps at most."""
        mine = sorted((one for one in ceilings if one["fact"] == key), key=lambda one: one["at_least"])
        grades = [("", "不限"), *((grade, f"最高{word}") for grade, word in self.scheme.grades() if grade > 1)]
        for step in range(STEPS):
            at_least = step + 1
            now = next((one["grade"] for one in mine if one["at_least"] == at_least), "")
            self.fields[f"c_{key}_{step}"] = field = forms.ChoiceField(
                label=f"{kind.label}满 {at_least} {kind.unit}", choices=grades, initial=now, required=False
            )
            field.fact, field.step = kind.label, f"满 {at_least} {kind.unit}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "block": self[f"block_{at}"],
                "name": self[f"name_{at}"],
                "weight": self[f"weight_{at}"],
                "standard": self[f"standard_{at}"],
                "source": self[f"source_{at}"],
                "raters": (raters := [self[f"r_{at}_{rater.value}"] for rater in Rater]),
                "has_own": any(one.value() for one in raters),
            }
            for at in range(self.count)
        ]

    @property
    def common(self) -> list[BoundField]:
        return [self[f"all_{rater.value}"] for rater in Rater]

    @property
    def bands(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("band_")]

    @property
    def ladders(self) -> list[tuple[str, list[BoundField]]]:
        """(What happened, its steps)."""
        steps = [self[name] for name in self.fields if name.startswith("c_")]
        return [(fact, list(own)) for fact, own in groupby(steps, key=lambda one: one.field.fact)]

    @property
    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "indicators": [one for at in range(self.count) if (one := self._line(at))["name"]],
            "raters": {rater.value: given[name] for rater in Rater if given[name := f"all_{rater.value}"]},
            "bands": [given[name] or 0 for name in self.fields if name.startswith("band_")],
            "ceilings": [
                {"fact": key, "at_least": step + 1, "grade": int(grade)}
                for key in all_facts()
                for step in range(STEPS)
                if (grade := given[f"c_{key}_{step}"])
            ],
            "cap_percent": given["cap_percent"],
            "cap_rounding": given["cap_rounding"],
            "cap_by_category": given["cap_by_category"],
            "basis": self.scheme.basis,
        }

    def _line(self, at: int) -> dict[str, Any]:
        given = self.cleaned_data
        source = given[f"source_{at}"]
        own = {rater.value: given[name] for rater in Rater if given[name := f"r_{at}_{rater.value}"]}
        return {
            "block": given[f"block_{at}"],
            "name": given[f"name_{at}"],
            "weight": given[f"weight_{at}"] or 0,
            "standard": given[f"standard_{at}"],
            "source": "" if source == OWN else source,
            "raters": own if source == OWN else {},
        }
