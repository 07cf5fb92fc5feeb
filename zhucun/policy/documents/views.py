"""制度文件: the list, one document sentence by sentence with what it sets, and who has read it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.policy import in_force as policy
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents import lists, reading, rules
from zhucun.policy.documents.models import DocumentReceipt, DocumentVersion, RuleDocument
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    counted = DocumentReceipt.objects.visible_to(request.actor).counted()
    table = lists.documents_table(request, counted).bind(request, reading.with_versions(request.actor))
    context = {"table": table, "may_keep": request.actor.may(rules.KEEP)}
    return render(request, "policy/documents/pages/list.html", context)


def document_of(request: HttpRequest, pk: int) -> RuleDocument:
    return get_object_or_404(RuleDocument.objects.readable_by(request.actor), pk=pk)


def version_of(row: RuleDocument, asked: str, request: HttpRequest) -> DocumentVersion:
    """The one asked for, else the one that holds today, else the first that will."""
    versions = sorted(row.versions.all(), key=lambda one: one.since)
    if asked:
        chosen = next((one for one in versions if str(one.pk) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    return row.version_on(request.actor.today) or versions[0]


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = document_of(request, pk)
    version = version_of(row, request.GET.get("version", ""), request)
    actor = request.actor
    keeps = actor.may(rules.KEEP) and actor.scope(rules.KEEP).covers_place(row.county_code)
    context = {
        "row": row,
        "version": version,
        "versions": sorted(row.versions.all(), key=lambda one: one.since, reverse=True),
        "current": row.version_on(actor.today),
        "sentences": reading.sentences_of(version, policy.of(actor)),
        "may_keep": keeps,
        "history": history_of(row) if keeps else [],
        **_receipts(request, version),
    }
    return render(request, "policy/documents/pages/one.html", context)


def _receipts(request: HttpRequest, version: DocumentVersion) -> dict[str, Any]:
    """How many have read it, and one's own that waits."""
    read, of = (
        DocumentReceipt.objects.visible_to(request.actor).filter(edition=version).counted().get(version.pk, (0, 0))
    )
    waiting = own_receipts(request).filter(edition=version).with_names()
    own = [(row, ActForm(seen=row, auto_id=f"r{row.pk}_%s")) for row in waiting]
    return {"ask": documents.SIGNED, "read": read, "of": of, "own": own}


def own_receipts(request: HttpRequest) -> Any:
    return DocumentReceipt.objects.visible_to(request.actor, rules.ACKNOWLEDGE).unread()


@require_POST
@page(needs=rules.ACKNOWLEDGE)
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DocumentReceipt.objects.visible_to(request.actor, rules.ACKNOWLEDGE), pk=pk)
    press(request, documents.acknowledge, row)
    return redirect("policy:documents.one", pk=row.edition.document_id)
