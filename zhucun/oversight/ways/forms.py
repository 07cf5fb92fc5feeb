"""How a group wants to go that day: asked in the address, kept nowhere."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms

from zhucun.oversight.routes.rules import HOUR
from zhucun.oversight.ways.going import Wanted
from zhucun.web.forms import AskingForm

FORMATS = ["%H:%M", "%H:%M:%S", "%H：%M"]


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "时间写成 8:30 这样。"},
    )


class WayForm(AskingForm):
    start = forms.ChoiceField(label="从哪里出发")
    leaves = _time("几点出发")
    back_by = _time("几点前回来")
    stays = forms.IntegerField(label="一个村看几分钟", min_value=5, max_value=8 * HOUR)

    def __init__(self, data: Any, *, starts: Sequence[tuple[str, str]], usual: Wanted) -> None:
        shown = {
            "start": usual.start,
            "leaves": time(*divmod(usual.leaves, HOUR)),
            "back_by": time(*divmod(usual.back_by, HOUR)),
            "stays": usual.stays,
        }
        super().__init__(data, initial=shown)
        self.fields["start"].choices = starts

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if {"leaves", "back_by"} <= told.keys() and told["leaves"] >= told["back_by"]:
            self.add_error("back_by", "回来的时间要晚于出发的时间。")
        return told

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(told["start"], _minutes(told["leaves"]), _minutes(told["back_by"]), told["stays"])


def _minutes(moment: time) -> int:
    return moment.hour * HOUR + moment.minute
