"""What is filled in: a problem, a letter's words, its number, a reply, what a check found."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.lib.asking import LEADER, SECRETARY, TOWNSHIP, UNIT, Ask, asks, when
from zhucun.org.people.fields import UnitField
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.rectification.rules import About, DeadlineClass
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose

BASIS = "整改交办，反馈、签字、销号（R-INS-09）"
LONGEST_LINE = 200


class WordedForm(ActForm):
    """What the letter says of a problem."""

    problem = forms.CharField(label="什么问题", max_length=300, help_text="照现场看到的写，一句话。印在函里。")
    kind = forms.ChoiceField(label="问题类别")
    about = forms.ChoiceField(label="说的是", choices=About.choices, widget=forms.RadioSelect)
    deadline_class = forms.ChoiceField(label="期限", widget=forms.RadioSelect, initial=DeadlineClass.NORMAL)
    requirement = forms.CharField(label="要求怎么改", max_length=LONGEST_LINE, required=False)
    duty_holder = forms.CharField(label="责任人", max_length=40, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = policy.of(by)
        self.fields["kind"].choices = [
            ("", "选一类"),
            *((one.key, one.label) for one in profile.inspection.problem_kinds),
        ]
        self.fields["deadline_class"].choices = [
            (kind.value, f"{kind.label}，{profile.rectification.in_words(kind.value)}") for kind in DeadlineClass
        ]


class AddForm(WordedForm):
    team = forms.CharField(label="哪支工作队", max_length=80, widget=OfferedInput)
    to = forms.ChoiceField(
        label="交办给谁",
        choices=[("unit", "队的后盾单位"), ("other", "另一个单位"), ("township", "乡镇")],
        widget=forms.RadioSelect,
        initial="unit",
    )
    unit = UnitField(label="哪个单位", required=False, help_text="交办给另一个单位时填。")

    field_order = ("team", "problem", "kind", "about", "deadline_class", "to", "unit", "requirement", "duty_holder")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        teams = Team.objects.visible_to(by).as_of(by.today).filter(county_code=by.county_code).order_by("place_code")
        self._teams = {team.name: team for team in teams}
        self.fields["team"].widget.offered = list(self._teams)
        self.fields["unit"].offer_to(by)

    def clean_team(self) -> Team:
        return choose(self.cleaned_data["team"].strip(), self._teams, what="工作队", where="在“工作队”里看看全名")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("to") == "other" and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "填交办给哪个单位。")
        return given

    def told(self) -> dict[str, Any]:
        given = super().told()
        to = given.pop("to")
        return {**given, "unit": given["unit"] if to == "other" else None, "to_township": to == "township"}


class PickForm(ActForm):
    """Findings ticked, each with its addressee and its deadline as found, or as it is changed here."""

    def __init__(
        self, data: Any, *, findings: list[Finding], ticked: set[int], backing: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.findings = findings
        for one in findings:
            unit = one.unit.name if one.unit else backing.get(one.team_id, "")
            choices = [("unit", unit)] if unit else []
            self.fields[f"pick_{one.pk}"] = forms.BooleanField(
                label=f"并入：{one.text}", required=False, initial=one.pk in ticked
            )
            self.fields[f"to_{one.pk}"] = forms.ChoiceField(
                label="交办给谁", choices=[*choices, ("township", "乡镇")], required=False
            )
            self.fields[f"days_{one.pk}"] = forms.ChoiceField(
                label="期限", choices=DeadlineClass.choices, initial=one.deadline_class, required=False
            )

    @property
    def lines(self) -> list[tuple[Any, ...]]:
        return [(one, self[f"pick_{one.pk}"], self[f"to_{one.pk}"], self[f"days_{one.pk}"]) for one in self.findings]

    @property
    def picked(self) -> list[tuple[Finding, bool, str]]:
        """(Finding, to the township, deadline class)."""
        given = self.cleaned_data
        return [
            (one, given[f"to_{one.pk}"] == "township", given[f"days_{one.pk}"] or one.deadline_class)
            for one in self.findings
            if given[f"pick_{one.pk}"]
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(f"pick_{one.pk}") for one in self.findings):
            self.add_error(None, "先勾上要交办的问题。")
        return given


class WordForm(ActForm):
    opening = forms.CharField(
        label="开头的话", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    closing = forms.CharField(
        label="结尾的话", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class IssuedForm(ActForm):
    """Of letters signed together: those ticked bear the same number, signer and day."""

    letters = forms.MultipleChoiceField(label="签好了哪几件", widget=forms.CheckboxSelectMultiple)
    number = forms.CharField(label="函号", max_length=40, help_text="照公文系统里的，例如 宁驻办函〔2022〕9号。")
    signer = forms.CharField(label="签发人", max_length=40)
    issued_on = day_field(label="签发日期", help_text="期限从这一天起算。")

    def __init__(self, *args: Any, letters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].choices = letters
        self.fields["letters"].initial = [key for key, _ in letters]


class ReplyForm(ActForm):
    ask = asks(
        Ask(
            "rectification.reply",
            "整改反馈",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("收到整改交办函时", times_a_year=2),
            what_for="乡镇签了、县里复核，改到位就销号；只填这一次",
            minutes=2,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    reply = forms.CharField(
        label="改了什么，改成什么样",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一两句话就够。",
    )
    written_for = forms.CharField(
        label="谁反馈的，怎么来的",
        max_length=40,
        required=False,
        help_text="例如 县档案馆 7月8日函、电话。",
    )
    photo = forms.FileField(
        label="照片",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="不拍也算数。",
    )

    def __init__(self, *args: Any, is_office: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_office:
            self.fields["written_for"].required = True
        else:
            del self.fields["written_for"]

    def told(self) -> dict[str, Any]:
        return {name: value for name, value in super().told().items() if name != "photo"}


class DisputeForm(ActForm):
    ask = asks(
        Ask(
            "rectification.dispute",
            "对整改事项提异议",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("和事实不符时", times_a_year=1),
            what_for="县里查过再定，维持还是撤销",
            minutes=2,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    said = forms.CharField(
        label="哪里和事实不符", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text="写事实和依据。"
    )


class LongerForm(ActForm):
    ask = asks(
        Ask(
            "rectification.longer",
            "申请整改延期",
            who_asks="县驻村办",
            basis="期限可以延一次，要批（R-INS-07）",
            how_often=when("到期改不完时", times_a_year=1),
            what_for="县里批了，按新的期限算",
            minutes=1,
            role=(UNIT, LEADER, TOWNSHIP),
        )
    )
    until = day_field(label="延到哪天")
    because = forms.CharField(label="为什么到期改不完", max_length=LONGEST_LINE)


class SendBackForm(ActForm):
    ask = asks(
        Ask(
            "rectification.sign",
            "签整改反馈",
            who_asks="县驻村办",
            basis=BASIS,
            how_often=when("单位或者工作队反馈了时", times_a_year=6),
            what_for="乡镇看过属实，县里才复核",
            minutes=1,
            role=SECRETARY,
        )
    )
    reason = forms.CharField(label="还差什么", max_length=300)


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=LONGEST_LINE)


class UpholdForm(ActForm):
    verdict = forms.CharField(label="为什么维持", max_length=300)
    due_on = day_field(label="新的期限", required=False, help_text="空着就还是原来的期限。")


class MoveForm(ActForm):
    due_on = day_field(label="改到哪天")
    reason = forms.CharField(label="为什么改期", max_length=LONGEST_LINE)


class CheckForm(ActForm):
    """What was found when it was looked at again: closed, back with a new day, or to be seen on site."""

    outcome = forms.ChoiceField(
        label="复核意见",
        choices=[
            ("document", "看了材料，改到位，销号"),
            ("onsite", "现场看过，改到位，销号"),
            ("return", "没改到位，退回再改"),
            ("look", "现场再看"),
        ],
        widget=forms.RadioSelect,
    )
    verdict = forms.CharField(
        label="说明",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可不填。退回时要写清哪里没改到位。",
    )
    due_on = day_field(label="新的期限", required=False, help_text="退回时填。")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") == "return":
            if not given.get("verdict"):
                self.add_error("verdict", "退回要写清哪里没改到位。")
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "填新的期限。")
        return given
