"""What is told of a committee member: once who they are, then what became of their seat; of a renewal everybody."""

from datetime import date
from typing import Any

from django import forms

from zhucun.lib.asking import TOWNSHIP, Ask, asks, when
from zhucun.org.people.rules import Education, Sex
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.renewing import Seat
from zhucun.six_ones.committees.rules import Left, PartyPost, VillagePost
from zhucun.web.forms import ActForm, day_field

BASIS = "“六个一”实施方案：建强一个班子（R-TASK-03）"
SEX = [("", "没有登记"), *Sex.choices]
PARTY_POSTS = [("", "不在支部任职"), *PartyPost.choices]
VILLAGE_POSTS = [("", "不在村委会任职"), *VillagePost.choices]
NEW_LINES = 6
YES = {"required": False}


def _ask(key: str, title: str, how_often: str, times: int, what_for: str, *, minutes: int = 1) -> Ask:
    told: dict[str, Any] = {"basis": BASIS, "how_often": when(how_often, times_a_year=times), "what_for": what_for}
    return asks(Ask(f"committee.{key}", title, who_asks="县委组织部", minutes=minutes, role=TOWNSHIP, **told))


class PostsForm(ActForm):
    party_post = forms.ChoiceField(label="支部职务", choices=PARTY_POSTS, required=False)
    village_post = forms.ChoiceField(
        label="村委会职务", choices=VILLAGE_POSTS, required=False, help_text="书记兼主任的，两边都选，就是“一肩挑”。"
    )


