"""What the office fills in of a document that was announced."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.announcing.documents import DocumentLine
from zhucun.incentives.outcomes.rules import Advancement, Level, OutcomeGroup
from zhucun.web.forms import ActForm, day_field


class DocumentForm(ActForm):
    document = forms.CharField(label="文件号", max_length=60, help_text="有年份有号数，比如“青组〔2022〕8号”。")
    on = day_field(label="哪天公布的")


class OutcomeForm(DocumentForm):
    group = forms.ChoiceField(label="哪一批", choices=OutcomeGroup.choices, widget=forms.RadioSelect)
    kind = forms.TypedChoiceField(
        label="提拔使用的，是哪一种",
        choices=[("", "不是提拔使用"), *Advancement.choices],
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    level = forms.ChoiceField(label="哪一级公布的", choices=Level.choices, widget=forms.RadioSelect)
    what = forms.CharField(label="公布的是什么", max_length=80, help_text="照文件写，比如“任某镇党委委员”。")


class WhoForm(OutcomeForm):
    """With who it is about: by name and team, among those who have been on post."""

    who = forms.CharField(label="谁", max_length=40, help_text="写姓名。同名的，后面加空格和队名。")
    field_order = ("who", "group", "kind", "what", "level", "document", "on")

    def __init__(self, *args: Any, postings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._postings = postings

    def clean_who(self) -> Posting:
        name, _, team = self.cleaned_data["who"].partition(" ")
        rows = self._postings.filter(cadre__person__name=name, team__name__contains=team.strip())
        found: Sequence[Posting] = rows.order_by("cadre", "-since").select_related("team")[:20]
        if len({row.cadre_id for row in found}) > 1:
            said = "、".join(row.team.name for row in found)
            raise forms.ValidationError(f"有几个{name}：{said}。姓名后面加空格写队名。")
        if not found:
            raise forms.ValidationError(f"没有驻过村的“{name}”，看看姓名写对没有。")
        return found[0]


class ReserveForm(DocumentForm):
    people = forms.IntegerField(label="储备了多少人", min_value=1, help_text="只写总数，不写名单。")


class TotalForm(ActForm):
    """Of one document and kind that members are on file of."""

    of = forms.ChoiceField(label="哪份文件的哪一种", widget=forms.RadioSelect)
    people = forms.IntegerField(label="文件里这一种一共多少人", min_value=1, help_text="驻村不驻村的都算。")

    def __init__(self, *args: Any, lines: Sequence[DocumentLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [(one.key, f"{one.document} {one.called}") for one in lines]


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么撤回", max_length=120, help_text="登错了人、登错了文件号。")
