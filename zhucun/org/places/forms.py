"""What people fill in about places: a new one, its name, its categories, its end, its groups and households."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.positions import degrees
from zhucun.org.places.models import Place, PlaceTag, VillageGroup
from zhucun.org.places.rules import KEEP, SERVED, Kind, Tag
from zhucun.web.forms import ActForm, day_field

BASIS = {"label": "依据文号", "max_length": 120, "required": False}


class PlaceForm(ActForm):
    """A village or community of a township; where `under` is given, what may stand under it."""

    under = forms.ModelChoiceField(
        Place.objects.none(), label="在哪个乡镇", empty_label="选一个乡镇", widget=forms.Select
    )
    kind = forms.ChoiceField(label="是什么", widget=forms.RadioSelect)
    name = forms.CharField(label="名称", max_length=60, help_text="写全称，如 竹山村、南门社区、长乐安置点。")
    code = forms.CharField(
        label="统计用区划代码",
        max_length=14,
        required=False,
        help_text="12 位数字。不知道就空着，先编一个本地代码，页面上看得出来。",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    since = day_field(label="从哪天起", help_text="比这天早的类别、工作队登不上去。")

    def __init__(self, *args: Any, by: Actor, under: Place | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reached = Place.objects.visible_to(by, KEEP).filter(until__isnull=True)
        if under is None:
            self.fields["under"].queryset = reached.filter(kind=Kind.TOWNSHIP).order_by("code")
            kinds = (Kind.VILLAGE, Kind.COMMUNITY)
        else:
            del self.fields["under"]
            kinds = CHILDREN[Kind(under.kind)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if len(kinds) == 1:
            self.fields["kind"].initial, self.fields["kind"].widget = kinds[0], forms.HiddenInput()
        if kinds == (Kind.SITE,):
            del self.fields["code"]  # its own is the village's with the next two-digit suffix
        elif kinds == (Kind.TOWNSHIP,):
            self.fields["code"].help_text = "9 位数字。不知道就空着，先编一个本地代码。"


CHILDREN = {
    Kind.COUNTY: (Kind.TOWNSHIP,),
    Kind.TOWNSHIP: (Kind.VILLAGE, Kind.COMMUNITY),
    Kind.VILLAGE: (Kind.SITE,),
    Kind.COMMUNITY: (Kind.SITE,),
}


class RenameForm(ActForm):
    name = forms.CharField(label="新名称", max_length=60)
    since = day_field(label="从哪天起用新名", help_text="在这天以前的记录和数字里还是旧名。")
    reason = forms.CharField(label="依据或理由", max_length=120, required=False)


class CorrectForm(ActForm):
    name = forms.CharField(
        label="正确的名称", max_length=60, help_text="只改写错的字。真的改了名，请用“更名”，旧名会留着。"
    )


class LocateForm(ActForm):
    north = forms.CharField(label="纬度", max_length=20, required=False, help_text="如 25.59167，地图软件里查得到。")
    east = forms.CharField(label="经度", max_length=20, required=False, help_text="如 111.93028。都空着就是不知道。")

    def clean_north(self) -> int | None:
        return _degrees(self.cleaned_data["north"])

    def clean_east(self) -> int | None:
        return _degrees(self.cleaned_data["east"])


def _degrees(text: str) -> int | None:
    try:
        return degrees(text) if text.strip() else None
    except ValueError as error:
        raise forms.ValidationError(str(error)) from error


class CloseForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    merged_into = forms.ModelChoiceField(
        Place.objects.none(), label="并入哪里", required=False, empty_label="没有并入别处", help_text="只列同一乡镇的。"
    )
    reason = forms.CharField(label="依据或理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, place: Place, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = Place.objects.visible_to(by, KEEP).filter(until__isnull=True, kind__in=SERVED)
        township = near.filter(code__startswith=place.code[:9]).exclude(pk=place.pk)
        self.fields["merged_into"].queryset = township.order_by("code")


class ReasonForm(ActForm):
    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class TagForm(ActForm):
    tag = forms.ChoiceField(label="哪一类", widget=forms.RadioSelect)
    since = day_field(label="从哪天起")
    basis = forms.CharField(**BASIS)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = set(PlaceTag.objects.filter(place=place, until__isnull=True).values_list("tag", flat=True))
        self.fields["tag"].choices = [choice for choice in Tag.choices if choice[0] not in held]


class UntagForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天，这天以后就不算这一类了。")
    reason = forms.CharField(label="依据或理由", max_length=200, required=False)


class GroupForm(ActForm):
    name = forms.CharField(label="组名", max_length=40, help_text="如 一组、老屋组。")
    since = day_field(label="从哪天起")


class HouseholdForm(ActForm):
    head_name = forms.CharField(label="户主", max_length=40, help_text="只记姓名，不记证件号、收入和病情。")
    group = forms.ModelChoiceField(VillageGroup.objects.none(), label="组", required=False, empty_label="没有分组")
    person_count = forms.IntegerField(label="人口", min_value=1, max_value=99, required=False)
    code = forms.CharField(label="户编号", max_length=30, required=False)
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, village: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = village.groups.filter(until__isnull=True).order_by("pk")
        if not self.fields["group"].queryset:
            del self.fields["group"]


class LastDayForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="理由", max_length=200, required=False)
