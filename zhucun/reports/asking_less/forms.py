"""A blank form or its column names; who would fill it in and how often. No act: nothing of it is kept."""

from pathlib import PurePath
from typing import Any

from django import forms

from zhucun.policy.burden.rules import HowOften
from zhucun.reports.asking_less.columns import as_text, labels_in_file, labels_in_text, level_of
from zhucun.reports.asking_less.reckoning import Wanted
from zhucun.reports.asking_less.rules import Level
from zhucun.sheets.faults import Unreadable
from zhucun.web.forms import AskingForm

AS_IT_SAYS = "as_it_says"
LONGEST_TEXT, LONGEST_TITLE = 8_000, 60


class WantedForm(AskingForm):
    """The file's columns go before what is pasted; afterwards they stand in the field, so that some can be struck."""

    use_required_attribute = False

    file = forms.FileField(
        label="要发的空表",
        required=False,
        help_text="Excel、Word、csv 都行，只读列名或者指标名，不存。",
        error_messages={"empty": "文件是空的，看看是不是选错了。"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.docx"}),
    )
    columns = forms.CharField(
        label="或者把列名贴在这里",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text="一行一个，从表里整行复制过来也行；两层表头写“驻村队员＞女”。",
    )
    title = forms.CharField(label="表名", max_length=LONGEST_TITLE, required=False, help_text="不写就用文件名。")
    level = forms.ChoiceField(
        label="谁填",
        choices=[(AS_IT_SAYS, "照表头看：写着乡镇、村、队、单位还是姓名"), *Level.choices],
        initial=AS_IT_SAYS,
        widget=forms.RadioSelect,
    )
    how_often = forms.ChoiceField(
        label="多久一次", choices=HowOften.choices, initial=HowOften.MONTHLY, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        self.labels: list[tuple[str, ...]] = []
        file = told.get("file")
        try:
            if file is not None:
                self.labels = labels_in_file(file.read(), file.name)
                told["title"] = told.get("title") or PurePath(file.name).stem[:LONGEST_TITLE]
            elif "columns" in told:
                self.labels = labels_in_text(told["columns"])
        except Unreadable as fault:
            self.add_error("file" if file is not None else "columns", fault.sentence)
        if told.get("level") == AS_IT_SAYS:
            told["level"] = level_of(self.labels, told.get("title", "")).value
        return told

    @property
    def wanted(self) -> Wanted:
        told = self.cleaned_data
        return Wanted(self.labels, told["title"].strip(), told["level"], told["how_often"])

    def as_read(self, auto_id: str = "id_%s") -> "WantedForm":
        """The form as it goes on: what the file said stands in the field."""
        told = {**self.cleaned_data, "columns": as_text(self.labels), "file": None}
        return WantedForm(initial=told, auto_id=auto_id)
