"""What is told of a week: when, who goes, one half of the secret, by which number, why not."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from zhucun.dispatch.roster.models import Team
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.inspection.models import Inspector
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose


class OpenForm(ActForm):
    week = forms.ChoiceField(label="哪一周", widget=forms.RadioSelect)
    size = forms.IntegerField(label="抽几支队", min_value=1, max_value=200)
    plan_document = forms.CharField(
        label="年度督查计划的文号",
        max_length=120,
        required=False,
        help_text="督查要列入年度计划，写上计划的文号。没有的也能开，页面上会一直提醒。",
    )

    def __init__(self, *args: Any, weeks: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = weeks


class AmendForm(ActForm):
    size = forms.IntegerField(label="抽几支队", min_value=1, max_value=200)
    plan_document = forms.CharField(label="年度督查计划的文号", max_length=120, required=False)


class RevisitForm(ActForm):
    number = forms.CharField(label="哪支队", max_length=80, widget=OfferedInput, help_text="打村名或者队号选。")
    reason = forms.CharField(label="为什么回头看", max_length=200, help_text="比如“第9期交办的走访记录没改”。")

    def offer(self, teams: Iterable[Team]) -> None:
        self._called = {f"{team.number} {team.name}": team.number for team in teams}
        self.fields["number"].widget.offered = list(self._called)

    def clean_number(self) -> str:
        return choose(self.cleaned_data["number"].strip(), self._called, what="队", where="看看村名全名")


class HalfForm(ActForm):
    secret = forms.CharField(
        label="自己的一句话",
        max_length=40,
        required=False,
        help_text="写不写都行。系统会另加一段谁也猜不到的字；走完公布时，你认得出这是你放的。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SealForm(ActForm):
    public_name = forms.CharField(
        label="用哪个公布数", max_length=80, help_text="以后才公布、谁也定不了的数，比如“福彩双色球第2022080期红球”。"
    )
    public_source = forms.CharField(label="在哪里看得到", max_length=120, help_text="比如“中国福利彩票网开奖公告”。")
    public_at = forms.DateTimeField(
        label="什么时候公布",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text="要在封签以后。",
    )


class DrawForm(ActForm):
    """Twice, since it is entered once and for all."""

    public_number = forms.CharField(label="公布的数", max_length=80, help_text="照公布的写，几个数都写上；空格不算。")
    again = forms.CharField(label="再填一遍", max_length=80, help_text="录入就抽定，改不了，所以填两遍。")

    def clean(self) -> dict[str, Any]:
        once, again = (self.cleaned_data.get(name, "") for name in ("public_number", "again"))
        if once and again and "".join(once.split()) != "".join(again.split()):
            self.add_error("again", "两遍填的不一样，对着公布的再看一遍。")
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        return {"public_number": self.cleaned_data["public_number"]}


class ReasonForm(ActForm):
    reason = forms.CharField(label="为什么", max_length=200)


class GroupForm(ActForm):
    """Chosen among those who may inspect that week."""

    day = forms.ChoiceField(label="哪天去", widget=forms.RadioSelect)
    leader = forms.ChoiceField(label="组长")
    members = forms.MultipleChoiceField(label="一起去的", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, days: Sequence[tuple[str, str]], inspectors: Sequence[Inspector], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._known = {str(one.pk): one for one in inspectors}
        offered = [(key, one.person.name) for key, one in self._known.items()]
        self.fields["day"].choices = days
        self.fields["leader"].choices = [("", "选组长"), *offered]
        self.fields["members"].choices = offered

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        day = timezone.datetime.strptime(given["day"], "%Y-%m-%d").date()
        chosen = [self._known[key] for key in given["members"]]
        return {"day": day, "leader": self._known[given["leader"]], "members": chosen}


class TakeForm(ActForm):
    """From one group to another, by position."""

    position = forms.ChoiceField(label="第几个村", widget=forms.RadioSelect)

    def __init__(self, *args: Any, positions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["position"].choices = positions

    def told(self) -> dict[str, Any]:
        return {"position": int(self.cleaned_data["position"])}


class AppointForm(ActForm):
    account = forms.ModelChoiceField(label="谁", queryset=Account.objects.none(), empty_label="选人")
    since = day_field(label="从哪天起")
    unit = forms.ModelChoiceField(
        label="哪个单位的",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="没有或者不在名单上",
        help_text="不去本单位派人、后盾的队。",
    )
    home = forms.ChoiceField(label="老家在哪个乡镇", required=False, help_text="不去老家。")

    def __init__(self, *args: Any, accounts: Any, units: Any, townships: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts
        self.fields["unit"].queryset = units
        self.fields["home"].choices = [("", "外县，或者不用回避"), *((one.code, one.name) for one in townships)]

    def told(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"since": given["since"], "unit": given["unit"], "home_code": given["home"]}


class DismissForm(ActForm):
    last_day = day_field(label="最后一天")
