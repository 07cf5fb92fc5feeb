"""A case as somebody writes it, what the office says of it, the session it is used in."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, Ask, asks, when
from zhucun.training.cases.rules import LONGEST, Shape
from zhucun.training.sessions.models import TrainingSession
from zhucun.web.forms import ActForm


class CaseForm(ActForm):
    ask = asks(
        Ask(
            "case.recommend",
            "推荐一篇案例",
            who_asks="县驻村办",
            basis="以案促训（R-TRN-10）",
            how_often=when("有一件做得好的事时", times_a_year=1),
            what_for="别的队照着做，培训班拿来讲；不推荐也不要紧，不考核",
            minutes=5,
            role=(MEMBER, TOWNSHIP),
        )
    )
    title = forms.CharField(label="题目", max_length=60, help_text="一句话说做成了什么。")
    shape = forms.ChoiceField(label="是经验还是教训", choices=Shape.choices, widget=forms.RadioSelect)
    aspect = forms.ChoiceField(label="“六个一”的哪一项", required=False)
    what = forms.CharField(
        label="怎么做的",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 10}),
        help_text="开头难在哪里，一步一步怎么办的，结果怎样。人写成“一户”“一位老人”，不写姓名、住址、电话、病情。",
    )
    gist = forms.CharField(label="管用在哪里", required=False, max_length=200, help_text="别人最该学的一句。")
    source = forms.CharField(required=False, widget=forms.HiddenInput)
    source_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, aspects: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aspect"].choices = [("", "哪一项都不是"), *((one, one) for one in aspects)]


class CorrectForm(CaseForm):
    source = None  # where it came from is not changed
    source_key = None


class PublishForm(ActForm):
    is_checked = forms.BooleanField(label="看过了，里面没有村民的姓名、住址、电话、病情", required=False)


class DeclineForm(ActForm):
    because = forms.CharField(label="为什么不用", max_length=200, help_text="推荐的人看得到。")


class TakeDownForm(ActForm):
    because = forms.CharField(label="为什么撤下", max_length=200, required=False)


class UseForm(ActForm):
    ask = asks(
        Ask(
            "case.use",
            "案例用到培训班",
            who_asks="县驻村办",
            basis="以案促训（R-TRN-10）",
            how_often=when("办以案促训时", times_a_year=1),
            what_for="培训班和经验库互相看得到",
            minutes=0,
            role=TOWNSHIP,
        )
    )
    session = forms.ChoiceField(label="用到哪一期", error_messages={"required": "选一期。"})

    def __init__(self, *args: Any, sessions: Sequence[TrainingSession], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(one.pk): one for one in sessions}
        told = ((key, f"{one.title}（{one.days_in_words}）") for key, one in self.rows.items())
        self.fields["session"].choices = [("", "选一期"), *told]
