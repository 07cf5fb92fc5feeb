"""What is asked for a duty: its document and level; of a township, whom it moved."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, OFFICE, TOWNSHIP, Ask, asks, when
from zhucun.oversight.emergency.rules import Level
from zhucun.web.forms import ActForm, AskingForm, day_field

DAYS_OF_DUTY = 6  # a year, by experience: two floods of three days

SAFE = asks(
    Ask(
        "emergency.report",
        "报平安",
        who_asks="县防汛抗旱指挥部、应急指挥部",
        basis="应急响应期间才有（R-ATT-16）；国办函〔2026〕12号把应急场景除外",
        how_often=when("应急值守期间每天一次", times_a_year=DAYS_OF_DUTY),
        what_for="知道人在不在岗、安不安全；不报不进考核",
        minutes=0,
        role=MEMBER,
    )
)


class OpenForm(ActForm):
    ask = asks(
        Ask(
            "emergency.propose",
            "开应急值守",
            who_asks="县领导",
            basis="有启动应急响应的文号和级别才开，领导批准（R-ATT-16）",
            how_often=when("启动应急响应时", times_a_year=2),
            what_for="报平安、停督查和测试",
            minutes=2,
            role=OFFICE,
        )
    )
    title = forms.CharField(label="什么值守", max_length=30, help_text="比如：防汛值守、森林防火值守。")
    place = forms.ChoiceField(label="在哪里")
    document_number = forms.CharField(label="启动应急响应的文号", max_length=60, help_text="没有文号不能开。")
    level = forms.ChoiceField(label="响应级别", choices=Level.choices, widget=forms.RadioSelect)
    since = day_field(label="从哪天起")
    days = forms.IntegerField(label="几天", min_value=1)
    basis = forms.CharField(label="还要说明的", max_length=200, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], most: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": today, "days": 3, "place": places[0][0]}, **kwargs)
        self.fields["place"].choices = places
        self.fields["days"].help_text = f"一次最长 {most} 天，到期自己结束；还要值守的重新报批。"


class RenewForm(ActForm):
    days = forms.IntegerField(label="再值守几天", min_value=1)
    basis = forms.CharField(label="为什么还要值守", max_length=200)


class DeclineForm(ActForm):
    reason = forms.CharField(label="为什么不同意", max_length=200)


class MoveForm(ActForm):
    kind = forms.ChoiceField(label="哪种期限", widget=forms.RadioSelect)
    days = forms.IntegerField(label="顺延几天", min_value=1, help_text="值守期间到期、还没办完的，都往后移这么多天。")
    reason = forms.CharField(label="为什么顺延", max_length=120)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, initial={"days": 3}, **kwargs)
        self.fields["kind"].choices = kinds


class CountForm(ActForm):
    ask = asks(
        Ask(
            "emergency.count",
            "报转移人数",
            who_asks="县防汛抗旱指挥部、应急指挥部",
            basis="应急响应期间（R-ATT-16）",
            how_often=when("转移了群众的那天", times_a_year=DAYS_OF_DUTY),
            what_for="全县转移户数、人数的合计",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    place_code = forms.ChoiceField(label="乡镇")
    day = day_field(label="哪天")
    households = forms.IntegerField(label="这天转移户数", min_value=0)
    persons = forms.IntegerField(label="这天转移人数", min_value=0)

    def __init__(self, *args: Any, places: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today, "place_code": places[0][0] if places else ""}, **kwargs)
        self.fields["place_code"].choices = places


class CalledForm(AskingForm):
    """Whom the clerk has telephoned; one id for the sending, of which each person's is made."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(widget=forms.HiddenInput)
    postings = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args: Any, offered: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postings"].choices = offered
