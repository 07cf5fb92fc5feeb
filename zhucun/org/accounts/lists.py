"""The list of accounts: who, which office, how far they have come. No last log-in: nobody is watched (R-BUR-04)."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.scope import within_prefixes
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.offices import place_names
from zhucun.org.accounts.rules import SEE_OFFICES
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.org.roles import label, role_choices
from zhucun.web.tables import Cell, Column, Filter, Table, View


def state_of(account: Account, now: datetime) -> tuple[str, str]:
    """(mark, word)."""
    if not account.is_active:
        return "todo", "停用"
    if account.locked_until and account.locked_until > now:
        return "overdue", "已锁"
    return ("done", "已进入") if account.entered_at else ("soon", "未进入")


def rows_for(request: HttpRequest) -> QuerySet:
    held = Appointment.objects.as_of(request.actor.today).select_related("unit").order_by("pk")
    return (
        Account.objects.visible_to(request.actor, SEE_OFFICES)
        .select_related("person")
        .prefetch_related(Prefetch("appointments", held, to_attr="offices"))
    )


def accounts_table(request: HttpRequest) -> Table:
    names = cache(lambda: dict(_places(request).values_list("code", "name")))
    now = timezone.now()
    return Table(
        name="accounts",
        caption="账号",
        columns=(
            Column("name", "姓名", _name, sort="person__name_key", plain=lambda row: row.name),
            Column("log_in", "登录名", _log_in, sort="log_in", plain=lambda row: row.log_in),
            Column("offices", "任职", lambda row: _offices(row, names), width=40),
            Column("kind", "类别", lambda row: row.get_kind_display()),
            Column("state", "进来没有", lambda row: _state(row, now)),
        ),
        filters=(
            Filter("role", "职务", lambda _: role_choices(), _with_role),
            Filter("where", "乡镇", _townships, _within),
        ),
        views=(
            View("asked", "等授权", ~Q(asked_role="")),
            View("new", "未进入", Q(is_active=True, entered_at__isnull=True)),
            View("in", "已进入", Q(is_active=True, entered_at__isnull=False)),
            View("locked", "已锁", Q(locked_until__gt=now)),
            View("stopped", "停用", Q(is_active=False)),
        ),
        search=_search,
        search_hint="姓名、登录名、手机尾号",
        order="person__name_key",
        counted=lambda count: f"{count} 个账号",
        empty={"text": "没有这样的账号。", "icon": "user"},
    )


def _places(request: HttpRequest) -> QuerySet:
    return Place.objects.visible_to(request.actor, SEE_OFFICES).filter(until__isnull=True)


def _townships(request: HttpRequest) -> list[tuple[str, str]]:
    return list(_places(request).filter(kind=Kind.TOWNSHIP).order_by("position", "code").values_list("code", "name"))


def _with_role(rows: QuerySet, role: str) -> QuerySet:
    return rows.filter(Exists(Appointment.objects.filter(account=OuterRef("pk"), role=role, until__isnull=True)))


def _within(rows: QuerySet, code: str) -> QuerySet:
    held = Appointment.objects.filter(within_prefixes("place_code", [code]), account=OuterRef("pk"))
    return rows.filter(Exists(held)) if code.isdigit() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(name__contains=text) | Q(log_in__icontains=text) | Q(person__phone_tail=text))


def _name(row: Account) -> Cell:
    return Cell(row.name, url=reverse("accounts:list.one", args=[row.pk]))


def _log_in(row: Account) -> Cell:
    tail = row.person.phone_tail if row.person else ""
    return Cell(row.log_in, sub=f"手机尾号 {tail}" if tail else "")


def _offices(row: Account, names: Callable[[], dict[str, str]]) -> Cell:
    if row.asked_role:
        return Cell(f"等授权：{label(row.asked_role)}", sub=names().get(row.asked_place_code, ""))
    held = [f"{_where(office, names)} {label(office.role)}" for office in row.offices]
    return Cell("、".join(held) or "—")


def _where(office: Appointment, names: Callable[[], dict[str, str]]) -> str:
    return office.unit.name if office.unit else names().get(office.place_code, office.place_code)


def _state(row: Account, now: datetime) -> Cell:
    mark, word = state_of(row, now)
    return Cell(word, template="org/accounts/pages/_state.html", context=(mark, word))


def asked_table(rows: list[Account]) -> dict[str, Any]:
    """For _table.html: accounts whose office waits to be given, each with a box."""
    names = place_names(row.asked_place_code for row in rows)
    return {
        "part": "asked",
        "caption": "等授权的账号",
        "count_text": f"{len(rows)} 个账号等授权",
        "columns": [{"label": head} for head in ("姓名", "请授的职务", "在哪里", "登录名")],
        "rows": [{"key": row.pk, "checked": True, "cells": _asked_cells(row, names)} for row in rows],
        "pick": {"action_url": "", "name": "account", "label": "授权打勾的", "unit": "人"},
        "empty": {"text": "没有等授权的账号。", "icon": "circle-check"},
    }


def _asked_cells(row: Account, names: dict[str, str]) -> list[dict[str, str]]:
    where = row.asked_unit.name if row.asked_unit else names.get(row.asked_place_code, row.asked_place_code)
    return [
        {"label": "姓名", "text": row.name, "url": reverse("accounts:list.one", args=[row.pk])},
        {"label": "请授的职务", "text": label(row.asked_role)},
        {"label": "在哪里", "text": where},
        {"label": "登录名", "text": row.log_in},
    ]
