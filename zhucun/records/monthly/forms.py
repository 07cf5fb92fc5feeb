"""What the leader may change before confirming; why the township sends one back."""

from django import forms

from zhucun.lib.asking import EVERY_MONTH, LEADER, Ask, asks
from zhucun.records.monthly.rules import LONGEST
from zhucun.web.forms import ActForm


class ReportForm(ActForm):
    ask = asks(
        Ask(
            "records.month_report",
            "确认工作队月报",
            who_asks="县驻村办",
            basis="工作记实登记表（R-DOC-11）",
            how_often=EVERY_MONTH,
            what_for="乡镇、县里看这一份，不再另要月报",
            minutes=2,
            role=LEADER,
        )
    )
    text = forms.CharField(
        label="做了什么",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="从记一笔来，不改也行；数字不用写，跟着台账走。",
    )
    problems = forms.CharField(
        label="问题和困难", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 2})
    )
    next_month = forms.CharField(
        label="下月打算", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 2})
    )


class SendBackForm(ActForm):
    reason = forms.CharField(label="哪里要再看", max_length=200)
