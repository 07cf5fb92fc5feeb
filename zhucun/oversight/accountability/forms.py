"""What is entered of somebody held to account."""

from typing import Any

from django import forms

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.fields import UnitField
from zhucun.oversight.accountability.rules import KEEP, About, Kind
from zhucun.oversight.circulars.models import InspectionCircular
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose

MOST_CIRCULARS = 50


class RecordForm(ActForm):
    """Whom is chosen first; then the fields of that kind are asked."""

    only_with = {
        "name": ("about", About.PERSON),
        "unit": ("about", f"{About.PERSON},{About.UNIT}"),
        "duty": ("about", About.PERSON),
        "team": ("about", About.TEAM),
    }
    needed_where_asked = ("name", "team")

    about = forms.ChoiceField(label="对谁", choices=About.choices, widget=forms.RadioSelect, initial=About.PERSON)
    name = forms.CharField(
        label="姓名",
        max_length=60,
        required=False,
        widget=OfferedInput,
        help_text="驻村队员打两个字选；别的干部写姓名。",
    )
    unit = UnitField(label="单位", required=False, help_text="问责单位的，写这个单位；别的干部写所在单位。")
    duty = forms.CharField(label="职务", max_length=60, required=False, help_text="别的干部写。")
    team = forms.CharField(label="工作队", max_length=80, required=False, widget=OfferedInput)
    kind = forms.ChoiceField(label="哪一种", choices=Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="事由", max_length=300, widget=forms.Textarea({"rows": 2}))
    document = forms.CharField(
        label="文号",
        max_length=120,
        widget=OfferedInput,
        help_text="通报或者决定的文号，如 青驻办通〔2022〕1号。发过的督查通报打两个字选。",
    )
    decided_by = forms.CharField(label="谁决定的", max_length=80)
    decided_on = day_field(label="决定日")
    effect_until = day_field(label="影响到哪天", required=False, help_text="有影响期的才填；从这天起不再影响。")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer_to(by)
        posted = Posting.objects.visible_to(by, KEEP).filter(until__isnull=True).select_related("cadre__person", "team")
        posted = posted.exclude(cadre__person__in=by.persons).order_by("cadre__person__name_key")
        self._posted = {f"{one.cadre.person.name}（{one.team.name}）": one for one in posted}
        teams = Team.objects.visible_to(by, KEEP).filter(until__isnull=True).order_by("place_code")
        self._teams = {one.name: one for one in teams}
        self.fields["name"].widget.offered = list(self._posted)
        self.fields["team"].widget.offered = list(self._teams)
        issued = InspectionCircular.objects.visible_to(by).issued().order_by("-issued_on", "-pk")
        self.fields["document"].widget.offered = list(issued.values_list("document", flat=True)[:MOST_CIRCULARS])

    def clean(self) -> dict[str, Any]:
        about = self.cleaned_data.get("about")
        missing = {About.PERSON: "name", About.UNIT: "unit", About.TEAM: "team"}.get(about)
        if missing and not self.cleaned_data.get(missing) and missing not in self.errors:
            self.add_error(missing, f"“{self.fields[missing].label}”要填。")
        return self.cleaned_data

    def clean_team(self) -> Team | None:
        typed = self.cleaned_data["team"].strip()
        return choose(typed, self._teams, what="工作队", where="在“工作队”里看看全名") if typed else None

    def told(self) -> dict[str, Any]:
        """As the act is told: of the one kind only."""
        given = super().told()
        about, name = given.pop("about"), given.pop("name").strip()
        posting = self._posted.get(name)
        whom = {"posting": None, "person_name": "", "duty": "", "unit": None, "team": None}
        if about == About.PERSON and posting:
            whom["posting"] = posting
        elif about == About.PERSON:
            whom |= {"person_name": name, "unit": given["unit"], "duty": given["duty"]}
        else:
            side = "unit" if about == About.UNIT else "team"
            whom[side] = given[side]
        return {**given, **whom}


class WithdrawForm(ActForm):
    reason = forms.CharField(label="为什么撤回", max_length=200, help_text="登错了，或者决定撤销了。")
