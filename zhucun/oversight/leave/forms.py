"""What is filled in about leave: kind, from and to, why, who covers; and why it goes back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from zhucun.lib import halves
from zhucun.lib.asking import LEADER, MEMBER, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.oversight.leave.ground import Mate
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.policy.profile import Leave
from zhucun.web.forms import ActForm, day_field

PARTS = [(str(part), word) for part, word in halves.PARTS.items()]


def _part(label: str, initial: int) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=PARTS, initial=str(initial))


class AskForm(ActForm):
    """`since_half` and `until_half` are made from days and parts; what the county may overrule is asked for last."""

    ask = asks(
        Ask(
            "leave.ask",
            "请假单",
            who_asks="县驻村办",
            basis="请假按长短分档批（R-LEA-01、R-LEA-03）",
            how_often=when("要请假时", times_a_year=6),
            what_for="批了自动记进在村情况，不用再报考勤",
            minutes=1,
            role=(MEMBER, TOWNSHIP),
        )
    )
    kind = forms.ChoiceField(label="哪种假", widget=forms.RadioSelect)
    since_day = day_field(label="从哪天")
    since_part = _part("上午还是下午起", halves.MORNING)
    until_day = day_field(label="到哪天（含）")
    until_part = _part("到上午还是下午", halves.AFTERNOON)
    reason = forms.CharField(label="原因", max_length=100, help_text="一句话，如：家人住院。批假的人看，不进别的表。")
    covered_by = forms.ChoiceField(label="这几天谁顶着", widget=forms.RadioSelect)
    going_to = forms.CharField(label="去哪里", max_length=80, required=False)
    phoned_on = day_field(label="先打过电话的，哪天打的", required=False, help_text="急事先电话请，两天内补这张单。")
    phone_agreed_by = forms.CharField(label="电话里谁同意的", max_length=40, required=False)
    written_late_reason = forms.CharField(
        label="补单晚了的，为什么", max_length=100, required=False, help_text="一句话；按时补的空着。"
    )
    entered_for_reason = forms.CharField(label="为什么由你代填", max_length=120, help_text="如：本人在医院，没有信号。")
    override = forms.CharField(
        label="特批的理由",
        max_length=200,
        required=False,
        help_text="只在队里没有人在村、或者停假时段用得上；由县驻村办写。",
    )

    def __init__(
        self, *args: Any, policy: Leave, mates: Sequence[Mate], is_own: bool, may_overrule: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in policy.kinds]
        self.fields["covered_by"].choices = [(str(mate.posting), mate.name) for mate in mates]
        self.fields["covered_by"].required = not may_overrule
        days = policy.written_after_phone_days
        self.fields["phoned_on"].help_text = f"急事先电话请，{days} 天内补这张单。"
        if not mates:
            del self.fields["covered_by"]
        if is_own:
            del self.fields["entered_for_reason"]
        if not may_overrule:
            del self.fields["override"]

    def clean(self) -> dict[str, Any]:
        """Where the office overrules, the path may be looked at before the reason is written."""
        given = self.cleaned_data
        if given.get("phoned_on") and not given.get("phone_agreed_by"):
            self.add_error("phone_agreed_by", "写上电话里是谁同意的。")
        return given

    def days(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each day beside its half."""
        return [(self["since_day"], self["since_part"]), (self["until_day"], self["until_part"])]

    def before_days(self) -> list[forms.BoundField]:
        return self._those("entered_for_reason", "kind")

    def after_days(self) -> list[forms.BoundField]:
        return self._those("reason", "covered_by", "going_to", "override")

    def of_phone(self) -> list[forms.BoundField]:
        return self._those("phoned_on", "phone_agreed_by", "written_late_reason")

    def _those(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def span(self) -> dict[str, int]:
        given = self.cleaned_data
        since = halves.half_of(given["since_day"], int(given["since_part"]))
        until = halves.half_of(given["until_day"], int(given["until_part"])) + 1
        return {"since_half": since, "until_half": until}

    def told(self) -> dict[str, Any]:
        told = super().told()
        days = ("since_day", "since_part", "until_day", "until_part", "covered_by")
        return {name: value for name, value in told.items() if name not in days} | self.span()


class RefuseForm(ActForm):
    ask = asks(
        Ask(
            "leave.refuse",
            "退回请假的理由",
            who_asks="请假的人",
            basis="退回要说为什么（R-LEA-01）",
            how_often=when("要退回时", times_a_year=3),
            what_for="请假的人好改",
            minutes=1,
            role=(TOWNSHIP, UNIT, LEADER),
        )
    )
    opinion = forms.CharField(
        label="为什么退回", max_length=200, widget=forms.Textarea({"rows": 2}), help_text="一句话，请假的人看得到。"
    )


class BackForm(ActForm):
    """Earlier or later than planned; on the day itself one press does. Who is due since yesterday finds it on the page
    of the leave, at the desk as on the phone, with today filled in: a line of why, and one press."""

    ask = asks(
        Ask(
            "leave.report_back",
            "销假",
            who_asks="乡镇",
            basis="回来要销假（R-LEA-04）",
            how_often=when("请了假回来时", times_a_year=6),
            what_for="从这时候起算在村",
            minutes=0,
            role=(MEMBER, TOWNSHIP),
        )
    )
    back_day = day_field(label="哪天回村的")
    back_part = forms.ChoiceField(label="上午还是下午回的", choices=PARTS, widget=forms.RadioSelect)
    late_reason = forms.CharField(
        label="回晚了的，为什么", max_length=100, required=False, help_text="一句话；按时回的空着。"
    )

    @classmethod
    def of(cls, leave: LeaveRequest, today: date, data: Any = None) -> "BackForm":
        form = cls(data, seen=leave, initial={"back_day": today, "back_part": "0"})
        if leave.is_overdue(today):
            form.fields["late_reason"].label = "为什么回晚了"
            form.fields["late_reason"].help_text = "一句话；按时回的、只是销晚了，改上面的日子，这里空着。"
        return form

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        back = halves.half_of(given["back_day"], int(given["back_part"]))
        return {"back_half": back, "late_reason": given["late_reason"]}


class ExtendForm(ActForm):
    ask = asks(
        Ask(
            "leave.extend",
            "续假",
            who_asks="县驻村办",
            basis="续假在到期前办（R-LEA-04）",
            how_often=when("回不来时", times_a_year=1),
            what_for="接着原来的假批，不用另填一张",
            minutes=1,
            role=(MEMBER, TOWNSHIP),
        )
    )
    until_day = day_field(label="续到哪天（含）")
    until_part = _part("到上午还是下午", halves.AFTERNOON)
    reason = forms.CharField(label="为什么续", max_length=100)
    entered_for_reason = forms.CharField(label="为什么由你代填", max_length=120)

    def __init__(self, *args: Any, is_own: bool, after: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_day"].help_text = f"现在批到 {after:%Y-%m-%d}。"
        if is_own:
            del self.fields["entered_for_reason"]

    def told(self) -> dict[str, Any]:
        given = super().told()
        day, part = given.pop("until_day"), int(given.pop("until_part"))
        return {**given, "until_half": halves.half_of(day, part) + 1}


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么撤回", max_length=200, initial="不去了")
