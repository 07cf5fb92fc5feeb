"""What a team's bookkeeper fills in: one line, one voucher."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from zhucun.incentives.funds.rules import Promise, Source
from zhucun.lib import amounts
from zhucun.lib.asking import LEADER, TOWNSHIP, TWICE_A_YEAR, Ask, asks, when
from zhucun.web.forms import ActForm, day_field

BASIS = "工作经费管理（R-CARE-10）"
USED = "结余、半年公示表、单位该拨的到没到，都从这里算"


def _asked(key: str, label: str, how_often: Any, minutes: int = 1) -> Ask:
    return asks(Ask(f"fund_{key}", label, "县驻村办", BASIS, how_often, USED, minutes, (LEADER, TOWNSHIP)))


class LineForm(ActForm):
    on = day_field(label="哪天")
    fen = forms.CharField(label="多少元", max_length=14, help_text="写到分，比如 1200 或 86.50。")
    voucher = forms.CharField(label="凭证号", max_length=40, help_text="一笔对一张凭证，一年里不重号。")

    def clean_fen(self) -> int:
        try:
            return amounts.fen(self.cleaned_data["fen"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class IncomeForm(LineForm):
    ask: ClassVar = _asked("income", "记一笔经费收入", when("钱到账以后", times_a_year=2))

    source = forms.ChoiceField(label="谁给的", choices=Source.choices, widget=forms.RadioSelect)
    promise = forms.ChoiceField(label="是哪一笔", choices=Promise.choices, widget=forms.RadioSelect)
    what = forms.CharField(label="说明", max_length=80, required=False)


class SpendingForm(LineForm):
    ask: ClassVar = _asked("spending", "记一笔经费支出", when("花了钱以后", times_a_year=12))

    purpose = forms.ChoiceField(label="花在哪一项", widget=forms.RadioSelect)
    what = forms.CharField(label="具体花在哪里", max_length=80, help_text="发给个人的不能从这里出。公示时不写这一句。")

    def __init__(self, *args: Any, purposes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = [(one, one) for one in purposes]


class PublicationForm(ActForm):
    ask: ClassVar = _asked("publication", "登记经费公示", TWICE_A_YEAR)

    half = forms.ChoiceField(label="哪半年", widget=forms.RadioSelect)
    published_on = day_field(label="哪天贴的")
    where = forms.CharField(label="贴在哪里", max_length=60, initial="村务公开栏")

    def __init__(self, *args: Any, halves: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half"].choices = halves


class CorrectionForm(ActForm):
    reason = forms.CharField(label="哪里记错了", max_length=80, help_text="比如：金额多记了一个零。")
