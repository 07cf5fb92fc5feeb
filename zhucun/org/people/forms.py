"""What people fill in about units and contacts."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.org.people.models import Unit
from zhucun.org.people.rules import KEEP, UnitKind
from zhucun.web.forms import ActForm, day_field


def levels_of(county_code: str) -> list[tuple[str, str]]:
    """The code of the unit's own level says who sends: 县派, 市派, 省派 (R-ORG-03)."""
    return [(county_code, "县直"), (county_code[:4], "市直"), (county_code[:2], "省直")]


class UnitForm(ActForm):
    name = forms.CharField(label="名称", max_length=80, help_text="写全称。别的写法登记好以后再加。")
    kind = forms.ChoiceField(label="类别", choices=UnitKind.choices)
    place_code = forms.ChoiceField(
        label="层级", widget=forms.RadioSelect, help_text="省直、市直单位派的人，也由本县管。"
    )
    head_name = forms.CharField(label="主要负责人", max_length=40, required=False)
    deputy_name = forms.CharField(label="分管负责人", max_length=40, required=False)
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, county_code: str, unit: Unit | None = None, **kwargs: Any) -> None:
        """A unit that is there keeps its first day."""
        super().__init__(*args, seen=unit, **kwargs)
        self.fields["place_code"].choices = levels_of(county_code)
        if unit is not None:
            self.fields["name"].help_text = "改了名，旧名还认得出来。"
            del self.fields["since"]


class AliasForm(ActForm):
    name = forms.CharField(label="另一种写法", max_length=80, help_text="简称、旧名、表里常见的写法。导入时照这个认。")


class EndUnitForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="依据或理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class ContactForm(ActForm):
    name = forms.CharField(label="姓名", max_length=40)
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label="哪个单位的", required=False, empty_label="就是这里的人，不是单位派的"
    )
    post = forms.CharField(label="职务", max_length=60, required=False)
    phone = forms.CharField(
        label="电话",
        max_length=30,
        required=False,
        help_text="手机，或带区号的座机。平时只显示末几位。",
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, by: Actor, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None:
            del self.fields["unit"]
        else:
            reached = Unit.objects.visible_to(by, KEEP).filter(until__isnull=True)
            self.fields["unit"].queryset = reached.order_by("position", "pk")


class CorrectContactForm(ActForm):
    name = forms.CharField(label="姓名", max_length=40, help_text="换了人不在这里改：先结束这一个，再登记新的。")
    post = forms.CharField(label="职务", max_length=60, required=False)
    phone = forms.CharField(label="新电话", max_length=30, required=False, help_text="不改就空着。")


class LastDayForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
