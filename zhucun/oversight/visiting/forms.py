"""A finding, a comment, a reason, photos."""

from collections.abc import Sequence
from typing import Any

from django import forms

from zhucun.lib.asking import LEADER, MEMBER, SECRETARY, UNIT, VILLAGE, Ask, asks, when
from zhucun.oversight.onsite.facts import Person
from zhucun.oversight.onsite.rules import Deadline, Source
from zhucun.policy.profile import PolicyProfile
from zhucun.records.notes.forms import files_field
from zhucun.web.forms import ActForm, day_field

BASIS = "督查办法（R-INS-05、R-INS-06）"


class FindingForm(ActForm):
    """What a township saw by itself, or the office was told."""

    ask = asks(
        Ask(
            "finding.enter",
            "记发现的问题",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("乡镇自己发现时", times_a_year=6),
            what_for="并入整改交办，不用另写报告",
            minutes=2,
            role=SECRETARY,
        )
    )
    kind = forms.ChoiceField(label="哪类问题")
    text = forms.CharField(
        label="什么问题", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="到谁、到什么事。"
    )
    cadre = forms.ChoiceField(label="说的是谁", required=False, help_text="说整支队的，空着。")
    found_on = day_field(label="哪天发现")
    deadline_class = forms.ChoiceField(
        label="几时改好", required=False, choices=[("", "按问题类型"), *Deadline.choices]
    )
    source = forms.ChoiceField(label="从哪里来")

    def __init__(
        self, data: Any = None, *, people: Sequence[Person], policy: PolicyProfile, is_office: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"].choices = [(one.key, one.label) for one in policy.inspection.problem_kinds]
        self.cadres = {str(one.posting.cadre_id): one.posting.cadre for one in people}
        named = [(key, cadre.person.name) for key, cadre in self.cadres.items()]
        self.fields["cadre"].choices = [("", "整支队"), *named]
        if is_office:
            self.fields["source"].choices = [one for one in Source.choices if one[0] != Source.VISIT]
        else:
            del self.fields["source"]

    def told(self) -> dict[str, Any]:
        told = super().told()
        if "source" in told:
            told["source"] = Source(told["source"])
        return {**told, "cadre": self.cadres.get(told["cadre"])}


class CommentForm(ActForm):
    ask = asks(
        Ask(
            "onsite.comment",
            "对现场记录说意见",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("被督查、有不同看法时", times_a_year=2),
            what_for="和记录放在一起，通报、交办前都看得到",
            minutes=3,
            role=(LEADER, MEMBER, VILLAGE, SECRETARY, UNIT),
        )
    )
    text = forms.CharField(
        label="意见", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="哪里不对，实际是怎样。"
    )


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200)


class PhotoForm(ActForm):
    photos = files_field("照片", "image/jpeg,image/png", "一份记录最多 9 张")
