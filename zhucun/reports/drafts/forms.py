"""A text pasted in, or a Word file; the day its numbers are of."""

from pathlib import PurePath
from typing import Any

from django import forms

from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.reports.checking.documents import ZIP, Correction, text_of
from zhucun.reports.drafts.acts import LONGEST_WORDS
from zhucun.reports.drafts.models import LONGEST_SENTENCE, LONGEST_TITLE, Draft
from zhucun.sheets.faults import Unreadable
from zhucun.web.forms import ActForm, day_field

AS_OF = "数字按哪一天的台账核对。"
LONGEST_REASON = 200


class RevisingForm(ActForm):
    title = forms.CharField(label="标题", max_length=LONGEST_TITLE)
    text = forms.CharField(label="正文", strip=False, widget=forms.Textarea(attrs={"rows": 18}))
    as_of = day_field(label="数字截止哪天", help_text="没有定住的数，都按这一天重新取。")


class DayForm(ActForm):
    as_of = day_field(label="数字截止哪天", help_text="没有定住的数，都按这一天重新取。")


class FreezingForm(ActForm):
    on = day_field(label="定在哪天")
    reason = forms.CharField(label="为什么定住", max_length=LONGEST_REASON, help_text="如：已经报给市里的数。")


class DismissingForm(ActForm):
    says = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_SENTENCE)
    reason = forms.CharField(label="为什么不用改", max_length=LONGEST_REASON)


class LettingForm(ActForm):
    """A draft that still contradicts goes out all the same, and why."""

    reason = forms.CharField(label="为什么照样导出", max_length=LONGEST_REASON)


class DraftForm(ActForm):
    title = forms.CharField(
        label="标题", max_length=LONGEST_TITLE, required=False, help_text="不写就用第一行或者文件名。"
    )
    text = forms.CharField(
        label="正文",
        strip=False,
        required=False,
        help_text="贴进来，或者从头写。输入 # 插入台账里的数。",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label="或者选一个文件",
        required=False,
        help_text="docx 或 txt。改好的数写回 Word 的副本里，用修订标出来，版式不动，原件不改。",
        error_messages={"empty": "文件是空的，看看是不是选错了。"},
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
    )
    as_of = day_field(label="数字截止哪天", help_text=AS_OF)

    def clean(self) -> dict[str, Any]:
        """The file's words go before what is pasted."""
        told = super().clean() or self.cleaned_data
        self.upload: Upload | None = None
        if (file := told.get("file")) is not None:
            self._read(file.read(), file.name)
        if not self.errors and not told.get("text", "").strip():
            self.add_error("text", "贴上文字，或者选一个文件。")
        return told

    def _read(self, data: bytes, name: str) -> None:
        try:
            self.cleaned_data["text"] = text_of(data)
        except Unreadable as fault:
            self.add_error("file", fault.sentence)
            return
        self.cleaned_data["title"] = self.cleaned_data.get("title") or PurePath(name).stem[:LONGEST_TITLE]
        if data.startswith(ZIP):
            self.upload = Upload(FileKind.DOCUMENT, data, name)

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        lines = (line.strip() for line in given["text"].splitlines())
        first = next((line for line in lines if line), "")[:LONGEST_TITLE]
        told = {"title": given["title"] or first, "text": given["text"], "as_of": given["as_of"]}
        return told | ({"upload": self.upload} if self.upload else {})


class CorrectionForm(ActForm):
    """A press beside a number: where it stands, what stood there, what is to stand there."""

    start = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    was = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=60)
    words = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LONGEST_WORDS)

    @classmethod
    def of(cls, fix: Correction | None, was: str, draft: Draft) -> "CorrectionForm | None":
        """None where nothing can just be put in its place."""
        if fix is None:
            return None
        return cls(seen=draft, initial={"start": fix.start, "was": was, "words": fix.words})
