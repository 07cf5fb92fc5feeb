"""Choosing a file, and what it is."""

from pathlib import PurePath
from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.sheets.contents import MOST_FILE_BYTES, must_weigh_little
from zhucun.sheets.faults import Unreadable
from zhucun.web.forms import ActForm
from zhucun.web.importing import importers

RECOGNISE = "由程序认"
ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


def kinds_for(actor: Actor) -> list[tuple[str, str]]:
    return [(one.key, one.kind.label) for one in importers() if actor.may(one.needs)]


class UploadForm(ActForm):
    ask = asks(
        Ask(
            "sheet.bring_in",
            "导入一份表格",
            who_asks="县驻村办",
            basis="原来的表不用改，也不用再抄一遍（R-BUR-01）",
            how_often=when("有用不了手机的队、月底有纸质考勤表时", times_a_year=12),
            what_for="照表记进台账，考勤表记成变动",
            minutes=3,
            role=TOWNSHIP,
        )
    )

    file = forms.FileField(
        label="表格文件",
        help_text=f".xlsx、.xls、.ods 或 .csv，{MOST_FILE_BYTES >> 20} MB 以内。格式不用先改，标题、合并的表头都认得。",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的，里面没有内容。请检查是不是选错了文件。"},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    kind = forms.ChoiceField(label="是什么表", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", RECOGNISE), *kinds_for(actor)]

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        try:
            must_weigh_little(given.size)
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.sentence) from unreadable
        return given

    def content(self) -> tuple[bytes, str]:
        given = self.cleaned_data["file"]
        return given.read(), PurePath(given.name).name
