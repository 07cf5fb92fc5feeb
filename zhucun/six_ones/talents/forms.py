"""What is told of an opinion and of somebody who came back."""

from datetime import date
from typing import Any

from django import forms

from zhucun.dispatch.roster.models import Team
from zhucun.lib.asking import MEMBER, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents.models import LINE, LONGEST, WHERE
from zhucun.six_ones.talents.rules import Owner, Role
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：引回一批能人（R-TASK-07）"
NO_NUMBERS = "不写电话、身份证号。"


def _ask(key: str, title: str, how_often: str, times: int, what_for: str, *, role: Any = (MEMBER, TOWNSHIP)) -> Ask:
    told: dict[str, Any] = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(key, title, who_asks="县委组织部", minutes=1, role=role, **told))


class OpinionWords(ActForm):
    text = forms.CharField(
        label="说了什么", max_length=LONGEST, widget=forms.Textarea({"rows": 3}), help_text=f"一句就够。{NO_NUMBERS}"
    )
    said_by = forms.CharField(label="谁说的", required=False, max_length=WHERE, help_text="比如：在广东办厂的老乡。")


class Owning(ActForm):
    owner = forms.ChoiceField(label="谁来办", choices=Owner.choices, widget=forms.RadioSelect, initial=Owner.TEAM)
    unit = forms.ModelChoiceField(
        label="哪个单位", required=False, queryset=Unit.objects.none(), empty_label="不是交给单位"
    )

    only_with = {"unit": ("owner", Owner.UNIT.value)}

    def __init__(self, *args: Any, county_code: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.as_of(today).filter(county_code=county_code).order_by("position", "pk")
        self.fields["unit"].queryset = units


class OpinionForm(Owning, OpinionWords):
    ask = _ask("opinion.register", "记下座谈会意见", "开一次座谈会，几条意见", 6, "每条意见有人办、有答复")
    field_order = ("text", "said_by", "owner", "unit")


class GiveForm(Owning):
    ask = _ask("opinion.give", "把意见交给谁办", "自己办不了的", 1, "意见到办得了的人手里")


class CorrectOpinionForm(OpinionWords):
    ask = _ask("opinion.correct", "改座谈会意见", "记错了", 1, "台账要对")


class ReplyForm(ActForm):
    ask = _ask("opinion.reply", "答复座谈会意见", "有意见等答复时", 6, "说的人有回音", role=(MEMBER, TOWNSHIP, UNIT))
    reply = forms.CharField(
        label="怎么答复的",
        max_length=LINE,
        widget=forms.Textarea({"rows": 3}),
        help_text=f"办了什么；办不了的，为什么。{NO_NUMBERS}",
    )
    on = day_field(label="哪天答复")


class WithdrawForm(ActForm):
    ask = _ask("talent.withdraw", "撤回座谈会意见、引回的能人", "记错了", 1, "不再算数，留底")
    reason = forms.CharField(label="为什么撤回", required=False, max_length=200)


class TalentForm(ActForm):
    ask = _ask("talent.register", "登记引回的能人", "有人回来时", 1, "引回的人数从这里算")
    name = forms.CharField(label="姓名", max_length=40)
    role = forms.ChoiceField(label="回来做什么", choices=Role.choices, widget=forms.RadioSelect)
    doing = forms.CharField(label="做的事", required=False, max_length=LINE, help_text=f"一句就够。{NO_NUMBERS}")
    came_from = forms.CharField(label="从哪里回来", required=False, max_length=WHERE, help_text="比如：广东东莞。")
    returned_on = day_field(label="哪天回来")
    brought_by = forms.ModelChoiceField(
        label="哪支队引回", required=False, queryset=Team.objects.none(), empty_label="不是工作队引回的"
    )
    committee_member = forms.ModelChoiceField(
        label="也是村“两委”干部的，是哪一个",
        required=False,
        queryset=CommitteeMember.objects.none(),
        empty_label="不在村“两委”",
    )

    def __init__(self, *args: Any, place: Place, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = Team.objects.filter(team_places__place=place).order_by("pk").distinct()
        self.fields["brought_by"].queryset = served
        self.fields["committee_member"].queryset = CommitteeMember.objects.as_of(today).filter(place=place)


class CorrectTalentForm(TalentForm):
    ask = _ask("talent.correct", "改引回能人的登记", "登记错了", 1, "名册要对")


class StayForm(ActForm):
    ask = _ask("talent.ask", "问引回的能人还在不在", "回来满一年，以后每年一次", 1, "引回来，还要留得住")
    is_here = forms.TypedChoiceField(
        label="还在不在",
        choices=[("yes", "还在"), ("no", "又走了")],
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
    )
    on = day_field(label="哪天问的；走了的，哪天走的")
    note = forms.CharField(label="现在怎么样", required=False, max_length=LINE, help_text=f"可以不写。{NO_NUMBERS}")
