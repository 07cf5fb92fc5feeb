"""Somebody who learns along."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.org.places.fields import PlaceField
from zhucun.org.places.models import Place
from zhucun.training.participants.rules import Kind
from zhucun.web.forms import ActForm


class ParticipantForm(ActForm):
    ask = asks(
        Ask(
            "participant.add",
            "登记参训的人",
            who_asks="县驻村办",
            basis="村“两委”干部和驻村干部一起培训、测验（R-TRN-05）",
            how_often=when("村“两委”换人时", times_a_year=4),
            what_for="培训、测验从名单里点名字，不用每次报表",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    place = PlaceField(label="哪个村、乡镇", help_text="写村名，同名的带上乡镇。")
    name = forms.CharField(label="姓名", max_length=40)
    kind = forms.ChoiceField(label="哪一种人", choices=Kind.choices, widget=forms.RadioSelect)
    duty = forms.CharField(label="职务", max_length=40, required=False)
    told_apart_by = forms.CharField(
        label="同名的怎么分", max_length=20, required=False, help_text="一个村两人同名才写，如“三组”。"
    )

    def __init__(self, *args: Any, places: Iterable[Place] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            self.fields["place"].offer(places)
        else:
            del self.fields["place"]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "place"}
