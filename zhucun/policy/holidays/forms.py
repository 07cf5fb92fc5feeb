"""What is filled in about days off: one day, or a year's notice at once."""

from typing import Any

from django import forms

from zhucun.policy.holidays import pasted
from zhucun.policy.holidays.pasted import DayRead
from zhucun.sheets.faults import Unreadable
from zhucun.web.forms import ActForm, day_field

WORKS, RESTS = "works", "rests"


class DayForm(ActForm):
    day = day_field(label="哪天")
    is_working = forms.ChoiceField(
        label="上班还是休息", choices=[(RESTS, "休息"), (WORKS, "上班")], widget=forms.RadioSelect, initial=RESTS
    )
    name = forms.CharField(label="是什么日子", max_length=40, help_text="如：国庆节调休、县庆日。")
    basis = forms.CharField(label="依据", max_length=120, required=False)

    def clean_is_working(self) -> bool:
        return self.cleaned_data["is_working"] == WORKS


class NoticeForm(ActForm):
    """A file's rows become lines, so that what is read can be looked at and put right before it is written."""

    file = forms.FileField(label="表格", required=False, help_text=".xlsx .xls .csv 都行：日期、休还是班、名称。")
    lines = forms.CharField(
        label="或一行一天写在这里",
        required=False,
        widget=forms.Textarea({"rows": 8, "placeholder": "2027-01-01 休 元旦\n2027-01-02 班 元旦调休"}),
    )
    basis = forms.CharField(label="依据", max_length=120, required=False, help_text="如：国办发明电〔2026〕7号。")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        self.read: list[DayRead] = []
        try:
            if upload := given.get("file"):
                given["lines"] = pasted.lines_of_file(upload.read(), upload.name)
            self.read = pasted.read(given.get("lines", ""))
        except Unreadable as problem:
            self.add_error("file", problem.sentence)
        except ValueError as problem:
            self.add_error("lines", str(problem))
        if not self.read and not self.errors:
            self.add_error("lines", "选一个表格，或者写上日子。")
        return given

    def as_lines(self) -> "NoticeForm":
        """The form again with the file's rows in the box, to be sent without the file."""
        data = {**self.data.dict(), "lines": self.cleaned_data.get("lines", "")}
        return NoticeForm(data)
