"""What is filled in: a circular's days and words, one line, its number, what the inspected say of it."""

from typing import Any

from django import forms

from zhucun.lib.asking import SECRETARY, UNIT, Ask, asks, when
from zhucun.oversight.circulars.acts import TITLE
from zhucun.oversight.circulars.models import CheckedLine
from zhucun.oversight.circulars.rules import Naming
from zhucun.web.forms import ActForm, day_field

LONGEST_LINE = 200


def _long(label: str, most: int, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, help_text=help_text)


class OpenForm(ActForm):
    since = day_field(label="从哪天查的")
    last_on = day_field(label="查到哪天", help_text="通报说的是这几天督查的情况。")
    naming = forms.ChoiceField(
        label="怎么点名",
        choices=Naming.choices,
        widget=forms.RadioSelect,
        initial=Naming.VILLAGE,
        help_text="个人一律不点名。",
    )
    title = forms.CharField(label="标题", max_length=60, initial=TITLE)


class WordForm(ActForm):
    title = forms.CharField(label="标题", max_length=60)
    recipient = forms.CharField(label="主送", max_length=80)
    naming = forms.ChoiceField(
        label="怎么点名", choices=Naming.choices, widget=forms.RadioSelect, help_text="个人一律不点名。"
    )
    opening = _long("开头的话", 600)
    praised = _long("做得好的", 1000, "一段一行。不点个人，不排名次。")
    closing = _long("整改要求", 600)


class LineForm(ActForm):
    text = forms.CharField(
        label="什么问题",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写事实，不点个人的名。地方会自动写在前面。",
    )


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=LONGEST_LINE)


class RewordForm(ActForm):
    text = forms.CharField(label="改成什么说法", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(label="为什么改", max_length=LONGEST_LINE)


class IssuedForm(ActForm):
    document = forms.CharField(label="文号", max_length=40, help_text="照公文系统里的，例如 青驻办通〔2022〕2号。")
    signer = forms.CharField(label="签发人", max_length=40)
    issued_on = day_field(label="签发日期")


class EarlierForm(IssuedForm):
    number = forms.IntegerField(label="第几期", min_value=1, max_value=200)
    since = day_field(label="从哪天查的")
    last_on = day_field(label="查到哪天")
    title = forms.CharField(label="标题", max_length=60, initial=TITLE)
    text = _long("正文", 8000, "从原文里贴过来，一段一行。")

    field_order = ("number", "title", "document", "signer", "issued_on", "since", "last_on", "text")


class AnswerForm(ActForm):
    """A sentence beside a line that is not so; what is left empty is so."""

    ask = asks(
        Ask(
            "fact_check.answer",
            "核实督查通报的事实",
            who_asks="县驻村办",
            basis="督查通报印发以前，先由被督查的一方核实（R-INS-06）",
            how_often=when("要通报你们的问题时", times_a_year=2),
            what_for="有出入的查过再发；没有出入不用另外回函",
            minutes=3,
            role=(UNIT, SECRETARY),
        )
    )

    written_for = forms.CharField(label="谁说的，怎么说的", max_length=40, help_text="例如 东岭镇蒋大为 7月12日电话。")

    def __init__(self, *args: Any, lines: list[CheckedLine], is_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_office:
            del self.fields["written_for"]
        self.lines = lines
        for one in lines:
            self.fields[f"said_{one.line_id}"] = forms.CharField(
                label="哪里有出入",
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "placeholder": "没有出入就空着"}),
            )

    @property
    def drawn(self) -> list[tuple[CheckedLine, Any]]:
        return [(one, self[f"said_{one.line_id}"]) for one in self.lines]

    def told(self) -> dict[str, Any]:
        said = {one.line_id: self.cleaned_data[f"said_{one.line_id}"].strip() for one in self.lines}
        by_whom = {name: text for name, text in super().told().items() if name == "written_for"}
        return {"disputes": [{"line": line, "said": text} for line, text in said.items() if text], **by_whom}
