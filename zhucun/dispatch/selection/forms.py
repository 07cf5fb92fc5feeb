"""What people fill in about a round: its days, needs and views on them, quotas, letters, candidates, decisions."""

from datetime import date, timedelta
from typing import Any

from django import forms

from zhucun.dispatch.rounds.rules import Opinion, RoleFor, Scope
from zhucun.lib.asking import EVERY_TWO_YEARS, TOWNSHIP, UNIT, VILLAGE, Ask, asks, when
from zhucun.lib.skills import KINDS
from zhucun.org.people.fields import UnitField
from zhucun.org.people.rules import Employment
from zhucun.policy.profile import PolicyProfile, Rounds
from zhucun.web.forms import ActForm, day_field


def text_area(label: str, *, required: bool = True, help_text: str = "", most: int = 200) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=most, widget=widget)


class DaysForm(ActForm):
    since = day_field(label="新一轮从哪天起", help_text="派出文件上的日子，任期从这天算；备案时还可以改。")
    need_due_on = day_field(label="村里提需求、乡镇研究，到哪天")
    nominate_due_on = day_field(label="单位推荐，到哪天")
    check_due_on = day_field(label="联审，到哪天")
    form_due_on = day_field(label="组队，到哪天")
    approve_due_on = day_field(label="审批，到哪天")


class RoundForm(DaysForm):
    title = forms.CharField(label="名称", max_length=60, help_text="如 2022年下半年选派。")
    scope = forms.ChoiceField(label="哪些队", choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.ALL)
    rotates_before = day_field(
        label="任期在哪天以前满的，这一轮轮换",
        required=False,
        help_text="空着就是“从哪天起”那天。谁走谁留以后还可以一个一个定。",
    )
    remark = text_area("说明", required=False)
    field_order = ("title", "scope", "since", "rotates_before")


def days_from(today: date, limits: Rounds) -> dict[str, date]:
    """Each step has so many days from the end of the one before (policy `rounds`)."""
    steps = {
        "need_due_on": limits.need_days,
        "nominate_due_on": limits.nominate_days,
        "check_due_on": limits.check_days,
        "form_due_on": limits.form_days,
        "approve_due_on": limits.approve_days * max(len(limits.approval_county), 1),
    }
    found, day = {}, today
    for name, length in steps.items():
        day += timedelta(days=length)
        found[name] = day
    return found


def kinds_of(policy: PolicyProfile) -> list[tuple[str, str]]:
    return [(kind, label) for kind, label in KINDS.items() if kind in policy.selection.skills]


class NeedForm(ActForm):
    ask = asks(
        Ask(
            "round.need",
            "村里要什么人",
            who_asks="县驻村办",
            basis="先由村里报需求（R-SEL-13）",
            how_often=EVERY_TWO_YEARS,
            what_for="组队时对得上村里的需要",
            minutes=5,
            role=VILLAGE,
        )
    )
    kinds = forms.MultipleChoiceField(
        label="要什么样的人", required=False, widget=forms.CheckboxSelectMultiple, help_text="最多选 3 样，最要紧的。"
    )
    note = text_area("还有什么要说的", required=False, help_text="如 有一片老茶园，想找懂茶的。不写要哪一个人。")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = choices


class StudyForm(ActForm):
    ask = asks(
        Ask(
            "round.study",
            "研究各村的需求",
            who_asks="县驻村办",
            basis="村里报、乡镇审（R-SEL-13）",
            how_often=when("新一轮选派时，每村一次", times_a_year=4),
            what_for="县里汇总、组队",
            minutes=1,
            role=TOWNSHIP,
        )
    )
    view = forms.ChoiceField(label="乡镇意见", choices=Opinion.choices, widget=forms.RadioSelect, initial=Opinion.AGREE)
    opinion = text_area("意见说明", required=False, help_text="不是单纯同意的要写。")


class ReasonForm(ActForm):
    reason = text_area("为什么")


class QuotaForm(ActForm):
    unit = UnitField(label="单位", help_text="打两三个字就出来，写简称也行。")
    count = forms.IntegerField(label="几个名额", min_value=1, max_value=99, initial=1)


class CountForm(ActForm):
    count = forms.IntegerField(label="几个名额", min_value=1, max_value=99)


class LetterForm(ActForm):
    letter_number = forms.CharField(label="函号", max_length=60)
    letter_on = day_field(label="发函日期")

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letter_number"].help_text = f"如 {code}12号"


class LettersForm(ActForm):
    """For all units that have no letter yet, numbered one after another."""

    before = forms.CharField(label="函号前面", max_length=40)
    first = forms.IntegerField(
        label="从几号起", min_value=1, max_value=9999, help_text="一个单位一个号，按单位次序排下去。"
    )
    letter_on = day_field(label="发函日期")


