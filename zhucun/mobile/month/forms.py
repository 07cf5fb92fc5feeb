"""What a day was instead: a category, the whole day or half of it."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib import halves
from zhucun.lib.asking import EVERY_MONTH, MEMBER, VILLAGE, Ask, asks
from zhucun.policy.attendance import Category
from zhucun.web.forms import ActForm

WHOLE, MORNING, AFTERNOON = "whole", "morning", "afternoon"
PARTS = ((WHOLE, "整天"), (MORNING, "上午"), (AFTERNOON, "下午"))

TRUE = asks(
    Ask(
        "attendance.state_true",
        "月底确认属实",
        who_asks="县驻村办",
        basis="考勤一月一报，本人、村、乡镇、县四方确认（R-ATT-04）",
        how_often=EVERY_MONTH,
        what_for="在村天数的依据，补助按它发",
        minutes=0,
        role=(MEMBER, VILLAGE),
    )
)


def span_of(day: date, part: str) -> tuple[int, int]:
    """The half-days of a day's part."""
    morning = halves.half_of(day)
    return {WHOLE: (morning, morning + 2), MORNING: (morning, morning + 1)}.get(part, (morning + 1, morning + 2))


class DayForm(ActForm):
    ask = TRUE
    category = forms.ChoiceField(label="那天是怎样的", widget=forms.RadioSelect)
    part = forms.ChoiceField(label="整天还是半天", choices=PARTS, initial=WHOLE, widget=forms.RadioSelect)
    reason = forms.CharField(label="说一句", max_length=120, required=False)

    def __init__(self, *args: Any, categories: list[Category], must_say: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(one.key, one.label) for one in categories]
        self.fields["reason"].required = must_say
        if must_say:
            self.fields["reason"].help_text = "根据什么这样说，乡镇要看。"