class Registering(PostsForm):
    """The words a member has, whoever registers or corrects them."""

    name = forms.CharField(label="姓名", max_length=40)
    sex = forms.ChoiceField(label="性别", choices=SEX, required=False)
    birth_month = day_field(label="出生年月", required=False, help_text="日子不用管，只记年月。")
    education = forms.TypedChoiceField(
        label="学历",
        choices=[("", "没有登记"), *Education.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    is_party_member = forms.BooleanField(label="党员", **YES)
    is_returned_talent = forms.BooleanField(label="引回的能人（在外务工经商、回村任职的）", **YES)
    since = day_field(label="哪天到任")

    field_order = ("name", "party_post", "village_post", "since", "sex", "birth_month", "education")

    def clean_birth_month(self) -> date | None:
        told = self.cleaned_data["birth_month"]
        return told.replace(day=1) if told else None


class RegisterForm(Registering):
    ask = _ask("register", "登记村“两委”干部", "补选、补齐一个人", 2, "班子的年龄、学历从名单算")
    term_ends_on = day_field(label="任期到哪天", required=False, help_text="不写就按一届任期算。")


class CorrectForm(Registering):
    ask = _ask("correct", "改村“两委”干部的登记", "登记错了", 2, "名单要对")
    term_ends_on = day_field(label="任期到哪天")


class EndForm(ActForm):
    ask = _ask("end", "村“两委”干部离任", "有人离任", 1, "名单要对")
    last_day = day_field(label="最后一天")
    how = forms.ChoiceField(label="怎么离任", choices=Left.choices, widget=forms.RadioSelect)


class ChangePostForm(PostsForm):
    ask = _ask("change_post", "村“两委”干部换职务", "换了职务", 1, "名单要对，原来的职务留底")
    on = day_field(label="从哪天起")

    field_order = ("on",)


class HandAccountForm(ActForm):
    ask = _ask("hand_account", "把村书记账号交给现任", "书记换了、账号没跟上", 1, "新书记能进来，原来的不能")
    phone = forms.CharField(
        label="书记的手机号",
        required=False,
        max_length=20,
        help_text="已经有账号的，凭手机号认；没有的开一个。只留在账号里，名单里不留。",
    )


class WithdrawForm(ActForm):
    ask = _ask("withdraw", "撤回村“两委”干部的登记", "登记错了人", 1, "不再算数，留底")
    reason = forms.CharField(label="为什么撤回", required=False, max_length=200)


class RenewForm(ActForm):
    """Those who sit there, each staying or leaving, and lines for those who come. `is_looked_at` once the difference
    has been shown."""

    ask = _ask("renew", "村“两委”换届", "三五年换届一次，一个村一次报全", 1, "班子、村书记账号当天一起换", minutes=5)
    on = day_field(label="换届哪天生效")
    term_ends_on = day_field(label="新一届任期到哪天", required=False, help_text="不写就按一届任期算。")
    phone = forms.CharField(
        label="新书记的手机号",
        required=False,
        max_length=20,
        help_text="书记换了人才用：凭它开账号，名单里不留。",
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seated: list[CommitteeMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seated = seated
        for row in seated:
            self.fields[f"stay_{row.pk}"] = forms.ChoiceField(
                label="留不留", choices=[("stay", "留任"), ("leave", "不再任")], initial="stay"
            )
            self._posts(str(row.pk), row.party_post, row.village_post)
        for number in range(NEW_LINES):
            key = f"new{number}"
            self.fields[f"name_{key}"] = forms.CharField(label="姓名", required=False, max_length=40)
            self._posts(key)
            self.fields[f"sex_{key}"] = forms.ChoiceField(label="性别", choices=SEX, required=False)
            self.fields[f"birth_{key}"] = day_field(label="出生年月", required=False)
            self.fields[f"education_{key}"] = forms.TypedChoiceField(
                label="学历",
                choices=[("", "没有登记"), *Education.choices],
                coerce=int,
                empty_value=None,
                required=False,
            )
            self.fields[f"party_{key}"] = forms.BooleanField(label="党员", **YES)
            self.fields[f"returned_{key}"] = forms.BooleanField(label="引回的能人", **YES)

    def _posts(self, key: str, party: str = "", village: str = "") -> None:
        self.fields[f"party_post_{key}"] = forms.ChoiceField(
            label="支部职务", choices=PARTY_POSTS, required=False, initial=party
        )
        self.fields[f"village_post_{key}"] = forms.ChoiceField(
            label="村委会职务", choices=VILLAGE_POSTS, required=False, initial=village
        )

    @property
    def staying(self) -> list[dict[str, Any]]:
        """As the page draws them."""
        names = ("stay", "party_post", "village_post")
        return [{"row": row, **{name: self[f"{name}_{row.pk}"] for name in names}} for row in self.seated]

    @property
    def coming(self) -> list[dict[str, Any]]:
        names = ("name", "party_post", "village_post", "sex", "birth", "education", "party", "returned")
        return [
            {"number": number + 1, **{name: self[f"{name}_new{number}"] for name in names}}
            for number in range(NEW_LINES)
        ]

    def members(self) -> list[Seat]:
        """The whole new committee, of the cleaned values."""
        told = self.cleaned_data
        staying = [self._as_it_was(row) for row in self.seated if told[f"stay_{row.pk}"] == "stay"]
        keys = [f"new{number}" for number in range(NEW_LINES) if told[f"name_new{number}"].strip()]
        return [*staying, *(self._new(key) for key in keys)]

    def _as_it_was(self, row: CommitteeMember) -> Seat:
        told = self.cleaned_data
        return Seat(
            name=row.name,
            party_post=told[f"party_post_{row.pk}"],
            village_post=told[f"village_post_{row.pk}"],
            sex=row.sex,
            birth_month=row.birth_month,
            education=row.education,
            is_party_member=row.is_party_member,
            is_returned_talent=row.is_returned_talent,
        )

    def _new(self, key: str) -> Seat:
        told = self.cleaned_data
        return Seat(
            name=told[f"name_{key}"],
            party_post=told[f"party_post_{key}"],
            village_post=told[f"village_post_{key}"],
            sex=told[f"sex_{key}"],
            birth_month=told[f"birth_{key}"],
            education=told[f"education_{key}"],
            is_party_member=told[f"party_{key}"] or bool(told[f"party_post_{key}"]),
            is_returned_talent=told[f"returned_{key}"],
        )
