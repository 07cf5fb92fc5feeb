"""What is told of a pair besides a press: who else may teach, what is taught, why it ends."""

from typing import Any

from django import forms

from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.web.forms import ActForm

BASIS = "新队员有人带（R-TRN-07）"


def _ask(key: str, label: str, what_for: str) -> Ask:
    often = when("来了新队员时", times_a_year=4)
    told = {"who_asks": "县驻村办", "basis": BASIS, "how_often": often, "minutes": 1, "role": TOWNSHIP}
    return asks(Ask(key, label, what_for=what_for, **told))


class OtherForm(ActForm):
    """Somebody who is not among the suggestions: of the list of cadres, or of the township's teams."""

    ask = _ask("mentoring.pair", "结对导师帮带", "新队员和导师手机上看得到对方")
    mentor = forms.ChoiceField(label="请哪一位", error_messages={"required": "选一位。"})

    def __init__(self, *args: Any, mentors: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {f"{kind}-{row.pk}": (kind, row) for kind, row in mentors}
        self.fields["mentor"].choices = [("", "选一位"), *((key, said(*one)) for key, one in self._rows.items())]

    def told(self) -> dict[str, Any]:
        kind, row = self._rows[self.cleaned_data["mentor"]]
        return {f"mentor_{kind}": row}


def said(kind: str, row: Any) -> str:
    if kind == "posting":
        return f"{row.cadre.person.name}（{row.team.name}）"
    return f"{row}（{row.place.name}{row.duty}）"


class PlanForm(ActForm):
    ask = _ask("mentoring.plan", "写帮带带什么", "双方手机上看得到")
    plan = forms.CharField(
        label="带什么", max_length=200, required=False, help_text="一两句，如“入户怎么谈、监测对象怎么认”。"
    )


class EndForm(ActForm):
    ask = _ask("mentoring.end", "提前结束导师帮带", "帮带台账里看得到为什么")
    because = forms.CharField(label="为什么", max_length=200, help_text="如“调回单位了”。")
