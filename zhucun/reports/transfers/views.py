"""导入导出: both lists, and every ledger from one place (screen N5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.dispatch.roster.rules import EXPORT, IMPORT
from zhucun.reports.transfers import lists
from zhucun.reports.transfers.ledgers import ledgers_for
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
        "ledgers": ledgers_for(request.actor),
        "may_import": request.actor.may(IMPORT),
    }
    return render(request, "reports/transfers/pages/transfers.html", context)
