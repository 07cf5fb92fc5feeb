"""What people fill in: to enter, and for a new password."""

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from zhucun.acts.refused import Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.entering import Try, check_own_password, let_in
from zhucun.org.accounts.models import Account
from zhucun.web.forms import ActForm

PHONE_SESSION_SECONDS = 180 * 24 * 60 * 60  # no idle log-out on a phone: what is unsent must not be lost (R-SEC-02)
LONGEST = 128  # a slow hash is not run over more than that
BACKEND = "django.contrib.auth.backends.ModelBackend"


def address_of(request: HttpRequest) -> str:
    """The network address the request came from; behind a proxy, the one the proxy names."""
    named = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "") if settings.CLIENT_ADDRESS_HEADER else ""
    return named.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")


class EntryForm(forms.Form):
    """Both ways in have a name and a secret; which one it is decides how long the session lasts."""

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
        if self.by_code:
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
        label="手机号",
        max_length=60,
        help_text="纸条上写的是账号的，填账号也行。",
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

    def clean_again(self) -> str:
        if self.cleaned_data["again"] != self.cleaned_data.get("password", self.cleaned_data["again"]):
            raise forms.ValidationError("两遍填得不一样，再填一次。")
        return self.cleaned_data["again"]

    def change(self, account: Account, request: HttpRequest) -> bool:
        """The present one is checked and counted first, outside the act, so that a wrong try is not rolled back."""
        given = self.cleaned_data
        if not self.tries(lambda: check_own_password(account, given["current"], address_of(request))):
            return False
        return self.do(accounts.change_password, account, by=request.actor, told={"password": given["password"]})
