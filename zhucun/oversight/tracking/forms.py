"""What is filled in of an item: a reply, an objection, a longer time, what a check found."""

from typing import Any

from django import forms

from zhucun.lib.asking import LEADER, SECRETARY, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.oversight.letters.forms import LONGEST_LINE
from zhucun.web.forms import ActForm, day_field

BASIS = "整改交办，反馈、签字、销号（R-INS-09）"


class ReplyForm(ActForm):
    ask = asks(
        Ask(
            "rectification.reply",
            "整改反馈",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("收到整改交办函时", times_a_year=2),
            what_for="乡镇签了、县里复核，改到位就销号；只填这一次",
            minutes=2,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    reply = forms.CharField(
        label="改了什么，改成什么样",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句话就够。",
    )
    written_for = forms.CharField(
        label="谁反馈的，怎么来的",
        max_length=40,
        required=False,
        help_text="例如 县档案馆 7月8日函、电话。",
    )
    photo = forms.FileField(
        label="照片",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="不拍也算数。",
    )

    def __init__(self, *args: Any, is_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_office:
            self.fields["written_for"].required = True
        else:
            del self.fields["written_for"]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "photo"}


class DisputeForm(ActForm):
    ask = asks(
        Ask(
            "rectification.dispute",
            "对整改事项提异议",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("和事实不符时", times_a_year=1),
            what_for="县里查过再定，维持还是撤销",
            minutes=2,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    said = forms.CharField(
        label="哪里和事实不符", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="写事实和依据。"
    )


class LongerForm(ActForm):
    ask = asks(
        Ask(
            "rectification.longer",
            "申请整改延期",
            who_asks="县驻村办",
            basis="期限可以延一次，要批（R-INS-07）",
            how_often=when("到期改不完时", times_a_year=1),
            what_for="县里批了，按新的期限算",
            minutes=1,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    until = day_field(label="延到哪天")
    because = forms.CharField(label="为什么到期改不完", max_length=LONGEST_LINE)


class SendBackForm(ActForm):
    ask = asks(
        Ask(
            "rectification.sign",
            "签整改反馈",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("单位或者工作队反馈了时", times_a_year=6),
            what_for="乡镇看过属实，县里才复核",
            minutes=1,
            role=SECRETARY,
        )
    )
    reason = forms.CharField(label="还差什么", max_length=300)


class UpholdForm(ActForm):
    verdict = forms.CharField(label="为什么维持", max_length=300)
    due_on = day_field(label="新的期限", required=False, help_text="空着就还是原来的期限。")


class MoveForm(ActForm):
    due_on = day_field(label="改到哪天")
    reason = forms.CharField(label="为什么改期", max_length=LONGEST_LINE)


class CheckForm(ActForm):
    """What was found when it was looked at again: closed, back with a new day, or to be seen on site."""

    outcome = forms.ChoiceField(
        label="改到位没有",
        choices=[
            ("document", "看了材料，改到位，销号"),
            ("onsite", "现场看过，改到位，销号"),
            ("return", "没改到位，退回再改"),
            ("look", "现场再看"),
        ],
        widget=forms.RadioSelect,
    )
    verdict = forms.CharField(
        label="说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可不填。退回时要写清哪里没改到位。",
    )
    due_on = day_field(label="新的期限", required=False, help_text="退回时填。")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "return":
            if not given.get("verdict"):
                self.add_error("verdict", "退回要写清哪里没改到位。")
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "填新的期限。")
        return given
