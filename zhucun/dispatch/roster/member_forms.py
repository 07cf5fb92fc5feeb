"""What people fill in about a cadre's file, and for the 花名册."""

from datetime import date
from typing import Any

from django import forms

from zhucun.dispatch.roster.exporting import Order
from zhucun.dispatch.roster.forms import month_of
from zhucun.lib.identity import id_number_problem
from zhucun.lib.phones import normal_phone, phone_problem
from zhucun.lib.skills import KINDS
from zhucun.org.accounts.forms import day_field
from zhucun.org.people.fields import UnitField
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import Education, Employment, Sex
from zhucun.org.places.fields import PlaceField
from zhucun.web.forms import ActForm, AskingForm

OF_PERSON = ("name", "sex", "birth_month")
OF_FILE = (
    *("post", "rank", "employment", "education", "party_joined_on", "work_started_on"),
    *("has_rural_experience", "rural_months", "skills", "home", "fitness_confirmed_on", "remark"),
)
HIDDEN = ("phone", "id_number")  # never shown in the form: what is left empty stays
YES_NO = [("", "没有登记"), ("True", "有"), ("False", "没有")]


class CadreForm(ActForm):
    """The whole file on one page; only what was changed is told to the act."""

    name = forms.CharField(label="姓名", max_length=20)
    sex = forms.ChoiceField(label="性别", choices=[*Sex.choices], widget=forms.RadioSelect, required=False)
    birth_month = day_field(label="出生年月", required=False, help_text="日子不用管，只记年月。")
    phone = forms.CharField(label="换手机号", max_length=30, required=False, help_text="不换就空着。")
    id_number = forms.CharField(
        label="换证件号", max_length=18, required=False, help_text="只在买保险、核对身份时需要；不换就空着。"
    )
    post = forms.CharField(label="职务", max_length=60, required=False)
    rank = forms.CharField(label="职级", max_length=40, required=False)
    employment = forms.ChoiceField(label="身份", choices=[("", "没有登记"), *Employment.choices], required=False)
    education = forms.TypedChoiceField(
        label="学历", choices=[("", "没有登记"), *Education.choices], coerce=int, empty_value=None, required=False
    )
    party_joined_on = day_field(label="入党时间", required=False, help_text="不是党员的空着。")
    work_started_on = day_field(label="参加工作时间", required=False)
    has_rural_experience = forms.TypedChoiceField(
        label="农村工作经历",
        choices=YES_NO,
        coerce=lambda answer: answer == "True",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    rural_months = forms.IntegerField(
        label="农村工作几个月",
        min_value=0,
        max_value=720,
        required=False,
        help_text="知道几个月的写上；老新深浅按它算。",
    )
    skills = forms.MultipleChoiceField(
        label="专长",
        choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="会做什么，勾几样都行。组队时和村里的需求对。",
    )
    home = PlaceField(label="家在", required=False, help_text="本县哪个村、社区。不派回家在的村。")
    fitness_confirmed_on = day_field(
        label="单位确认能派驻", required=False, help_text="单位确认的日期。只记日期，不记身体情况。"
    )
    remark = forms.CharField(label="备注", max_length=200, required=False, help_text="不写涉密的事，不写病情。")

    def __init__(self, data: Any = None, *, cadre: Cadre) -> None:
        self.before = {name: getattr(cadre.person, name) for name in OF_PERSON}
        self.before |= {name: getattr(cadre, name) for name in OF_FILE}
        is_dated = cadre.rural_spells.exists()
        shown = {name: str(value) if isinstance(value, bool) else value for name, value in self.before.items()}
        super().__init__(data, seen=cadre, initial=shown)
        for name in ("has_rural_experience", "rural_months") if is_dated else ():  # they follow from the spells
            del self.fields[name], self.before[name]

    def clean_birth_month(self) -> date | None:
        return month_of(self.cleaned_data["birth_month"])

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        if typed and (problem := phone_problem(typed)):
            raise forms.ValidationError(problem)
        return normal_phone(typed) if typed else ""

    def clean_id_number(self) -> str:
        typed = self.cleaned_data["id_number"].upper()
        if typed and (problem := id_number_problem(typed)):
            raise forms.ValidationError(problem)
        return typed

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("rural_months") and given.get("has_rural_experience") is False:
            self.add_error("has_rural_experience", "写了农村工作几个月，这里就选“有”。")
        return given

    def changes(self) -> dict[str, Any]:
        """Column → new value."""
        given = self.cleaned_data
        changed = {name: given[name] for name, before in self.before.items() if given[name] != before}
        return changed | {name: given[name] for name in HIDDEN if given[name]}


class MoveForm(ActForm):
    unit = UnitField(label="新单位", help_text="打两三个字就出来，写简称也行。")
    since = day_field(label="从哪天起", help_text="原单位到前一天为止。现在这一段派驻的派出单位不变。")


class RosterForm(AskingForm):
    """Asked for by GET: a roster taken away changes nothing but the log."""

    use_required_attribute = False

    day = day_field(label="哪天的名册")
    order = forms.ChoiceField(label="按什么排", choices=Order.choices, widget=forms.RadioSelect, initial=Order.PLACES)
    reason = forms.CharField(
        label="要写全电话的，写一句为什么",
        max_length=100,
        required=False,
        help_text="不写理由，电话只露首尾。导出过几行、为什么，都会记下来。",
    )

    def __init__(self, *args: Any, may_see: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_see:
            del self.fields["reason"]
