"""Accounts: the list, one account, opening, stopping, codes (screen Z1; the first of the three administrators)."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import lists, opening, rules
from zhucun.org.accounts.appointing import administrators_among
from zhucun.org.accounts.codes import new_code, printed
from zhucun.org.accounts.forms import OpenForm, StopForm
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.offices import office_line, place_names
from zhucun.org.accounts.opening import Slip, Wanted
from zhucun.org.roles import label
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE_OFFICES)
def accounts_list(request: HttpRequest) -> HttpResponse:
    table = lists.accounts_table(request).bind(request, lists.rows_for(request))
    context = {"table": table, "may_keep": request.actor.may(rules.KEEP_ACCOUNTS)}
    return render(request, "org/accounts/pages/list.html", context)


def account_of(request: HttpRequest, pk: int) -> Account:
    reached = Account.objects.visible_to(request.actor, rules.SEE_OFFICES).select_related("person", "asked_unit")
    return get_object_or_404(reached, pk=pk)


@page(needs=rules.SEE_OFFICES)
def account(request: HttpRequest, pk: int) -> HttpResponse:
    row = account_of(request, pk)
    held, stood_in = (
        model.objects.visible_to(request.actor, rules.SEE_OFFICES).filter(account=row).order_by("-since", "-pk")
        for model in (Appointment, Deputation)
    )
    held, stood_in = list(held.select_related("unit")), list(stood_in.select_related("unit", "held_by"))
    names = place_names([office.place_code for office in [*held, *stood_in]] + [row.asked_place_code])
    mark, word = lists.state_of(row, timezone.now())
    context = {
        "row": row,
        "mark": mark,
        "word": word,
        "offices": [_drawn(office, names, request) for office in [*held, *stood_in]],
        "asked": label(row.asked_role) if row.asked_role else "",
        "asked_where": row.asked_unit.name if row.asked_unit else names.get(row.asked_place_code, ""),
        "pressing": lambda: ActForm(seen=row),  # each button has an id of its own
        **_permissions(request, row, held),
    }
    return render(request, "org/accounts/pages/account.html", context)


@page(needs=rules.SEE_OFFICES)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done to the account and its offices, not what its holder did."""
    row = account_of(request, pk)
    context = {"row": row, "history": history_of(row, kinds=(Account, Appointment, Deputation))}
    return render(request, "org/accounts/pages/history.html", context)


def _permissions(request: HttpRequest, row: Account, held: list[Appointment]) -> dict[str, Any]:
    """Each of the three sees the buttons of their own work, and none on their own account (R-SEC-05)."""
    is_own = row.pk == request.actor.account_id
    is_administrator = any(o.role in rules.ADMINISTRATORS and o.lasts(request.actor.today) for o in held)
    may_appoint_administrators = request.actor.may(rules.APPOINT_ADMINISTRATORS) and not is_own
    return {
        "may_keep": request.actor.may(rules.KEEP_ACCOUNTS) and not is_own and not is_administrator,
        "may_give": request.actor.may(rules.KEEP_RIGHTS) and not is_own and not is_administrator,
        "may_appoint_administrators": may_appoint_administrators,
        "may_reset_administrator": may_appoint_administrators and is_administrator,
        "is_administrator": is_administrator,
    }


def _drawn(office: Appointment | Deputation, names: dict[str, str], request: HttpRequest) -> dict[str, Any]:
    is_deputation = isinstance(office, Deputation)
    is_over = office.until is not None and office.until <= request.actor.today
    return {
        **office_line(office, names),
        "row": office,
        "is_deputation": is_deputation,
        "is_administration": office.role in rules.ADMINISTRATORS,
        "state": "withdrawn" if office.withdrawn_at else "over" if is_over else "running",
        "press": lambda: ActForm(seen=office),
    }


@page(needs=rules.KEEP_ACCOUNTS)
def open_account(request: HttpRequest) -> HttpResponse:
    """One account, with its slip at once."""
    form = OpenForm(request.POST or None)
    if form.is_valid():
        given, county = form.cleaned_data, opening.county_of(request.actor)
        wanted = Wanted(given["name"], given["kind"], phone=given["phone"], log_in=given["log_in"])
        made: list[Slip] = []
        sent = given.get("sent") or uuid.uuid4()
        if form.tries(lambda: made.extend(opening.open_accounts([wanted], sent=sent, by=request.actor))):
            return slips_page(request, made, {county.code: county.name})
    return render(request, "org/accounts/pages/open.html", {"form": form})


@never_cache
def slips_page(request: HttpRequest, made: list[Slip], names: dict[str, str]) -> HttpResponse:
    """Drawn from what the act gave back: there is no address at which the codes could be read again."""
    sheets: dict[str, list[Slip]] = {}
    for slip in made:
        sheets.setdefault(names.get(slip.township_code, opening.ELSEWHERE), []).append(slip)
    context = {"sheets": sheets.items(), "count": len(made), "address": request.build_absolute_uri("/login/")}
    return render(request, "org/accounts/pages/slips.html", context)


@page(needs=rules.KEEP_ACCOUNTS)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    row = account_of(request, pk)
    form = StopForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(accounts.stop, row, by=request.actor):
        offer(request, accounts.stop, row.pk, text="停用了，他已经退出")
        return redirect("accounts:list.one", pk=pk)
    return render(request, "org/accounts/pages/stop.html", {"row": row, "form": form})


@require_POST
@page(needs=rules.KEEP_ACCOUNTS)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, accounts.resume, account_of(request, pk))
    return redirect("accounts:list.one", pk=pk)


@require_POST
@page(needs=None)
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code for one person, by whoever may give it: of an administrator a leader (R-SEC-05)."""
    row, made = account_of(request, pk), new_code()
    is_administrator = bool(administrators_among([row], request.actor))
    act = accounts.set_administrator_code if is_administrator else accounts.set_code
    row = Account.objects.get(pk=press_with_code(request, act, row, made))
    until = timezone.localtime(row.code_until).date()
    tail = row.person.phone_tail if row.person else ""
    return slips_page(request, [Slip(row.name, row.log_in, tail, printed(made), until, "")], {"": row.name})


def press_with_code(request: HttpRequest, act: Any, row: Account, made: str) -> int:
    """A second press of the same button would show a code that was never given."""
    form = ActForm(request.POST)
    form.full_clean()
    if opening.was_sent(form.cleaned_data.get("sent")):
        raise Refused("这个码已经出过了，只显示一次。要再出，回到账号页再按。")
    return press(request, act, row, code=made)
