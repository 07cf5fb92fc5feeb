"""What is told of a dispute: once what it is about, then what became of it."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.six_ones.disputes.models import LINE, LONGEST
from zhucun.six_ones.disputes.rules import Kind
from zhucun.web.forms import ActForm, day_field

BASIS = "小事不出村、大事不出镇（R-TASK-05）"


def _ask(key: str, title: str, how_often: str, times: int, what_for: str) -> Ask:
    told: dict[str, Any] = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(f"dispute.{key}", title, who_asks="县驻村办", minutes=1, role=(MEMBER, TOWNSHIP, VILLAGE), **told))


class RegisterForm(ActForm):
    ask = _ask("register", "登记一起矛盾纠纷", "村里有人闹起来、没有记一笔的", 3, "台账；看得到的人很少")
    kind = forms.ChoiceField(label="哪一类", choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.NEIGHBOURS)
    text = forms.CharField(
        label="为了什么",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="一句就够。不写身份证号、电话，能不写全名就不写。",
    )
    parties = forms.CharField(label="谁和谁", required=False, max_length=60, help_text="比如：两家邻居、兄弟俩。")
    raised_on = day_field(label="哪天")
    mediator = forms.CharField(label="谁来调解", required=False, max_length=80)


class SettleForm(ActForm):
    ask = _ask("settle", "调解好一起矛盾纠纷", "调解好时", 3, "小事不出村，从这里算")
    on = day_field(label="哪天调解好的")
    outcome = forms.CharField(label="怎么解决的", max_length=LINE, widget=forms.Textarea({"rows": 2}))


class HandUpForm(ActForm):
    ask = _ask("hand_up", "把矛盾纠纷交给镇里调解", "村里调解不了时", 1, "镇里接着调解")
    mediator = forms.CharField(label="镇里谁来调解", required=False, max_length=80)


class ReferForm(ActForm):
    ask = _ask("refer", "把矛盾纠纷转出去", "要法庭、仲裁来定时", 1, "知道去了哪里")
    on = day_field(label="哪天转的")
    referred_to = forms.CharField(label="转到哪里", max_length=80)
    outcome = forms.CharField(label="还有什么要说的", required=False, max_length=LINE)


class WithdrawForm(ActForm):
    ask = _ask("withdraw", "撤回一起矛盾纠纷", "登记错了时", 1, "不再算数，留底")
    reason = forms.CharField(label="为什么撤回", required=False, max_length=LINE)
