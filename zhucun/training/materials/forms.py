"""A document of a session."""

from typing import Any

from django import forms

from zhucun.acts.refused import Refused
from zhucun.files.documents import TAKEN
from zhucun.files.keeping import Upload
from zhucun.files.rules import LARGEST_DOCUMENT, MB, FileKind, must_fit
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.web.forms import ActForm


class MaterialForm(ActForm):
    ask = asks(
        Ask(
            "session.attach",
            "放培训材料",
            who_asks="县驻村办",
            basis="培训的讲义、课件（R-TRN-04）",
            how_often=when("有材料要发时", times_a_year=6),
            what_for="队员在手机“学习”里自己下载，不用群里转",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    file = forms.FileField(
        label="材料",
        help_text=f"{TAKEN}{LARGEST_DOCUMENT // MB} MB 以内，原样存着。",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的，看看是不是选错了。"},
        widget=forms.FileInput(attrs={"accept": ".docx,.pptx,.xlsx,.pdf"}),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        try:
            must_fit(given.size, FileKind.DOCUMENT)
        except Refused as refusal:
            raise forms.ValidationError(refusal.sentence) from None
        return given

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data["file"]
        return {"upload": Upload(FileKind.DOCUMENT, given.read(), given.name)}
