"""What is told of a clue: what was noticed; then the township's tick with its day, or why none is needed."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, SECRETARY, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.org.places.models import Household, Place
from zhucun.six_ones.monitoring.models import LINE, LONGEST
from zhucun.six_ones.monitoring.rules import Source
from zhucun.web.forms import ActForm, day_field

BASIS = "国家防止返贫监测信息系统为准，这里只报线索、不审批（R-MON-07）"


def _ask(key: str, title: str, how_often: str, times: int, what_for: str, *, role: Any) -> Ask:
    told: dict[str, Any] = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(f"clue.{key}", title, who_asks="县驻村办", minutes=1, role=role, **told))


class ReportForm(ActForm):
    ask = _ask(
        "report", "报一条监测线索", "发现谁家可能返贫时", 3, "乡镇上门核实、录入国家系统", role=(MEMBER, VILLAGE)
    )
    text = forms.CharField(
        label="家里出了什么事",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="一句就够。不写得了什么病，写“开支突然大了”；不写身份证号、电话。",
    )
    household = forms.CharField(
        label="谁家", required=False, max_length=40, help_text="写户主姓名；名单里没有的，写在上面。"
    )
    source = forms.ChoiceField(
        label="怎么发现的", choices=Source.choices, widget=forms.RadioSelect, initial=Source.VISIT
    )
    reported_on = day_field(label="哪天发现")

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_household(self) -> Household | None:
        """By the head's name among the village's; of two called so the group says which."""
        name = self.cleaned_data["household"].strip()
        if not name:
            return None
        found = list(Household.objects.filter(village=self.place, until__isnull=True).select_related("group"))
        fitting = [one for one in found if name in (one.head_name, f"{one.head_name}（{one.group}）")]
        if not fitting:
            raise forms.ValidationError(f"名单里没有叫“{name}”的户主。名单里没有的，写在“出了什么事”里。")
        if len(fitting) > 1:
            groups = "、".join(f"{one.head_name}（{one.group}）" for one in fitting)
            raise forms.ValidationError(f"有 {len(fitting)} 户叫“{name}”，写成：{groups}。")
        return fitting[0]


class EnterForm(ActForm):
    ask = _ask("enter", "勾已录入国家系统", "录入一条时", 12, "报的人知道到了哪一步", role=(TOWNSHIP, SECRETARY))
    on = day_field(label="哪天录入的")


class NotNeededForm(ActForm):
    ask = _ask("not_needed", "线索不需录入", "核实下来没有风险时", 4, "给报的人一个交代", role=(TOWNSHIP, SECRETARY))
    reason = forms.CharField(
        label="为什么不需录入",
        max_length=LINE,
        widget=forms.Textarea({"rows": 2}),
        help_text="报的人看得到。比如：上门看过，开支有来源，没有风险。",
    )
    on = day_field(label="哪天定的")


class WithdrawForm(ActForm):
    ask = _ask("withdraw", "撤回一条线索", "报错了时", 1, "不再算数，留底", role=(MEMBER, VILLAGE))
    reason = forms.CharField(label="为什么撤回", required=False, max_length=LINE)


class TextForm(forms.Form):
    """A text that is to be hung up: looked through, kept nowhere."""

    text = forms.CharField(
        label="要公示的文字", max_length=5000, widget=forms.Textarea({"rows": 8}), help_text="贴进来就行，不存。"
    )
