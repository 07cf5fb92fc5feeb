"""What a unit fills in of what it gave: ticked from what is owed, never typed person by person."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms

from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits.due import Line
from zhucun.incentives.benefits.rules import Occasion
from zhucun.incentives.caring.reading import MonthOwed
from zhucun.incentives.caring.words import called
from zhucun.lib.amounts import fen
from zhucun.lib.asking import EVERY_MONTH, EVERY_YEAR, UNIT, Ask, asks, when
from zhucun.lib.periods import add_months
from zhucun.policy.benefit_values import TRANSPORT
from zhucun.web.forms import ActForm, day_field

BASIS = "关心关爱措施（R-CARE-11）"
USED = "单位还欠什么、队员自己的保障、县里的数，登记一次就够"
MONTHS_BACK = 12


def _asked(key: str, label: str, how_often: Any, minutes: int) -> Ask:
    return asks(Ask(f"benefit_{key}", label, "县驻村办", BASIS, how_often, USED, minutes, UNIT))


class PeopleForm(ActForm):
    """Who it was for is ticked; those given are ticked at the start."""

    people = forms.MultipleChoiceField(label="哪几个人", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, postings: Sequence[Posting], ticked: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"people": [str(pk) for pk in ticked], **kwargs["initial"]}})
        self._postings = {str(row.pk): row for row in postings}
        choices = [(key, f"{row.cadre.person.name}（{row.team.name}）") for key, row in self._postings.items()]
        self.fields["people"].choices = choices

    def calls(self) -> list[Told]:
        """As the acts' `many` takes them."""
        told = self.told()
        chosen = told.pop("people")
        return [Told(self._postings[key], told) for key in chosen]


class InsuranceForm(PeopleForm):
    ask: ClassVar = _asked("insurance", "登记意外伤害险", EVERY_YEAR, 2)

    since = day_field(label="从哪天起保")
    last_day = day_field(label="保到哪天", help_text="写保单上的最后一天。")
    insurer = forms.CharField(label="保险公司", max_length=60)
    policy_number = forms.CharField(label="保单号", max_length=40, required=False)


class CheckForm(PeopleForm):
    ask: ClassVar = _asked("check", "登记体检", EVERY_YEAR, 1)

    done_on = day_field(label="哪天体检的", help_text="只记做了、哪天做的；结果不在这里记。")


class VisitForm(PeopleForm):
    ask: ClassVar = _asked("visit", "登记看望", when("去看过以后", times_a_year=2), 1)

    on = day_field(label="哪天去的")
    occasion = forms.ChoiceField(label="为什么去", choices=Occasion.choices, widget=forms.RadioSelect)
    visited_by = forms.CharField(
        label="谁去的", max_length=60, help_text="比如：工会主席、分管负责人。家里的事、病情不写。"
    )


class PayForm(ActForm):
    """Months that are owed are ticked; who gets how much follows from the locked days."""

    ask: ClassVar = _asked("pay", "登记发放补助", EVERY_MONTH, 1)

    months = forms.MultipleChoiceField(label="发了哪几样", widget=forms.CheckboxSelectMultiple)
    paid_on = day_field(label="哪天发的")
    voucher = forms.CharField(label="凭证号", max_length=40)

    def __init__(self, *args: Any, owed: Sequence[MonthOwed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owed = {one.key: one for one in owed}
        self.fields["months"].choices = [(key, f"{one.label}（{one.names}）") for key, one in self._owed.items()]

    def calls(self) -> list[Told]:
        told = self.told()
        chosen = [self._owed[key] for key in told.pop("months")]
        return [Told(one.postings[line.posting], {**told, **_sum(line)}) for one in chosen for line in one.lines]


def _sum(line: Line) -> dict[str, Any]:
    return {"what": line.what, "month": line.period, "fen": line.missing}


class TransportForm(PeopleForm):
    """Claimed with tickets: nobody records where people drive."""

    ask: ClassVar = _asked("transport", "登记交通补助", EVERY_MONTH, 1)

    month = forms.ChoiceField(label="哪个月的")
    trips = forms.IntegerField(label="每人跑了几趟", min_value=1)
    km = forms.IntegerField(label="每人一共多少公里", min_value=1)
    fen = forms.CharField(label="每人多少元", max_length=20)
    paid_on = day_field(label="哪天发的")
    voucher = forms.CharField(label="凭证号", max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A ticket is of this month or of the year before it; it is mostly the month before that is paid."""
        first = kwargs["initial"]["paid_on"].replace(day=1)
        months = [f"{add_months(first, -back):%Y-%m}" for back in range(MONTHS_BACK + 1)]
        super().__init__(*args, **{**kwargs, "initial": {"month": months[1], **kwargs["initial"]}})
        self.fields["month"].choices = [(one, called(one)) for one in months]

    def clean_fen(self) -> int:
        try:
            return fen(self.cleaned_data["fen"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def told(self) -> dict[str, Any]:
        return {**super().told(), "what": TRANSPORT}


class AnswerForm(ActForm):
    ask: ClassVar = _asked("reminder", "回保障提醒", when("县驻村办提醒以后", times_a_year=1), 1)

    answer = forms.CharField(
        label="办得怎么样", max_length=200, help_text="办了哪几样，哪样什么时候到。", widget=forms.Textarea({"rows": 2})
    )


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么撤回", max_length=120, help_text="登错了人、登错了数。")
