"""Which problems go in; submitting with what was found; sending back, issuing, giving up."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhucun.reports.periodic.reading import Problem
from zhucun.reports.periodic.rules import LONGEST_NOTE, LONGEST_NUMBER
from zhucun.web.forms import ActForm, day_field


class BeginForm(ActForm):
    """What teams raised is ticked here and goes in as they said it; its wording is the draft's from then on."""

    problems = forms.MultipleChoiceField(
        label="写进报告的问题",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="照队里的原话写进去，不写队名；起草以后可以改说法。",
    )

    def __init__(self, *args: Any, raised: Sequence[Problem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = {str(one.report): one.words for one in raised}
        if raised:
            self.fields["problems"].choices = [(str(one.report), f"{one.team}：{one.words}") for one in raised]
        else:
            del self.fields["problems"]

    def chosen(self) -> list[str]:
        return [self._words[key] for key in self.cleaned_data.get("problems", ())]


class SubmitForm(ActForm):
    note = forms.CharField(
        label="给签发人的说明",
        max_length=LONGEST_NOTE,
        required=False,
        help_text="校对发现对不上、又确实要这样写的，在这里写一句为什么。",
    )


class SendBackForm(ActForm):
    reason = forms.CharField(label="哪里要改", max_length=LONGEST_NOTE)


class IssueForm(ActForm):
    number = forms.CharField(
        label="文号或者期号", max_length=LONGEST_NUMBER, help_text="如“青驻办〔2022〕12号”；简报写“第 7 期”。"
    )
    issued_on = day_field(label="哪天发出")


class DropForm(ActForm):
    reason = forms.CharField(label="为什么不写了", max_length=LONGEST_NOTE)
