"""Accounts in batches: by the roster of a township, by a list, and the slips (screen Z1)."""

import uuid

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.org.accounts import opening, rules
from zhucun.org.accounts.forms import StaffForm
from zhucun.org.accounts.opening import Township
from zhucun.org.accounts.sheets import STAFF
from zhucun.org.accounts.staff import StaffRow, kept, read_kept, read_staff
from zhucun.org.accounts.views import slips_page
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.writing import write_form
from zhucun.web.forms import ActForm
from zhucun.web.page import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(needs=rules.KEEP_ACCOUNTS)
def batch(request: HttpRequest) -> HttpResponse:
    """Township by township: who is on the roster and has no account, who has one and was never in."""
    listed = opening.townships(request.actor)
    context = {
        "townships": listed,
        "lacking": sum(len(township.lacking) for township in listed),
        "form": StaffForm(),
    }
    return render(request, "org/accounts/pages/batch.html", context)


@page(needs=rules.KEEP_ACCOUNTS)
def township(request: HttpRequest, code: str) -> HttpResponse:
    context = {"township": _township(request, code), "open_form": ActForm(), "again_form": ActForm()}
    return render(request, "org/accounts/pages/township.html", context)


def _township(request: HttpRequest, code: str) -> Township:
    found = next((one for one in opening.townships(request.actor) if one.code == code), None)
    if found is None:
        raise Http404
    return found


@require_POST
@page(needs=rules.KEEP_ACCOUNTS)
def open_township(request: HttpRequest, code: str) -> HttpResponse:
    """For all of the township who should have an account and have none."""
    found = _township(request, code)
    if not found.lacking:
        raise Refused(f"{found.name}没有缺账号的人。")
    made = opening.open_accounts(opening.wanted_for(found.lacking), sent=_sent(request), by=request.actor)
    return slips_page(request, made, {code: found.name})


@require_POST
@page(needs=rules.KEEP_ACCOUNTS)
def slips_again(request: HttpRequest, code: str) -> HttpResponse:
    """For those who have never been in: all, or those ticked."""
    found = _township(request, code)
    ticked = set(request.POST.getlist("account"))
    held = [account for account in found.not_entered if not ticked or str(account.pk) in ticked]
    if not held:
        raise Refused(f"{found.name}没有没进过的人。")
    made = opening.hand_out_again(held, code, sent=_sent(request), by=request.actor)
    return slips_page(request, made, {code: found.name})


def _sent(request: HttpRequest) -> uuid.UUID:
    form = ActForm(request.POST)
    form.full_clean()
    return form.cleaned_data.get("sent") or uuid.uuid4()


@page(needs=rules.KEEP_ACCOUNTS)
def staff(request: HttpRequest) -> HttpResponse:
    """A list is read and shown, row by row, before anything is written."""
    form = StaffForm(request.POST, request.FILES) if request.method == "POST" else StaffForm()
    rows: list[StaffRow] = []
    if form.is_valid():
        try:
            rows = read_staff(*form.content(), by=request.actor)
        except Unreadable as fault:
            form.add_error(None, fault.sentence)
    to_open = [row for row in rows if row.wanted]
    context = {
        "form": form,
        "rows": rows,
        "to_open": to_open,
        "wrong": [row for row in rows if row.problem],
        "have": [row for row in rows if row.has_account],
        "kept": kept(to_open) if to_open else "",
        "sending": ActForm(),
    }
    return render(request, "org/accounts/pages/staff.html", context)


@require_POST
@page(needs=rules.KEEP_ACCOUNTS)
def open_staff(request: HttpRequest) -> HttpResponse:
    try:
        wanted = read_kept(request.POST.get("kept", ""), by=request.actor)
    except signing.BadSignature:
        raise Refused("这份名单放久了，请重新选一次表格。") from None
    made = opening.open_accounts(wanted, sent=_sent(request), by=request.actor)
    return slips_page(request, made, {one.code: one.name for one in opening.townships(request.actor)})


@page(needs=rules.KEEP_ACCOUNTS)
def staff_form(request: HttpRequest) -> HttpResponse:
    """The blank list, with what to write where."""
    answer = HttpResponse(content_type=XLSX)
    answer["Content-Disposition"] = "attachment; filename*=UTF-8''%E8%B4%A6%E5%8F%B7%E5%90%8D%E5%8D%95.xlsx"
    write_form(answer, STAFF)
    return answer
