"""What is told of a household: of which kind it is, who keeps in touch with it."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.web.forms import ActForm, day_field


class KindForm(ActForm):
    ask = asks(
        Ask(
            "household.kind",
            "定户的类别",
            who_asks="县驻村办",
            basis="走访频次（R-MON-06）",
            how_often=when("类别变了时", times_a_year=1),
            what_for="多久走一次按这个算",
            minutes=1,
            role=(VILLAGE, TOWNSHIP, MEMBER),
        )
    )
    kind = forms.ChoiceField(label="哪类户", widget=forms.RadioSelect)
    since = day_field(label="从哪天起")

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