class NominateForm(ActForm):
    ask = asks(
        Ask(
            "round.nominate",
            "推荐人选",
            who_asks="组织部",
            basis="派出单位提名（R-SEL-14）",
            how_often=when("新一轮选派时，每人一次", times_a_year=2),
            what_for="资格对照、联审、组队",
            minutes=2,
            role=UNIT,
        )
    )
    role_for = forms.ChoiceField(
        label="推荐为", choices=RoleFor.choices, widget=forms.RadioSelect, initial=RoleFor.MEMBER
    )
    fitness_confirmed_on = day_field(
        label="单位确认能胜任驻村，哪天确认的",
        required=False,
        help_text="只写日期，不写身体和家里的情况；还没确认的先空着，报齐以前补上。",
    )


class NewPersonForm(NominateForm):
    """Somebody the county has not on file; what eligibility asks for is asked here."""

    ask = asks(
        Ask(
            "round.nominate_new",
            "推荐名册上没有的人",
            who_asks="组织部",
            basis="派出单位提名（R-SEL-14）",
            how_often=EVERY_TWO_YEARS,
            what_for="资格对照用得着的几项，进干部名册，以后不再问",
            minutes=5,
            role=UNIT,
        )
    )
    name = forms.CharField(label="姓名", max_length=20)
    sex = forms.ChoiceField(label="性别", choices=[("male", "男"), ("female", "女")], widget=forms.RadioSelect)
    birth_month = day_field(label="出生年月", help_text="日子不用管，只记年月。")
    post = forms.CharField(label="职务", max_length=60, required=False)
    employment = forms.ChoiceField(label="身份", choices=[("", "不清楚"), *Employment.choices], required=False)
    party_joined_on = day_field(label="入党时间", required=False, help_text="不是党员的空着。")
    work_started_on = day_field(label="参加工作时间", required=False)
    phone = forms.CharField(label="手机号", max_length=30, required=False)
    rural_months = forms.IntegerField(
        label="农村工作几个月", min_value=0, max_value=720, required=False, help_text="没有的写 0，不清楚的空着。"
    )
    field_order = (
        *("name", "sex", "birth_month", "post", "employment", "party_joined_on", "work_started_on"),
        *("phone", "rural_months", "role_for", "fitness_confirmed_on"),
    )
    OF_PERSON = (
        *("name", "sex", "birth_month", "post", "employment", "party_joined_on", "work_started_on"),
        *("phone", "rural_months"),
    )

    def clean_birth_month(self) -> date | None:
        given = self.cleaned_data["birth_month"]
        return given.replace(day=1) if given else None


class FitnessForm(ActForm):
    ask = asks(
        Ask(
            "round.fitness",
            "确认人选能胜任",
            who_asks="组织部",
            basis="派出单位提名（R-SEL-14）",
            how_often=when("新一轮选派时，每人一次", times_a_year=2),
            what_for="资格对照",
            minutes=1,
            role=UNIT,
        )
    )
    on = day_field(label="哪天确认的", help_text="单位研究确认能胜任驻村的日子。不写理由，也不写身体情况。")


class ChecksForm(ActForm):
    """One body's answer about many: whoever is ticked is not suitable, the others are without objection."""

    answered_on = day_field(label="答复日期")
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    not_suitable = forms.MultipleChoiceField(
        label="不宜的勾出来",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="没勾的记“无意见”。只记这一句，不写为什么。",
    )

    silent = forms.MultipleChoiceField(
        label="这次答复没说到的勾出来",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="还等它答复，下次再登记。",
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["not_suitable"].choices = self.fields["silent"].choices = people

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if set(given.get("not_suitable", ())) & set(given.get("silent", ())):
            self.add_error("silent", "同一个人不能又是“不宜”又是“没说到”。")
        if len(given.get("silent", ())) == len(self.fields["silent"].choices):
            self.add_error("silent", "都没说到，就不用登记。")
        return given


class SubmitForm(ActForm):
    reason = text_area("不按核定人数、没有第一书记也要报，为什么", required=False)


class AgreeForm(ActForm):
    opinion = text_area("意见", required=False)
    document_number = forms.CharField(label="上级组织部答复的文号", max_length=120, required=False)


class SendBackForm(ActForm):
    opinion = text_area("退回改什么")


class FileForm(ActForm):
    basis = forms.CharField(label="派出文号", max_length=120, help_text="如 青组通〔2022〕18号")
    filing_number = forms.CharField(label="备案号", max_length=120, help_text="如 青组备〔2022〕4号")
    since = day_field(label="从哪天起派驻", help_text="按派出文件。任期从这天算，交接的几天也从这天起。")


class FinishForm(ActForm):
    reason = text_area("还有人没报到也要办结的，为什么", required=False)
