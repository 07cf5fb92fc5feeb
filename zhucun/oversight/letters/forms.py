"""What is filled in of a letter: a problem, what is picked, its words, its number."""

from functools import cached_property
from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.fields import UnitField
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.rectification.rules import About, DeadlineClass
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose

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
    def first_lines(self) -> list[tuple[Any, ...]]:
        """Those ticked, on the list they were chosen from or here; all where none is."""
        return [line for line in self._lines if line[1].value()] or self._lines

    @property
    def other_lines(self) -> list[tuple[Any, ...]]:
        first = {line[0].pk for line in self.first_lines}
        return [line for line in self._lines if line[0].pk not in first]

    @cached_property
    def _lines(self) -> list[tuple[Any, ...]]:
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
    number = forms.CharField(label="函号", max_length=40)
    signer = forms.CharField(label="签发人", max_length=40)
    issued_on = day_field(label="签发日期", help_text="期限从这一天起算。")

    def __init__(self, *args: Any, letters: list[tuple[int, str]], code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = f"照公文系统里的，例如 {code}9号。"
        self.fields["letters"].choices = letters
        self.fields["letters"].initial = [key for key, _ in letters]


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=LONGEST_LINE)
