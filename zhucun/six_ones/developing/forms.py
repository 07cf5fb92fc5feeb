"""What is told of a project, once; then a day, a sentence, a line of money."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms

from zhucun.lib import amounts
from zhucun.lib.asking import LEADER, MEMBER, TOWNSHIP, VILLAGE, Ask, asks, when
from zhucun.org.places.models import Household, Place
from zhucun.six_ones.industries.models import LINE, NAME, PRODUCT
from zhucun.six_ones.industries.rules import TENTHS, Field, shown_mu
from zhucun.six_ones.project_money.models import LINE as MONEY_LINE
from zhucun.six_ones.project_money.models import NUMBER
from zhucun.six_ones.project_money.rules import Funder, Kind
from zhucun.six_ones.village_products.models import LINE as NOTE
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：发展一批产业（R-TASK-06）"
WHO = (MEMBER, LEADER, TOWNSHIP, VILLAGE)


def _about(
    key: str, title: str, how_often: str, times: int, what_for: str, *, minutes: int = 1, role: Any = WHO
) -> Any:
    told = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(key, title, who_asks="县驻村办", minutes=minutes, role=role, **told))


def _fen(form: forms.Form, name: str = "fen") -> int:
    try:
        return amounts.fen(form.cleaned_data[name])
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class ProjectForm(ActForm):
    """Five things to type; the rest may stay empty (journey J10)."""

    name = forms.CharField(label="项目叫什么", max_length=NAME)
    product = forms.CharField(label="主打产品", required=False, max_length=PRODUCT)
    field = forms.ChoiceField(label="哪一类", choices=Field.choices)
    planned_start = day_field(label="计划哪天开工", required=False)
    planned_finish = day_field(label="计划哪天完成", required=False)
    households_meant = forms.IntegerField(label="打算带动多少户", required=False, min_value=0)
    land_tenths = forms.CharField(label="用地多少亩", required=False, max_length=9, help_text="可以写一位小数。")
    plan = forms.CharField(
        label="列在哪份规划里", required=False, max_length=NAME, help_text="比如“石坪村产业发展规划（2021—2025）”。"
    )
    planned_on = day_field(label="哪天列入规划", required=False)
    started_on = day_field(label="已经开工的，哪天", required=False)
    finished_on = day_field(label="已经完成的，哪天", required=False)

    def clean_land_tenths(self) -> int | None:
        return tenths_of_mu(self.cleaned_data["land_tenths"])


def tenths_of_mu(text: str) -> int | None:
    plain = text.replace("亩", "").replace(",", "").strip()
    if not plain:
        return None
    try:
        exact = Fraction(plain) * TENTHS
    except (ValueError, ZeroDivisionError):
        raise forms.ValidationError("用地写数字，比如 35 或 12.5。") from None
    if exact.denominator != 1 or exact < 0:
        raise forms.ValidationError("用地最多写一位小数，比如 12.5。")
    return int(exact)


def mu_of_tenths(tenths: int | None) -> str:
    return "" if tenths is None else shown_mu(tenths).removesuffix(" 亩")


class RegisterForm(ProjectForm):
    ask = _about(
        "project.register", "登记一个产业项目", "村里定下一个项目时", 1, "项目台账，以后只推进、不重填", minutes=3
    )


class CorrectForm(ProjectForm):
    ask = _about("project.correct", "改产业项目的登记", "计划变了、登记错了时", 1, "台账要对")


class AdvanceForm(ActForm):
    ask = _about("project.advance", "推进一步", "开工、完成时", 2, "走到哪一步，谁都看得到")
    on = day_field(label="哪天")


class WhyForm(ActForm):
    ask = _about("project.say_why", "说明为什么没按计划动工", "过了计划开工日时，只问一次", 1, "上面知道卡在哪里")
    reason = forms.CharField(label="为什么还没动工", max_length=LINE, widget=forms.Textarea({"rows": 2}))


class StopForm(ActForm):
    ask = _about("project.stop", "停下一个产业项目", "不干了、先放一放时", 1, "不再算在产业规划里")
    reason = forms.CharField(label="为什么停下", max_length=LINE, widget=forms.Textarea({"rows": 2}))
    on = day_field(label="哪天停下")


class ReasonForm(ActForm):
    ask = _about("project.back", "退回、恢复、撤回产业项目", "点错了、登记错了时", 1, "留底，不再算数")
    reason = forms.CharField(label="为什么", required=False, max_length=LINE)


class MoneyForm(ActForm):
    ask = _about(
        "project_money.record",
        "记一笔项目资金",
        "申请、批复、到账、花钱时；多数从台账导入",
        12,
        "项目资金账，和工作队的工作经费分开记",
        role=TOWNSHIP,
    )
    kind = forms.ChoiceField(label="哪一种", choices=Kind.choices, widget=forms.RadioSelect)
    on = day_field(label="哪天")
    fen = forms.CharField(label="多少元", max_length=16, help_text="写到分，比如 120000 或 12 万。")
    number = forms.CharField(
        label="文号、凭证号",
        max_length=NUMBER,
        required=False,
        help_text="申请可以没有编号；批复、到账、支出一笔对一张。",
    )
    funder = forms.ChoiceField(
        label="谁的钱", choices=Funder.choices, help_text="工作队的工作经费不记在这里，记在“经费台账”。"
    )
    what = forms.CharField(label="说明", max_length=MONEY_LINE, required=False)

    def clean_fen(self) -> int:
        return _fen(self)


class MoneyBackForm(ActForm):
    ask = _about("project_money.correct", "更正一笔项目资金", "记错了时", 1, "两笔都留着，都不算", role=TOWNSHIP)
    reason = forms.CharField(label="哪里记错了", max_length=MONEY_LINE)


class HouseholdsForm(ActForm):
    ask = _about("project.bring_along", "登记带动的户", "谁家跟着干时", 2, "带动了多少户从这里数")
    names = forms.CharField(
        label="哪几户", max_length=2_000, widget=forms.Textarea({"rows": 3}), help_text="写户主姓名，几户的用顿号隔开。"
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_names(self) -> Sequence[Household]:
        """By the heads' names among the village's; of two called so the group says which."""
        told = [one.strip() for one in self.cleaned_data["names"].replace("\n", "、").replace("，", "、").split("、")]
        homes = Household.objects.filter(village=self.place, until__isnull=True).select_related("group")
        by_name: dict[str, list[Household]] = {}
        for home in homes:
            by_name.setdefault(home.head_name, []).append(home)
            by_name.setdefault(f"{home.head_name}（{home.group}）", []).append(home)
        return [_the_one(name, by_name.get(name, [])) for name in dict.fromkeys(filter(None, told))]


def _the_one(name: str, found: list[Household]) -> Household:
    if not found:
        raise forms.ValidationError(f"农户名单里没有叫“{name}”的户主。先到村页面补上这一户，或者核对姓名。")
    if len(found) > 1:
        groups = "、".join(f"{one.head_name}（{one.group}）" for one in found)
        raise forms.ValidationError(f"有 {len(found)} 户叫“{name}”，写成：{groups}。")
    return found[0]


class SpecialityForm(ActForm):
    ask = _about("speciality.name", "登记一村一品", "村里定下一品时", 1, "一村一品有多少个从这里数")
    product = forms.CharField(label="什么产品", max_length=PRODUCT)
    note = forms.CharField(label="规模、牌子", required=False, max_length=NOTE)
    since = day_field(label="从哪天起算")


class EndForm(ActForm):
    ask = _about("speciality.end", "不再是一村一品", "不做了时", 1, "数要对")
    until = day_field(label="从哪天起不算")


class IncomeForm(ActForm):
    ask = _about(
        "income.tell", "登记村集体经济收入", "一年过完、账对好以后", 1, "各村一年一个数", role=(TOWNSHIP, VILLAGE)
    )
    year = forms.IntegerField(label="哪一年")
    fen = forms.CharField(label="收入多少元", max_length=16, help_text="写到分，比如 86000 或 8.6 万。")
    note = forms.CharField(label="从哪里来", required=False, max_length=NOTE)

    def clean_fen(self) -> int:
        return _fen(self)


class IncomeBackForm(ActForm):
    ask = _about("income.correct", "改村集体经济收入", "记错了时", 1, "数要对", role=(TOWNSHIP, VILLAGE))
    fen = forms.CharField(label="收入多少元", max_length=16)
    note = forms.CharField(label="从哪里来", required=False, max_length=NOTE)

    def clean_fen(self) -> int:
        return _fen(self)
