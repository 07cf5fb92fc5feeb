"""What is told of 一约四会, of the village's rules, of a monthly meeting's items; and a notice to be looked through."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.policy.customs_values import COUNCIL, CustomsBody
from zhucun.records.meetings.kinds import OTHERS, PURPOSES
from zhucun.six_ones.customs.models import LINE, LONGEST, RULES_LONGEST
from zhucun.six_ones.customs.rules import MONTHLY, MOST_MEMBERS, Owner
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：弘扬一股新风（R-TASK-09）"
MONTHLY_BASIS = "“六个一”实施方案：乡村振兴月列会（R-TASK-10）"


def _ask(
    key: str, title: str, how_often: str, times: int, what_for: str, basis: str = MONTHLY_BASIS, minutes: int = 2
) -> Ask:
    told: dict[str, Any] = {"basis": basis, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(key, title, who_asks="县驻村办", minutes=minutes, role=(MEMBER, TOWNSHIP, VILLAGE), **told))


class BodyForm(ActForm):
    """Of a covenant nobody is counted."""

    ask = _ask("customs.set_up", "登记一约四会建了", "建了、人数变了时", 1, "每个村有没有，缺哪一样", BASIS)
    since = day_field(label="哪天建的")
    member_count = forms.IntegerField(label="几个人", min_value=1, max_value=MOST_MEMBERS)

    def __init__(self, *args: Any, body: CustomsBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if body.form != COUNCIL:
            del self.fields["member_count"]


class EndForm(ActForm):
    ask = _ask("customs.end", "登记一约四会停了", "停了时", 1, "没有了的不再算", BASIS)
    on = day_field(label="哪天停的")


class RulesForm(ActForm):
    ask = _ask("customs.adopt", "登记一版村规民约", "新通过一版时", 1, "现在管用的是哪一版，改了什么", BASIS)
    text = forms.CharField(
        label="条文",
        max_length=RULES_LONGEST,
        widget=forms.Textarea({"rows": 14}),
        help_text="一条一行，照通过的贴。不写谁家的姓名、门牌、电话。",
    )
    adopted_on = day_field(label="哪天通过的")
    adopted_by = forms.CharField(
        label="怎么通过的", required=False, max_length=LINE, help_text="比如：村民会议到会 86 户。"
    )


class HoldForm(ActForm):
    """Of a village without a team: whoever has one has it noted by the team."""

    ask = _ask(
        "monthly.hold", "记没有工作队的村开的月列会", "没有工作队的村，开完月列会", 4, "这个月开了没有、定了什么"
    )
    happened_on = day_field(label="哪天开的")
    text = forms.CharField(
        label="议了什么、定了什么",
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text="一两句就够；要跟着办的，记下以后一件件登记议题。不写手机号、身份证号。",
    )
    others = forms.CharField(
        label="到会的",
        required=False,
        max_length=300,
        help_text="用顿号隔开，身份写在括号里：石有田（村书记）。可以不写。",
    )

    def told(self) -> dict[str, Any]:
        """As the act of records takes it."""
        given = self.cleaned_data
        answers = [{"name": PURPOSES, "value": MONTHLY}]
        if given["others"].strip():
            answers.append({"name": OTHERS, "value": given["others"].strip()})
        return {"text": given["text"], "happened_on": given["happened_on"], "answers": answers}


class ItemForm(ActForm):
    ask = _ask("monthly.decide", "登记月列会议题和决定", "月列会定了新的事", 8, "下个月会上照着问，办没办看得见")
    item = forms.CharField(label="议的什么事", max_length=LINE, help_text="一句就够。不写手机号、身份证号。")
    decision = forms.CharField(label="定了什么", max_length=LONGEST, widget=forms.Textarea({"rows": 2}))
    owner = forms.ChoiceField(label="谁来办", choices=Owner.choices, widget=forms.RadioSelect, initial=Owner.VILLAGE)
    due_on = day_field(label="哪天以前办好", required=False)


class CorrectForm(ActForm):
    ask = _ask("monthly.correct", "改月列会议题", "记错了时", 1, "台账要对")
    text = forms.CharField(label="议的什么事", max_length=LINE)
    decision = forms.CharField(label="定了什么", max_length=LONGEST, widget=forms.Textarea({"rows": 2}))
    owner = forms.ChoiceField(label="谁来办", choices=Owner.choices, widget=forms.RadioSelect)
    due_on = day_field(label="哪天以前办好", required=False)


class FinishForm(ActForm):
    ask = _ask("monthly.finish", "办结月列会定的事", "办好一件时", 8, "会上定的事有着落", minutes=1)
    on = day_field(label="哪天办好的")
    result = forms.CharField(label="办成什么样", required=False, max_length=LINE, help_text="可以不写。")


class DropForm(ActForm):
    ask = _ask("monthly.drop", "月列会定的事不办了", "不办了时", 1, "下次会上有交代")
    reason = forms.CharField(label="为什么不办了", max_length=LINE)


class AnswerForm(ActForm):
    ask = _ask("monthly.ask", "月列会上问上次定的事", "月列会上", 12, "定了的事一件件有回音", minutes=1)
    said = forms.CharField(label="怎么样了", max_length=LINE)


class NoticeForm(ActForm):
    """Nothing of it is kept."""

    title = forms.CharField(label="标题", max_length=60, initial="公示")
    text = forms.CharField(
        label="要贴出去的话",
        max_length=RULES_LONGEST,
        widget=forms.Textarea({"rows": 12}),
        help_text="写好或者贴进来。",
    )
