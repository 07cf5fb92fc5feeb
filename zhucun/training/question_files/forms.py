"""Choosing a sheet and where its questions belong."""

from pathlib import PurePath
from typing import Any

from django import forms

from zhucun.training.question_formats.opening import LARGEST, TAKEN
from zhucun.training.questions.forms import QuestionForm, SortedForm

ACCEPTED = ".docx,.txt,.xlsx,.xls,.ods,.csv,.xml,.gift,.zip"


class SheetForm(SortedForm):
    """What a question itself says of topic, difficulty and clause comes before what is chosen here."""

    file = forms.FileField(
        label="题目文件",
        help_text=f"{TAKEN}{LARGEST >> 20} MB 以内，原来怎么排的都行。",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的，里面没有内容。请检查是不是选错了文件。"},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    field_order = ("file", "topic", "difficulty", "document")

    def content(self) -> tuple[bytes, str]:
        given = self.cleaned_data["file"]
        return given.read(), PurePath(given.name).name

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(f"文件超过 {LARGEST >> 20} MB。请删去图片再传。")
        return given


class LineForm(QuestionForm):
    """A question of the sheet put right; where it belongs is asked once for the sheet."""

    topic = difficulty = document = clause = tags = None
    field_order = ("kind", "stem", "options", "key", "explanation", "source")
