"""What is told of sheets: numbers of a whole list at once, a grade, a reason, one's own account."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import SomeRefused
from zhucun.lib.asking import EVERY_QUARTER, EVERY_YEAR, MEMBER, OFFICE, SECRETARY, UNIT, Ask, asks
from zhucun.oversight.assessment import rating
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rating import HIGHEST
from zhucun.oversight.grading.showing import shown
from zhucun.oversight.schemes.registry import all_facts
from zhucun.oversight.schemes.rules import ObjectKind, SchemeCycle
from zhucun.web.forms import ActForm, AskingForm, day_field

BASIS = "季度、年度考核办法（R-ASS-04、R-ASS-08）"
HUNDRED = 100


@dataclass(frozen=True)
class Asked:
    """One number that is asked for: of a sheet, for all that this side rates or for one indicator."""

    sheet: ScoreSheet
    label: str
    indicator: int | None = None
    now: int | None = None
    why: str = ""

    @property
    def name(self) -> str:
        return f"{self.sheet.pk}_{self.indicator or 'all'}"


class Lines(forms.Textarea):
    """Two lines, so that a sentence is read whole."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 2, "maxlength": 200})


class RateForm(AskingForm):
    """A number and, where it is far from the records, a line for each; those left empty are not sent."""

    ask = asks(
        Ask(
            "assessment.rate",
            "考核评分",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_QUARTER,
            what_for="季度、年度考核；能从记录里算的不用报",
            minutes=20,
            role=(SECRETARY, UNIT, OFFICE),
        )
    )

    def __init__(self, *args: Any, rater: str, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rater, self.asked = rater, asked
        for one in asked:
            self.fields[f"n_{one.name}"] = _number(one)
            self.fields[f"why_{one.name}"] = forms.CharField(
                label=f"{one.label}，为什么", max_length=200, required=False, initial=one.why, widget=Lines()
            )

    @property
    def rows(self) -> list[tuple[Asked, BoundField, BoundField]]:
        return [(one, self[f"n_{one.name}"], self[f"why_{one.name}"]) for one in self.asked]

    def send(self, by: Actor) -> int:
        """How many were new or other than before; a refusal stands at its number or line of why."""
        calls = [(one, told) for one in self.asked if (told := self._told(one))]
        try:
            rating.rate.many([Told(one.sheet, told) for one, told in calls], by=by)
        except SomeRefused as refusal:
            for index, line in refusal.lines:
                one = calls[index][0]
                self.add_error(f"{'why' if line.field == 'why' else 'n'}_{one.name}", line.sentence)
        return len(calls)

    def _told(self, one: Asked) -> dict[str, Any] | None:
        points, why = self.cleaned_data.get(f"n_{one.name}"), self.cleaned_data.get(f"why_{one.name}", "").strip()
        if points is None:
            return None
        told = {"rater": self.rater, "hundredths": points, "why": why, "indicator": one.indicator}
        return told if (told["hundredths"], why) != (one.now, one.why) else None


class PointsField(forms.CharField):
    """Points out of 100 with one place at most, as whole hundredths: 86.5 → 8650."""

    def clean(self, value: Any) -> int | None:
        said = str(value or "").strip().replace("。", ".")
        if not said:
            return None
        found = POINTS.fullmatch(said)
        if found is None or (points := int(found[1]) * HUNDRED + int(found[2] or 0) * TENTH) > HIGHEST:
            raise forms.ValidationError("写 0 到 100 的数，最多一位小数。")
        return points


POINTS = re.compile(r"(\d{1,3})(?:\.(\d))?")
TENTH = 10


def _number(one: Asked) -> PointsField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "5", "size": "5", "autocomplete": "off"})
    initial = None if one.now is None else shown(one.now)
    return PointsField(label=one.label, required=False, initial=initial, widget=widget)


class DecideForm(ActForm):
    """The grades of the sheet's scale."""

    def __init__(self, *args: Any, grades: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"] = forms.TypedChoiceField(
            label="定什么等次", choices=grades, coerce=int, widget=forms.RadioSelect
        )
        self.fields["reason"] = forms.CharField(
            label="为什么", max_length=300, required=False, help_text="和拟定的不同，或者有一方还没评，要写一句。"
        )


class SendBackForm(ActForm):
    reason = forms.CharField(label="要再议什么", max_length=200)


class FactForm(ActForm):
    fact = forms.ChoiceField(label="什么情形")
    document = forms.CharField(
        label="认定的文号", max_length=80, required=False, help_text="留空是撤掉这一条。没有文件认定的不登记。"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = [(key, one.label) for key, one in all_facts().items() if one.counts is None]


class StateForm(ActForm):
    ask = asks(
        Ask(
            "assessment.state",
            "考核述职",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=EVERY_YEAR,
            what_for="核定时和记录、评分放在一起看；不写也照样考核",
            minutes=15,
            role=(MEMBER, UNIT),
        )
    )
    text = forms.CharField(
        label="这段时间做了什么，难在哪里",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="驻村天数、督查、任务单系统里有，不用写。",
    )


class OpenForm(ActForm):
    """Which period, of whom; a term by its days."""

    object_kind = forms.ChoiceField(label="考核谁", choices=ObjectKind.choices, widget=forms.RadioSelect)
    cycle = forms.ChoiceField(label="哪一档", choices=SchemeCycle.choices, widget=forms.RadioSelect)
    period = forms.CharField(
        label="哪一期", max_length=7, required=False, help_text="季度写成 2022-Q2，年度写成 2022；期满的不写这里。"
    )
    since = day_field(label="任期自", required=False, help_text="只有期满考核要写。")
    until = day_field(label="任期至（不含这天）", required=False)
    rate_by = day_field(label="评分截止", required=False, help_text="不写，按办法参数里的工作日算。")
