"""What is filled in about a task: the decision, its result, why it goes back, is put off or dropped."""

from typing import Any, ClassVar

from django import forms

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.lib.asking import TOWNSHIP, UNIT, Ask, asks, when
from zhucun.org.people.fields import UnitField
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review.forms import MeetingForm
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.tasks.rules import Owner
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose

LONGEST_LINE = 200


class DecideForm(MeetingForm):
    """Whose it is, is chosen; then the one field of that kind is filled in."""

    only_with: ClassVar = {name: ("owner", name) for name in ("township", "unit", "team")}

    what = forms.CharField(label="办什么", max_length=LONGEST_LINE, help_text="一句话，说到办成什么样。")
    due_on = day_field(label="期限")
    owner = forms.ChoiceField(
        label="谁来办",
        choices=Owner.choices,
        widget=forms.RadioSelect,
    )
    township = forms.ModelChoiceField(label="哪个乡镇", queryset=Place.objects.none(), required=False)
    unit = UnitField(label="哪个单位", required=False, help_text="打两三个字就出来。")
    team = forms.CharField(label="哪支工作队", max_length=80, required=False, widget=OfferedInput)

    def __init__(self, *args: Any, review: MonthlyReview, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, is_of_county=review.is_of_county, **kwargs)
        self.fields["unit"].offer_to(by)
        self._teams = _teams_within(review, by)
        self.fields["team"].widget.offered = list(self._teams)
        self._offer_townships(review, by)

    def _offer_townships(self, review: MonthlyReview, by: Actor) -> None:
        townships = Place.objects.visible_to(by).as_of(by.today).filter(kind=Kind.TOWNSHIP)
        self.fields["township"].queryset = townships.order_by("position", "code")
        self.fields["township"].empty_label = "选一个乡镇"
        if not review.is_of_county:
            self.fields["owner"].choices = [
                (owner.value, "本乡镇" if owner == Owner.TOWNSHIP else owner.label)
                for owner in Owner
                if owner != Owner.OFFICE
            ]

    def clean_team(self) -> Team | None:
        typed = self.cleaned_data["team"].strip()
        return choose(typed, self._teams, what="工作队", where="在“工作队”里看看全名") if typed else None


def _teams_within(review: MonthlyReview, by: Actor) -> dict[str, Team]:
    teams = Team.objects.visible_to(by).as_of(by.today).order_by("place_code")
    return {team.name: team for team in teams if team.place_code.startswith(review.place_code)}


class ResultForm(ActForm):
    ask = asks(
        Ask(
            "review.result",
            "报调度任务办结",
            who_asks="县驻村办或乡镇",
            basis="一月一调度，定了的事要有结果（R-LOG-08）",
            how_often=when("有派给自己的任务时", times_a_year=6),
            what_for="下次调度会上看，认可了就办结",
            minutes=1,
            role=(TOWNSHIP, UNIT),
        )
    )
    result = forms.CharField(label="办成了什么样", max_length=300, help_text="一句话。")


class SendBackForm(MeetingForm):
    reason = forms.CharField(label="还差什么", max_length=LONGEST_LINE)
    due_on = day_field(label="新的期限", required=False, help_text="空着就还是原来的期限。")


class PutOffForm(MeetingForm):
    due_on = day_field(label="改到哪天")
    reason = forms.CharField(label="为什么改期", max_length=LONGEST_LINE)


class DropForm(MeetingForm):
    reason = forms.CharField(label="为什么不办了", max_length=LONGEST_LINE)
