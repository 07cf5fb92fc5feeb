"""导入导出: both lists, and every ledger from one place (screen N5)."""

import io

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.rules import EXPORT, IMPORT
from zhucun.reports.rules import EVERYTHING
from zhucun.reports.transfers import lists
from zhucun.reports.transfers.forms import LedgerForm
from zhucun.reports.transfers.ledgers import (
    default_days,
    last_taken,
    ledgers_for,
    left_to_the_pen,
    lists_for,
    who_may,
)
from zhucun.web.exporting import file_of
from zhucun.web.ledgers import Ledger, file_name, ledger_called, write
from zhucun.web.page import page
from zhucun.web.tables import BoundTable


@page(needs=EXPORT)
def came_in(request: HttpRequest) -> HttpResponse:
    return _shown(request, lists.table_in(request).bind(request, lists.files_in(request)), "in")


@page(needs=EXPORT)
def went_out(request: HttpRequest) -> HttpResponse:
    return _shown(request, lists.table_out().bind(request, lists.sheets_out(request)), "out")


def _shown(request: HttpRequest, table: BoundTable, side: str) -> HttpResponse:
    context = {
        "table": table,
        "side": side,
        "ledgers": ledgers_for(request.actor, lists.sheets_out(request)),
        "lists": lists_for(request.actor),
        "may_import": request.actor.may(IMPORT),
        "may_take_all": request.actor.may(EVERYTHING),
    }
    return render(request, "reports/transfers/pages/transfers.html", context)


@page(needs=EXPORT)
def ledger(request: HttpRequest, key: str) -> HttpResponse:
    """What stands in it and for when it is asked; asked for, the file."""
    one = ledger_called(key)
    if one is None:
        raise Http404
    request.actor.must(one.needs)
    stands = default_days(one, request.actor)
    form = LedgerForm(request.GET or None, of=one, by=request.actor, stands=stands)
    if form.is_valid() and (answer := _file(request, one, form)):
        return answer
    sheet = one.sheet(stands)
    context = {
        "ledger": one,
        "form": form,
        "columns": [column.label for column in sheet.in_form],
        "by_pen": left_to_the_pen(sheet),
        "says": one.says(stands) if one.says else "",
        "who_may": who_may(one),
        "last": last_taken([one.title], lists.sheets_out(request)).get(one.title),
    }
    return render(request, "reports/transfers/pages/ledger.html", context)


def _file(request: HttpRequest, one: Ledger, form: LedgerForm) -> HttpResponse | None:
    try:
        asked = form.asked()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    buffer = io.BytesIO()
    write(one, buffer, asked)
    return file_of(buffer.getvalue(), file_name(one, asked), request.actor)
