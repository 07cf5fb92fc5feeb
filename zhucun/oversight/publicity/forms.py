"""What is told of an objection: what is wrong, and the answer."""

from typing import Any

from django import forms

from zhucun.lib.asking import LEADER, MEMBER, UNIT, Ask, asks, when
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.publicity.rules import LONGEST
from zhucun.oversight.schemes.rules import Grade, called
from zhucun.web.forms import ActForm


class RaiseForm(ActForm):
    ask = asks(
        Ask(
            "objection.raise",
            "考核有异议",
            who_asks="县驻村办",
            basis="驻村工作考核办法：公示期内可以申诉（R-ASS-16）",
            how_often=when("觉得考核不对时", times_a_year=1),
            what_for="请没核定过的人重新查，限期书面答复",
            minutes=5,
            role=(MEMBER, LEADER, UNIT),
        )
    )
    text = forms.CharField(
        label="哪一项不对，为什么",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="答复的人看得到，队里别的人和乡镇看不到。",
    )
    came_by = forms.CharField(label="怎么收到的", max_length=120, help_text="替人登记的写，比如：7月12日书面交来。")

    def __init__(self, *args: Any, is_for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_for_others:
            del self.fields["came_by"]


class AnswerForm(ActForm):
    text = forms.CharField(
        label="查了什么，怎么答复",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="提的人看得到这段话。",
    )
    grade = forms.TypedChoiceField(label="等次", coerce=int, empty_value=None, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, sheet: ScoreSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stays = called(sheet.grade, sheet.scale)
        others = [(one.value, f"改为“{called(one, sheet.scale)}”") for one in Grade if one != sheet.grade]
        self.fields["grade"].choices = [("", f"维持“{stays}”"), *others]


class WithdrawForm(ActForm):
    """Asks for nothing but the press."""
