"""What people fill in: the day to screen, what one side says, how it is decided."""

from typing import Any

from django import forms

from zhucun.dispatch.screening.models import Doubt
from zhucun.dispatch.screening.rules import OF_PERSONS, OF_TEAMS, Decision, Side, opinions_on
from zhucun.lib.asking import MEMBER, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.web.forms import ActForm, day_field


class RunForm(ActForm):
    on = day_field(label="过哪一天的名册", help_text="今天，或者过去的一天；那天谁在册、按那天的办法。")


class AnswerForm(ActForm):
    ask = asks(
        Ask(
            "screening.answer",
            "过筛子说明情况",
            who_asks="县驻村办",
            basis="有疑问先问单位、乡镇和本人（R-SEL-17）",
            how_often=when("被问到时", times_a_year=1),
            what_for="县里听了各方的再定",
            minutes=3,
            role=(MEMBER, TOWNSHIP, UNIT),
        )
    )
    side = forms.ChoiceField(label="替哪一方记", choices=[], widget=forms.RadioSelect)
    stance = forms.ChoiceField(label="意见", choices=[], widget=forms.RadioSelect)
    note = forms.CharField(
        label="怎么回事",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句就行。不写病情，不写家里的事。",
    )

    def __init__(self, *args: Any, sides: list[Side], is_of_a_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stance"].choices = [(one.value, one.label) for one in opinions_on(is_of_a_person)]
        if len(sides) > 1:
            self.fields["side"].choices = [(side.value, side.label) for side in sides]
        else:
            del self.fields["side"]


class DecisionForm(ActForm):
    decision = forms.ChoiceField(label="怎么处理", choices=[], widget=forms.RadioSelect)
    mend_by = day_field(label="改到哪天", required=False, help_text="只有限期改正要填。")
    reason = forms.CharField(
        label="为什么这样定",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写依据。不写病情。",
    )

    def __init__(self, *args: Any, doubts: list[Doubt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        are_persons = all(doubt.posting_id for doubt in doubts)
        allowed = OF_PERSONS if are_persons else OF_TEAMS
        self.fields["decision"].choices = [(one.value, _said(one)) for one in allowed]
        if not are_persons:
            del self.fields["mend_by"]


def _said(decision: Decision) -> str:
    more = {
        Decision.KEEP: "，写明理由",
        Decision.ADJUST: "（工作需要、岗位变动、本人原因，不算过错）",
        Decision.REMOVE: "（履职不到位）",
        Decision.RECALL: "（按召回程序办）",
        Decision.FILL: "，由后盾单位、派出单位补人",
    }
    return f"{decision.label}{more.get(decision, '')}"
