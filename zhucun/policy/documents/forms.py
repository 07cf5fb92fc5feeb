"""What is told of a document; which values a sentence sets."""

from itertools import groupby
from typing import Any

from django import forms

from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.policy.documents.rules import LONGEST_BODY, AskedOf
from zhucun.policy.profile import all_declared
from zhucun.web.forms import ActForm, day_field

MOST_KEYS = 4


def _values() -> list[tuple[str, Any]]:
    """Every value there is, by group; made when a form is drawn."""
    groups = groupby(all_declared(), key=lambda entry: entry.group_title)
    named = [(title, [(one.key, one.label) for one in entries]) for title, entries in groups]
    return [("", "没有"), *named]


class BodyForm(ActForm):
    number = forms.CharField(label="文号", max_length=60, help_text="如 青驻办发〔2022〕4号")
    issued_on = day_field(label="印发日期")
    since = day_field(label="从哪天起施行")
    text = forms.CharField(
        label="正文",
        max_length=LONGEST_BODY,
        widget=forms.Textarea({"rows": 14}),
        help_text="一条一行；“第三条”“（一）”开头的认得出来，好和参数对上。",
    )
    asked_of = forms.ChoiceField(
        label="要谁签收",
        choices=AskedOf.choices,
        required=False,
        widget=forms.RadioSelect,
        initial=AskedOf.NOBODY,
        help_text="要签收的，手机上按一下就行，纸上签的由乡镇登记。",
    )


class PublishForm(BodyForm):
    title = forms.CharField(label="名称", max_length=120, help_text="不用写书名号。")
    issuer = forms.CharField(label="发文机关", max_length=80)
    field_order = ("title", "issuer", "number", "issued_on", "since", "text", "asked_of")


class CorrectForm(BodyForm):
    asked_of = None
    reason = forms.CharField(label="哪里录错了", max_length=120)


class LinkForm(ActForm):
    """A few selects: one sentence rarely sets more."""

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = _values()
        for at in range(MOST_KEYS):
            chosen = keys[at] if at < len(keys) else ""
            label = "这一条定了哪个参数" if not at else f"还有哪个（{at + 1}）"
            self.fields[f"key_{at}"] = forms.ChoiceField(label=label, choices=values, required=False, initial=chosen)

    def told(self) -> dict[str, Any]:
        return {"keys": [self.cleaned_data[f"key_{at}"] for at in range(MOST_KEYS)]}


class RepealForm(ActForm):
    on = day_field(label="哪天起废止")
    basis = forms.CharField(label="废止的文号", max_length=120)


class PaperForm(ActForm):
    ask = asks(
        Ask(
            "document.enter_receipt",
            "登记纸上的签收",
            who_asks="县驻村办",
            basis="不用手机的，纸上一样办（R-BUR-04）",
            how_often=when("有文件要签、有人签在纸上时", times_a_year=6),
            what_for="知道谁还没看过，好当面说",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    read_on = day_field(label="纸上哪天签的")
