"""接口令牌, under 我的账号: what other programs enter as this account, until when; a new one is shown once."""

import uuid
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.org.accounts import opening, tokens
from zhucun.org.accounts.models import Account, ApiToken
from zhucun.org.accounts.rules import OWN
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Table

DAYS = [("30", "30 天"), ("90", "90 天"), ("365", "一年")]


class TokenForm(ActForm):
    name = forms.CharField(label="用在哪里", max_length=40, help_text="写清哪个系统、谁在管，比如：县数据平台，李工。")
    days = forms.ChoiceField(label="用多久", choices=DAYS, widget=forms.RadioSelect, initial="90")

    def told(self) -> dict[str, Any]:
        last_day = timezone.localdate() + timedelta(days=int(self.cleaned_data["days"]))
        return {"name": self.cleaned_data["name"], "last_day": last_day}


@never_cache
@page(needs=OWN)
def own_tokens(request: HttpRequest) -> HttpResponse:
    form, made = TokenForm(request.POST or None), ""
    if form.is_valid():
        code = tokens.new_token()
        _refuse_second_press(form)
        account = Account.objects.visible_to(request.actor, OWN).get()
        if form.do(tokens.make, account, by=request.actor, told={**form.told(), "code": code}):
            form, made = TokenForm(), code
    rows = ApiToken.objects.visible_to(request.actor, OWN)
    context = {"form": form, "made": made, "table": _table().bind(request, rows)}
    return render(request, "org/accounts/pages/tokens.html", context)


def _refuse_second_press(form: TokenForm) -> None:
    """It would show a token that was never kept."""
    sent: uuid.UUID | None = form.cleaned_data.get("sent")
    if opening.was_sent(sent):
        raise Refused("这个令牌已经开过了，只显示一次。没记下的，收回它，再开一个。")


@require_POST
@page(needs=OWN)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tokens.withdraw, get_object_or_404(ApiToken.objects.visible_to(request.actor, OWN), pk=pk))
    messages.success(request, "收回了，用它的程序进不来了。")
    return redirect("accounts:tokens")


def _table() -> Table:
    return Table(
        name="tokens",
        caption="我的令牌",
        columns=(
            Column("name", "用在哪里", lambda row: Cell(row.name, sub=f"末四位 {row.tail}"), width=30),
            Column("made_at", "哪天开的", lambda row: f"{timezone.localtime(row.made_at):%Y-%m-%d}", sort="made_at"),
            Column("last_day", "用到", lambda row: f"{row.last_day:%Y-%m-%d}", sort="last_day"),
            Column("state", "还能用吗", _state, plain=lambda row: ""),
        ),
        order="-made_at",
        counted=lambda count: f"{count} 个",
        empty={"text": "没有令牌。别的系统要读写这里的数据时才用得着。", "icon": "key"},
    )


def _state(row: ApiToken) -> Cell:
    is_over = row.last_day < timezone.localdate()
    word = "已收回" if row.withdrawn_at else "到期了" if is_over else ""
    return Cell(word, template="org/accounts/pages/_token_state.html", context=(row, word, ActForm(seen=row)))
