"""Who has read a version and who has not; what was signed on paper is entered for many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents import rules
from zhucun.policy.documents.forms import PaperForm
from zhucun.policy.documents.lists import RECEIPTS
from zhucun.policy.documents.models import DocumentReceipt, DocumentVersion
from zhucun.policy.documents.views import document_of, version_of
from zhucun.web.forms import press
from zhucun.web.page import page


@page(needs=rules.SEE)
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    row = document_of(request, pk)
    version = version_of(row, request.GET.get("version", ""), request)
    rows = DocumentReceipt.objects.visible_to(request.actor).filter(edition=version).with_names()
    table = RECEIPTS.bind(request, rows)
    if request.actor.may(rules.ENTER) and (table.view and table.view.name == "unread"):
        address = reverse("policy:documents.paper", args=[version.pk])
        table.pick = {"action_url": address, "name": "receipt", "label": "登记纸上签了的", "unit": "份"}
    context = {"row": row, "version": version, "table": table, "may_keep": request.actor.may(rules.KEEP)}
    return render(request, "policy/documents/pages/receipts.html", context)


@require_POST
@page(needs=rules.ENTER)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """First with who was ticked, then with the day."""
    reach = DocumentReceipt.objects.visible_to(request.actor, rules.ENTER).filter(edition=pk).with_names()
    version = get_object_or_404(DocumentVersion.objects.select_related("document"), pk__in=reach.values("edition"))
    ticked = [int(one) for one in request.POST.getlist("receipt") if one.isdigit()]
    chosen = list(reach.unread().filter(pk__in=ticked))
    is_sent = "read_on" in request.POST
    form = PaperForm(request.POST if is_sent else None, initial={"read_on": request.actor.today})
    back = reverse("policy:documents.receipts", args=[version.document_id])
    if not chosen:
        messages.warning(request, "先打勾，再登记。")
        return redirect(back)
    if is_sent and form.is_valid() and form.tries(lambda: _enter(chosen, form.cleaned_data["read_on"], request.actor)):
        messages.success(request, f"登记了 {len(chosen)} 份。")
        return redirect(back)
    context = {"version": version, "chosen": chosen, "form": form, "back": back}
    return render(request, "policy/documents/pages/paper.html", context)


def _enter(chosen: list[DocumentReceipt], read_on: Any, by: Any) -> None:
    documents.enter_receipt.many([Told(row, {"read_on": read_on}) for row in chosen], by=by)


@require_POST
@page(needs=rules.KEEP)
def ask_newcomers(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(DocumentVersion.objects.visible_to(request.actor, rules.KEEP), pk=pk)
    before = version.receipts.count()
    press(request, documents.ask_newcomers, version)
    more = version.receipts.count() - before
    messages.success(request, f"又请 {more} 个签收。" if more else "没有新来的。")
    return redirect("policy:documents.receipts", pk=version.document_id)
