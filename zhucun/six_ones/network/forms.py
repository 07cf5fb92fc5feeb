"""What is told of people who keep in touch with households, and of the links."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.org.places.models import Household, Place, VillageGroup
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import Kind
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：织密一张网络（R-TASK-08）"
WHO = (VILLAGE, TOWNSHIP, MEMBER)


def _ask(key: str, title: str, how_often: str, times: int, what_for: str) -> Ask:
    told = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(key, title, who_asks="县驻村办", minutes=1, role=WHO, **told))


class PersonForm(ActForm):
    """The words of a person, entered or corrected."""

    name = forms.CharField(label="姓名", max_length=40)
    kind = forms.ChoiceField(label="身份", choices=Kind.choices)
    age = forms.ChoiceField(label="年龄段", required=False, help_text="最多联几户按年龄段定。")
    group = forms.ModelChoiceField(VillageGroup.objects.none(), label="组", required=False, empty_label="没有分组")

    def __init__(self, *args: Any, village: Place, ages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["age"].choices = [("", "没有写"), *ages]
        there = VillageGroup.objects.filter(village=village, until__isnull=True)
        self.fields["group"].queryset = there.order_by("name")


class NewForm(PersonForm):
    ask = _ask("linker.add", "登记联户的人", "村里多了一个联户的人时", 2, "联户表和联系卡从这里来")
    since = day_field(label="从哪天起")


class CorrectForm(PersonForm):
    ask = _ask("linker.correct", "改联户的人", "写错了、换了组时", 1, "联户表要对")


class EndForm(ActForm):
    ask = _ask("link.end", "不再联", "搬走了、换人了时", 2, "哪一户现在没人联，看得见")
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="为什么", max_length=200, required=False)


class LinkForm(ActForm):
    """Which of the village's households that nobody keeps in touch with."""

    ask = _ask("link.add", "联上一户", "有户没人联时", 3, "联户表和联系卡从这里来")
    household = forms.ModelChoiceField(Household.objects.none(), label="联哪一户", empty_label="选一户")
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, linker: Linker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        linked = HouseholdLink.objects.filter(village=linker.village_id, until__isnull=True).values("household")
        free = Household.objects.filter(village=linker.village_id, until__isnull=True).exclude(pk__in=linked)
        field = self.fields["household"]
        field.queryset = free.select_related("group").order_by("group__name", "head_name", "pk")
        field.label_from_instance = in_group


class WhoForm(ActForm):
    """Who of the village is to keep in touch with a household."""

    ask = _ask("link.move", "换人联", "联户的人忙不过来、搬走了时", 2, "联户表要对")
    linker = forms.ModelChoiceField(Linker.objects.none(), label="由谁联", empty_label="选一个人")
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, village: int, but: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Linker.objects.filter(village=village, until__isnull=True).exclude(pk=but)
        field = self.fields["linker"]
        field.queryset = there.select_related("group").order_by("group__name", "name", "pk")
        field.label_from_instance = in_group


def in_group(row: Household | Linker) -> str:
    return f"{row}（{row.group}）" if row.group else str(row)
