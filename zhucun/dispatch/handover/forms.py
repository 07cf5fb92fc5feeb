"""What is filled in about a handover."""

from django import forms

from zhucun.dispatch.handover.rules import Outcome, Side
from zhucun.lib.asking import MEMBER, TOWNSHIP, Ask, asks, when
from zhucun.web.forms import ActForm, day_field


class ItemForm(ActForm):
    ask = asks(
        Ask(
            "handover.item",
            "清点交接的一项",
            who_asks="县驻村办",
            basis="轮换要当面交接（R-SEL-18）",
            how_often=when("轮换时，每项一次", times_a_year=5),
            what_for="接的人照着清点，经费、物品有着落",
            minutes=1,
            role=(MEMBER, TOWNSHIP),
        )
    )
    outcome = forms.ChoiceField(label="结果", choices=Outcome.choices, required=False)
    note = forms.CharField(label="交接情况", max_length=120, required=False)

    def clean_outcome(self) -> str:
        return self.cleaned_data["outcome"] or Outcome.HANDED


class PaperForm(ActForm):
    ask = asks(
        Ask(
            "handover.paper",
            "登记纸质交接单",
            who_asks="县驻村办",
            basis="轮换要当面交接（R-SEL-18）",
            how_often=when("在纸上交接的", times_a_year=2),
            what_for="没有手机的也算交清了",
            minutes=2,
            role=TOWNSHIP,
        )
    )
    sides = forms.MultipleChoiceField(
        label="纸上谁签了字",
        choices=Side.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="没清点的项目，按纸质清单一并记作交清了。",
    )
    led_by = forms.CharField(label="乡镇签字人", max_length=40, required=False, help_text="乡镇签了的，写是谁。")
    signed_on = day_field(label="签字的日子")

    def __init__(self, *args: object, open_sides: list[Side], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sides"].choices = [(side.value, side.label) for side in open_sides]
        if Side.TOWNSHIP not in open_sides:
            del self.fields["led_by"]
