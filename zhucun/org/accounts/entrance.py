"""Log-in, log-out and what everybody has of their own: the first look at the facts, password, 我的账号 (screen C1)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.facts import facts_of
from zhucun.org.accounts.forms import CodeEntryForm, NameForm, PasswordEntryForm, PasswordForm
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.offices import demo_log_ins, office_lines
from zhucun.org.accounts.rules import OWN, is_unnamed
from zhucun.org.people.rules import KEEP as KEEP_PEOPLE
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@never_cache
@sensitive_post_parameters("secret")
def log_in(request: HttpRequest) -> HttpResponse:
    """Two ways in, each with an address of its own, so that the tabs need no script."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    by_code = request.GET.get("by") == "code"
    form = (CodeEntryForm if by_code else PasswordEntryForm)(
        request.POST or None, initial={"name": request.GET.get("name", "")}
    )
    if form.is_valid() and form.enter(request):
        return redirect(_next(request))
    context: dict[str, Any] = {"form": form, "by_code": by_code, "next": _next(request), "demo": demo_log_ins()}
    return render(request, "org/accounts/pages/log_in.html", context)


def _next(request: HttpRequest) -> str:
    return own_path(request.GET.get("next", ""))


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, "已退出。")
    return redirect("accounts:log_in")


@page(needs=None, gated=False)
def check(request: HttpRequest) -> HttpResponse:
    """首次核对: nothing to fill in but a name that nobody said yet; what is wrong is told by 改."""
    account = _mine(request)
    asks_name = is_unnamed(account.name)
    form = (NameForm if asks_name else ActForm)(request.POST if request.method == "POST" else None, seen=account)
    step = accounts.say_name if asks_name else accounts.check_facts
    if form.is_valid() and form.do(step, account, by=request.actor):
        return redirect("accounts:check" if asks_name else "/")
    context = {
        "form": form,
        "is_unnamed": asks_name,
        "facts": facts_of(account, request.actor),
        "offices": _my_offices(request),
        "keeps_people": request.actor.may(KEEP_PEOPLE),
    }
    return render(request, "org/accounts/pages/check.html", context)


@page(needs=None)
def me(request: HttpRequest) -> HttpResponse:
    account = _mine(request)
    context = {"facts": facts_of(account, request.actor), "offices": _my_offices(request), "account": account}
    return render(request, "org/accounts/pages/me.html", context)


@sensitive_post_parameters("current", "password", "again")
@page(needs=None, gated=False)
def password(request: HttpRequest) -> HttpResponse:
    account = _mine(request)
    form = PasswordForm(request.POST or None, has_one=account.has_usable_password())
    if form.is_valid() and form.change(account, request):
        update_session_auth_hash(request, _mine(request))
        messages.success(request, "密码换好了。别处登录的都已退出。")
        return redirect("accounts:me")
    context = {"form": form, "must": account.must_change_password}
    return render(request, "org/accounts/pages/password.html", context)


def _mine(request: HttpRequest) -> Account:
    return Account.objects.visible_to(request.actor, OWN).select_related("person__cadre__unit").get()


def _my_offices(request: HttpRequest) -> list[dict[str, str]]:
    held = Appointment.objects.visible_to(request.actor, OWN).as_of(request.actor.today)
    stands_in = Deputation.objects.visible_to(request.actor, OWN).as_of(request.actor.today)
    return office_lines([*held.select_related("unit"), *stands_in.select_related("unit", "held_by")])
