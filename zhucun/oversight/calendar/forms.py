"""What is filled in at the desk about days: a change, another word, how a question is settled, corrections."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhucun.lib.asking import TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.oversight.calendar.fields import HalfField
from zhucun.policy.attendance import Category
from zhucun.web.forms import ActForm

LONGEST = 200


def why(label: str, *, hint: str = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, max_length=LONGEST, required=required, help_text=hint, widget=widget)


class _OfSpan(ActForm):
    """A category over a span of half-days; what may be said is told by whoever opens it."""

    category = forms.ChoiceField(label="是什么", widget=forms.RadioSelect)
    since_half = HalfField(label="从哪天", is_end=False)
    until_half = HalfField(label="到哪天", is_end=True, help_text="只有一天的，两个都填这一天。")

    def __init__(self, *args: Any, offered: Iterable[Category] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.key, one.label) for one in offered]

    def clean_until_half(self) -> int:
        since, until = self.cleaned_data.get("since_half"), self.cleaned_data["until_half"]
        if since is not None and until <= since:
            raise forms.ValidationError("结束不能早于开始，改一下日期。")
        return until


class EnterForm(_OfSpan):
    """For whoever enters somebody's change under their own name; of one's own days the last question is left out."""

    ask = asks(
        Ask(
            "attendance.enter_at_desk",
            "登记在村变动",
            who_asks="县驻村办",
            basis="只记变动，没有变动就是在村（R-ATT-06）",
            how_often=when("有外出、轮休、培训、值班，本人又不便用手机时", times_a_year=12),
            what_for="在村日历、考勤表、补助天数",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    place = forms.CharField(label="去哪里", max_length=60, required=False)
    reason = why("事由", required=False)
    rest_days_too = forms.BooleanField(label="中间的休息日也在做这件事", required=False)
    entered_for_reason = forms.CharField(
        label="为什么代记", max_length=120, help_text="比如：村里没有信号，电话报来。记在你自己名下。"
    )

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["entered_for_reason"]


class OtherwiseForm(_OfSpan):
    """Village and township say what they know otherwise; it stands beside the member's word."""

    ask = asks(
        Ask(
            "attendance.state_otherwise",
            "某天的情况不是这样",
            who_asks="县驻村办",
            basis="本人、村、乡镇的说法分开记（R-ATT-07）",
            how_often=when("核对月表发现不对时", times_a_year=6),
            what_for="和本人说法不一的，由乡镇定",
            minutes=1,
            role=(VILLAGE, TOWNSHIP),
        )
    )
    reason = why("根据什么", hint="比如：那天在乡镇开会，签到册上有。")


class WithdrawForm(ActForm):
    """The office takes back what a member said of their own days: one line, which the member reads."""

    ask = asks(
        Ask(
            "attendance.withdraw",
            "撤回本人记的变动",
            who_asks="县驻村办",
            basis="本人说的，别人撤回要写为什么（R-ATT-07）",
            how_often=when("本人记错了，又不便自己撤回时", times_a_year=2),
            what_for="本人在手机上看到是谁撤的、为什么",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    reason = forms.CharField(label="为什么撤回", max_length=120, help_text="一句话，比如：那天没有去成，本人电话说的。")


class SettleForm(ActForm):
    ask = asks(
        Ask(
            "attendance.settle",
            "认定说法不一的日子",
            who_asks="县驻村办",
            basis="月表锁定前要把说法不一的日子定下来（R-ATT-04）",
            how_often=when("有说法不一时", times_a_year=12),
            what_for="月表、驻村天数",
            minutes=2,
            role=TOWNSHIP,
        )
    )
    category = forms.ChoiceField(label="这几天到底是什么", widget=forms.RadioSelect)
    reason = why("根据什么", hint="问过谁、看了什么，一句话。双方都看得到。")

    def __init__(self, *args: Any, offered: Iterable[Category] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.key, one.label) for one in offered]


class CorrectForm(_OfSpan):
    ask = asks(
        Ask(
            "attendance.correct",
            "提出更正已锁定的月表",
            who_asks="县驻村办",
            basis="锁定以后只改一人一月，写理由、两人经手（R-ATT-12）",
            how_often=when("锁定后才发现有错时", times_a_year=2),
            what_for="驻村天数、补助",
            minutes=3,
            role=TOWNSHIP,
        )
    )
    reason = why("为什么更正", hint="错在哪里，凭什么知道。批准的人看这一句。")


class DecideForm(ActForm):
    ask = asks(
        Ask(
            "attendance.decide_correction",
            "批更正",
            who_asks="县驻村办",
            basis="提出和批准是两个人（R-ATT-12）",
            how_often=when("有人提更正时", times_a_year=2),
            what_for="月表、驻村天数、补助",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    opinion = why("意见", required=False)
