"""What is told of a matter: the whole of it once, and a line about each step."""

from typing import Any

from django import forms

from zhucun.lib.asking import MEMBER, TOWNSHIP, UNIT, VILLAGE, Ask, asks, when
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place
from zhucun.six_ones.matters.models import LINE, LONGEST, UrgentMatter
from zhucun.six_ones.matters.rules import Duty, Outcome, Raised, Rating
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：办成一批实事（R-TASK-04）"
RATINGS = [("", "没有问"), *Rating.choices]


class Registering(ActForm):
    """The words a matter has, whoever registers or corrects it."""

    text = forms.CharField(
        label="什么事",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="一句就够。不写手机号、身份证号。",
    )
    field = forms.ChoiceField(label="哪一方面", widget=forms.RadioSelect)
    duty = forms.ChoiceField(label="哪一项职责", choices=Duty.choices, initial=Duty.SERVICE)
    raised_on = day_field(label="哪天提出来")
    raised_how = forms.ChoiceField(label="怎么提出来", choices=Raised.choices)

    def __init__(self, *args: Any, fields_: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = fields_


class RegisterForm(Registering):
    ask = asks(
        Ask(
            "matter.register",
            "登记一件实事",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("群众上门、打电话来说，没有记一笔的", times_a_year=6),
            what_for="实事台账；队员记一笔“做实事”的，不用再登记",
            minutes=2,
            role=(MEMBER, TOWNSHIP, VILLAGE),
        )
    )
    household = forms.CharField(
        label="谁家的事", required=False, max_length=40, help_text="写户主姓名；全村的事不用写。"
    )
    promised_on = day_field(label="答应哪天办好", required=False)
    done_on = day_field(label="已经办好的，哪天", required=False)
    result = forms.CharField(label="办成什么样", required=False, max_length=LINE)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_household(self) -> Household | None:
        """By the head's name among the village's; of two called so the group says which."""
        name = self.cleaned_data["household"].strip()
        if not name:
            return None
        found = list(Household.objects.filter(village=self.place, until__isnull=True).select_related("group"))
        fitting = [one for one in found if name in (one.head_name, f"{one.head_name}（{one.group}）")]
        if not fitting:
            raise forms.ValidationError(f"名单里没有叫“{name}”的户主。名单里没有的，写在“什么事”里。")
        if len(fitting) > 1:
            groups = "、".join(f"{one.head_name}（{one.group}）" for one in fitting)
            raise forms.ValidationError(f"有 {len(fitting)} 户叫“{name}”，写成：{groups}。")
        return fitting[0]


class CorrectForm(Registering):
    ask = asks(
        Ask(
            "matter.correct",
            "改实事的登记",
            who_asks="自己",
            basis=BASIS,
            how_often=when("登记错了时", times_a_year=2),
            what_for="台账要对",
            minutes=1,
            role=(MEMBER, TOWNSHIP, VILLAGE),
        )
    )


def _about(key: str, title: str, how_often: str, times: int, what_for: str, *, role: Any) -> Ask:
    told = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(f"matter.{key}", title, who_asks="县驻村办", minutes=1, role=role, **told))


class FinishForm(ActForm):
    ask = _about(
        "finish", "办结一件实事", "办好一件时", 8, "台账和数字从这里来", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE)
    )
    on = day_field(label="哪天办好的")
    result = forms.CharField(label="办成什么样", required=False, max_length=LINE, help_text="可以不写。")
    rating = forms.ChoiceField(
        label="群众怎么说", required=False, choices=RATINGS, widget=forms.RadioSelect, help_text="可以不问。"
    )


class HandUpForm(ActForm):
    ask = _about("hand_up", "把实事交上去", "村里办不了时", 3, "上面知道要办什么", role=(MEMBER, TOWNSHIP, VILLAGE))
    reason = forms.CharField(label="为什么村里办不了，要上面做什么", max_length=LINE)
    unit = forms.ModelChoiceField(
        label="交给谁", required=False, queryset=Unit.objects.none(), empty_label="乡镇", blank=True
    )

    def __init__(self, *args: Any, matter: UrgentMatter, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.as_of(today).filter(county_code=matter.place_code[:6]).order_by("position", "pk")
        self.fields["unit"].queryset = units
        if matter.owner == "township":
            self.fields["unit"].required, self.fields["unit"].empty_label = True, "选一个部门"


class BackForm(ActForm):
    ask = _about(
        "hand_back", "把实事交回村里", "上面办了该办的", 2, "村里接着办", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE)
    )
    reason = forms.CharField(label="上面办了什么，村里接着办什么", max_length=LINE)


class CannotForm(ActForm):
    ask = _about("cannot", "说明实事办不成", "办不成时", 2, "给群众一个交代", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE))
    reason = forms.CharField(
        label="为什么办不成", max_length=LINE, widget=forms.Textarea({"rows": 2}), help_text="照这样告诉群众。"
    )


class ReopenForm(ActForm):
    ask = _about("reopen", "实事重新办", "又出了问题时", 1, "接着办", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE))
    reason = forms.CharField(label="为什么重新办", required=False, max_length=LINE)


class PromiseForm(ActForm):
    ask = _about("promise", "答应实事哪天办好", "定日子时", 4, "群众心里有数", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE))
    promised_on = day_field(label="答应哪天办好")
    reason = forms.CharField(label="改日子的，为什么", required=False, max_length=120)


class WorkForm(ActForm):
    ask = _about(
        "work", "记实事办了一步", "办了一步时", 4, "谁都看得到办到哪里", role=(MEMBER, TOWNSHIP, UNIT, VILLAGE)
    )
    text = forms.CharField(label="办了什么", max_length=LINE)
    on = day_field(label="哪天")


class RateForm(ActForm):
    ask = _about("rate", "记群众评价", "群众说了时", 4, "可以不记", role=(MEMBER, TOWNSHIP, VILLAGE))
    rating = forms.ChoiceField(label="群众怎么说", choices=Rating.choices, widget=forms.RadioSelect)


class RecheckForm(ActForm):
    ask = _about("recheck", "回访办结的实事", "办结满三个月、抽到的", 12, "看办的事管不管用", role=TOWNSHIP)
    outcome = forms.ChoiceField(label="回访下来怎么样", choices=Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="看到什么、听到什么", required=False, max_length=LINE)


class WithdrawForm(ActForm):
    ask = _about("withdraw", "撤回一件实事", "登记错了时", 1, "不再算数，留底", role=(MEMBER, TOWNSHIP, VILLAGE))
    reason = forms.CharField(label="为什么撤回", required=False, max_length=LINE)
