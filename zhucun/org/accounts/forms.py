"""What people fill in: to enter, for a new password, to open accounts and give offices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from zhucun.acts.refused import Refused
from zhucun.lib.phones import normal_phone, phone_problem
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.entering import Try, check_own_password, let_in
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import ADMINISTRATORS, AccountKind, DeputationKind
from zhucun.web.forms import ActForm, AskingForm, day_field

PHONE_SESSION_SECONDS = 180 * 24 * 60 * 60  # no idle log-out on a phone: what is unsent must not be lost (R-SEC-02)
LONGEST = 128  # a slow hash is not run over more than that
BACKEND = "django.contrib.auth.backends.ModelBackend"


def address_of(request: HttpRequest) -> str:
    """The network address the request came from; behind a proxy, the one the proxy names."""
    named = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "") if settings.CLIENT_ADDRESS_HEADER else ""
    return named.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


class EntryForm(AskingForm):
    """Both ways in have a name and a secret; the kind of account decides how long the session lasts."""

    by_code = False
    use_required_attribute = False

    def enter(self, request: HttpRequest) -> bool:
        attempt = Try(self.cleaned_data["name"], self.cleaned_data["secret"], address_of(request), self.by_code)
        try:
            account = let_in(attempt)
        except Refused as refusal:
            self.add_error(None, refusal.sentence)
            return False
        login(request, account, backend=BACKEND)
        if account.kind == AccountKind.PHONE:
            request.session.set_expiry(PHONE_SESSION_SECONDS)
        return True


class PasswordEntryForm(EntryForm):
    name = forms.CharField(
        label="账号", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
    secret = forms.CharField(
        label="密码",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeEntryForm(EntryForm):
    by_code = True

    name = forms.CharField(
        label="手机号或账号",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "inputmode": "tel", "autofocus": True}),
    )
    secret = forms.CharField(
        label="一次性码",
        max_length=20,
        help_text="纸条上的 8 位，大小写、横线都不用管。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class PasswordForm(ActForm):
    current = forms.CharField(
        label="现在的密码",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label="新密码",
        max_length=LONGEST,
        strip=False,
        help_text="至少 10 位，大写字母、小写字母、数字、符号里至少有 3 种；最近用过的 5 个不能再用。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="新密码再填一遍",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, has_one: bool, **kwargs: Any) -> None:
        """Whoever came in by a code has no present password to tell."""
        super().__init__(*args, **kwargs)
        if not has_one:
            del self.fields["current"]

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise forms.ValidationError("两遍填得不一样，再填一次。")
        return self.cleaned_data["again"]

    def change(self, account: Account, request: HttpRequest) -> bool:
        """The present one is checked and counted first, outside the act, so that a wrong try is not rolled back."""
        given = self.cleaned_data
        if "current" in self.fields and not self.tries(
            lambda: check_own_password(account, given["current"], address_of(request))
        ):
            return False
        return self.do(accounts.change_password, account, by=request.actor, told={"password": given["password"]})


class NameForm(ActForm):
    name = forms.CharField(
        label="您的姓名",
        max_length=20,
        help_text="账号开通时还没写是谁的。写真名，办的每件事都记这个名字。",
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
        error_messages={"required": "写上您自己的姓名。"},
    )


class OpenForm(ActForm):
    name = forms.CharField(label="姓名", max_length=20)
    kind = forms.ChoiceField(label="怎么进", choices=AccountKind.choices, widget=forms.RadioSelect, initial="desk")
    log_in = forms.CharField(
        label="登录名", max_length=40, required=False, help_text="不填就按姓名的拼音，或县代码加编号。"
    )
    phone = forms.CharField(
        label="手机号", max_length=30, required=False, help_text="有手机号，就知道和册上哪一位是同一个人。"
    )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        if typed and (problem := phone_problem(typed)):
            raise forms.ValidationError(problem)
        return normal_phone(typed)


class StaffForm(AskingForm):
    """A file, or rows copied out of one with their heads."""

    use_required_attribute = False

    file = forms.FileField(label="表格", required=False, help_text=".xlsx .xls .csv 都行")
    text = forms.CharField(
        label="或者从 WPS 里复制，连表头一起贴在这里",
        required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def content(self) -> tuple[bytes, str]:
        """(bytes, name)."""
        if file := self.cleaned_data["file"]:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), "粘贴的表.txt"

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("file") and not self.cleaned_data.get("text", "").strip():
            raise forms.ValidationError("选一个表格，或者贴几行。")
        return self.cleaned_data


class StopForm(ActForm):
    reason = forms.CharField(label="为什么停用", max_length=100)


class SeatForm(ActForm):
    """Where the office is: the choices come from the page, and from whom it is a deputy's for."""

    seat = forms.ChoiceField(label="在哪里")
    since = day_field(label="从哪天起")
    basis = forms.CharField(label="依据文号", max_length=120, required=False)

    def __init__(self, *args: Any, seats: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats


class DeputyForm(SeatForm):
    kind = forms.ChoiceField(label="哪一种", choices=DeputationKind.choices, widget=forms.RadioSelect)
    last_day = day_field(label="到哪天为止", required=False, help_text="含这一天。代理、休假代办要写。")

    field_order = ("sent", "seen", "kind", "seat", "since", "last_day", "basis")


class AdministratorForm(ActForm):
    role = forms.ChoiceField(label="哪一员", choices=list(ADMINISTRATORS.items()), widget=forms.RadioSelect)
    since = day_field(label="从哪天起")
    basis = forms.CharField(label="依据文号", max_length=120)


class LastDayForm(ActForm):
    last_day = day_field(label="最后一天", help_text="含这一天。马上生效就填昨天。")


class ReasonedLastDayForm(LastDayForm):
    reason = forms.CharField(label="原因", max_length=100, required=False)
