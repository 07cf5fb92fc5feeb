"""What people fill in about units and contacts."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.asking import UNIT, Ask, asks, when
from zhucun.org.people.fields import CadreField
from zhucun.org.people.models import Cadre, RuralSpell, Unit
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
    staff_count = forms.IntegerField(
        label="在编人数", required=False, min_value=0, max_value=100_000, help_text="各单位该派多少人，按它算公道。"
    )
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


class FitnessForm(ActForm):
    ask = asks(
        Ask(
            "people.fitness",
            "确认能派驻",
            who_asks="县驻村办",
            basis="选派负面清单（R-SEL-08）",
            how_often=when("有人要派驻时", times_a_year=4),
            what_for="组队、换人时看得到单位确认过",
            minutes=1,
            role=UNIT,
        )
    )
    on = day_field(label="哪天确认的")


class ApartForm(ActForm):
    one = CadreField(label="一人", help_text="打姓名就出来。")
    other = CadreField(label="另一人")

    def offer(self, cadres: Iterable[Cadre]) -> None:
        called = list(cadres)
        for name in ("one", "other"):
            self.fields[name].offer(called)


BLANK_LINES = 2
OF_SPELL = ("where", "since", "until")


class RuralForm(ActForm):
    """A line for each spell on file and some blank ones; a line without a place is left out."""

    def __init__(self, *args: Any, spells: Iterable[RuralSpell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = list(spells)
        self.count = len(held) + BLANK_LINES
        for at in range(self.count):
            told = vars(held[at]) if at < len(held) else {}
            made = (
                forms.CharField(label=f"第 {at + 1} 段：在哪里做什么", max_length=60, required=False),
                day_field(label=f"第 {at + 1} 段从哪天起", required=False),
                day_field(label=f"第 {at + 1} 段到哪天前", required=False),
            )
            for name, field in zip(OF_SPELL, made, strict=True):
                field.initial = told.get(name)
                self.fields[f"{name}_{at}"] = field

    def lines(self) -> Iterator[list[forms.BoundField]]:
        for at in range(self.count):
            yield [self[f"{name}_{at}"] for name in OF_SPELL]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for at in range(self.count):
            if given.get(f"where_{at}") and not given.get(f"since_{at}"):
                self.add_error(f"since_{at}", "填从哪天起。")
            elif given.get(f"since_{at}") and not given.get(f"where_{at}"):
                self.add_error(f"where_{at}", "填在哪里做什么，比如“太和镇政府办事员”。")
        return given

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = ({name: given[f"{name}_{at}"] for name in OF_SPELL} for at in range(self.count))
        return {"spells": [line for line in lines if line["where"]]}
