"""What people fill in about teams and postings."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole
from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.org.accounts.forms import day_field
from zhucun.org.people.fields import UnitField
from zhucun.org.places.fields import PlaceField
from zhucun.web.forms import ActForm

BASIS = "如 青组通〔2021〕12号"


def basis_field(label: str = "依据文号", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, required=required, help_text=BASIS)


def month_of(born: date | None) -> date | None:
    """Of a birthday only the month is kept."""
    return born.replace(day=1) if born else None


class TeamForm(ActForm):
    seat = PlaceField(label="驻在哪里", help_text="打两三个字就出来。只列还没有队的村、社区、安置点。")
    number = forms.CharField(label="队号", max_length=12, help_text="全县不重；填好的是下一个号，可以改。")
    since = day_field(label="从哪天起")
    backing_unit = UnitField(label="后盾单位", required=False, help_text="牵头的一个；可以以后再定。")
    approved_size = forms.IntegerField(label="核定几人", min_value=1, max_value=20, required=False)
    basis = basis_field()
    name = forms.CharField(label="队名", max_length=40, required=False, help_text="不填就叫“驻某某村工作队”。")


class NameForm(ActForm):
    name = forms.CharField(label="队名", max_length=40)
    number = forms.CharField(label="队号", max_length=12, help_text="全县不重。")


class BackingForm(ActForm):
    unit = UnitField(label="后盾单位", help_text="打两三个字就出来，写简称也行。")
    since = day_field(label="从哪天起", help_text="原来的后盾单位到前一天为止。")
    basis = basis_field()


class SizeForm(ActForm):
    size = forms.IntegerField(label="核定几人", min_value=1, max_value=20)
    since = day_field(label="从哪天起")
    basis = basis_field()
    reason = forms.CharField(
        label="理由",
        max_length=200,
        required=False,
        help_text="只增不减；调低的要写。",
        widget=forms.Textarea({"rows": 2}),
    )


class ServeForm(ActForm):
    place = PlaceField(label="加驻哪里", help_text="打两三个字就出来。只列还没有队的地方。")
    since = day_field(label="从哪天起")


class LastDayForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="为什么", max_length=200, required=False)


class DisbandForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。")
    reason = forms.CharField(label="为什么撤销", max_length=200)


class PostingForm(ActForm):
    """Posting one person: the rules are the act's; here only what belongs together is looked at."""

    roles = forms.MultipleChoiceField(
        label="队内职务", choices=TeamRole.choices, widget=forms.CheckboxSelectMultiple, initial=[TeamRole.MEMBER]
    )
    since = day_field(label="从哪天起", help_text="按派出文件。任期从这天算。")
    kind = forms.ChoiceField(label="怎么来的", choices=StartKind.choices, widget=forms.RadioSelect)
    succeeds = forms.ChoiceField(
        label="接替谁",
        required=False,
        help_text="“接替”的要选；不接替谁的算增派。人还没走的，可以早来几天交接，名额从他走的第二天起算。",
    )
    basis = forms.CharField(label="派出文号或补录理由", max_length=200, help_text=f"{BASIS}；没有文号的写明理由。")
    sending_unit = UnitField(label="派出单位", required=False, help_text="不填就是这个人现在的单位。")
    reported_on = day_field(label="哪天报到的", required=False, help_text="还没报到的先空着，以后乡镇登记。")

    def __init__(self, *args: Any, left: Sequence[Posting] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = {str(posting.pk): posting for posting in left}
        shown = [(key, f"{p.cadre.person.name}（{p.last_day:%Y-%m-%d} 离任）") for key, p in self.left.items()]
        self.fields["succeeds"].choices = [("", "不接替谁"), *shown]
        if not self.left:
            del self.fields["succeeds"]

    def clean_succeeds(self) -> Posting | None:
        return self.left.get(self.cleaned_data["succeeds"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        follows = given.get("succeeds") is not None
        if follows and given.get("kind") not in (StartKind.SUCCESSION, StartKind.BACKFILL):
            self.add_error("kind", "选了接替谁，这里就选“接替”。")
        if given.get("kind") == StartKind.SUCCESSION and not follows:
            sentence = "选一个接替谁；谁也不接替的，来由选“增派”或“轮次选派”。"
            self.add_error("succeeds" if self.left else "kind", sentence)
        return given


class NewPersonForm(PostingForm):
    """The same for somebody who is not in the register yet; all else of the file can be added later."""

    name = forms.CharField(label="姓名", max_length=20)
    sex = forms.ChoiceField(label="性别", choices=[("male", "男"), ("female", "女")], widget=forms.RadioSelect)
    birth_month = day_field(label="出生年月", required=False, help_text="日子不用管，只记年月。")
    phone = forms.CharField(label="手机号", max_length=30, required=False)
    post = forms.CharField(label="职务", max_length=60, required=False)
    party_joined_on = day_field(label="入党时间", required=False, help_text="不是党员的空着。")
    rural_months = forms.IntegerField(
        label="农村工作几个月", min_value=0, max_value=720, required=False, help_text="没有的写 0，不清楚的空着。"
    )
    field_order = (
        "name",
        "sex",
        "birth_month",
        "sending_unit",
        "post",
        "phone",
        "party_joined_on",
        "rural_months",
        "roles",
        "since",
        "kind",
        "succeeds",
        "basis",
        "reported_on",
    )
    OF_PERSON = ("name", "sex", "birth_month", "phone", "post", "party_joined_on", "rural_months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sending_unit"].label, self.fields["sending_unit"].required = "单位", True
        self.fields["sending_unit"].help_text = "打两三个字就出来，写简称也行。"

    def clean_birth_month(self) -> date | None:
        return month_of(self.cleaned_data["birth_month"])


class ReportForm(ActForm):
    ask = asks(
        Ask(
            "posting.report_in",
            "登记报到",
            who_asks="县驻村办",
            basis="乡镇登记到村日期（R-SEL-22）",
            how_often=when("有人新到时", times_a_year=12),
            what_for="任期、在村天数从这天算",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    arrived_on = day_field(label="哪天到村报到")
    full_time_letter = forms.CharField(
        label="脱产函", max_length=120, required=False, help_text="单位出的脱产驻村函，写文号或日期。"
    )
    party_moved_on = day_field(label="组织关系哪天转到", required=False)


class EndForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。第二天起不再在册。")
    kind = forms.ChoiceField(label="哪一种", choices=ChangeKind.choices, widget=forms.RadioSelect)
    basis = basis_field()
    reason = forms.CharField(label="为什么", max_length=200, widget=forms.Textarea({"rows": 2}))


class RolesForm(ActForm):
    """Which roles somebody holds from a day on; what changed becomes one act each."""

    roles = forms.MultipleChoiceField(label="队内职务", choices=TeamRole.choices, widget=forms.CheckboxSelectMultiple)
    since = day_field(label="从哪天起", help_text="免去的职务到前一天为止。")

    def changes(self, held: set[str]) -> list[tuple[bool, str, date]]:
        """(given, role, first day given or last day held); first what is taken off."""
        wanted, since = set(self.cleaned_data["roles"]), self.cleaned_data["since"]
        taken = [(False, role, since - timedelta(days=1)) for role in sorted(held - wanted)]
        return [*taken, *((True, role, since) for role in sorted(wanted - held))]


class WithdrawForm(ActForm):
    reason = forms.CharField(label="哪里录错了", max_length=200)
