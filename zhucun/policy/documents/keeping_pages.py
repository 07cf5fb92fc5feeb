"""Publishing, revising, correcting, repealing; which sentence sets which value."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy import in_force as policy
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents import rules
from zhucun.policy.documents.forms import BodyForm, CorrectForm, LinkForm, PublishForm, RepealForm
from zhucun.policy.documents.models import DocumentVersion, RuleDocument, RuleSentence
from zhucun.policy.documents.reading import settings_of
from zhucun.web.forms import press
from zhucun.web.page import page
from zhucun.web.undo import offer

FORM = "policy/documents/pages/form.html"


@page(needs=rules.KEEP)
def publish(request: HttpRequest) -> HttpResponse:
    counties = Place.objects.visible_to(request.actor, rules.KEEP).filter(kind=Kind.COUNTY, until__isnull=True)
    county = get_object_or_404(counties, code=request.actor.county_code)
    form = PublishForm(request.POST or None, initial={"issuer": request.actor.office})
    if form.is_valid() and form.do(documents.publish, county, by=request.actor):
        return redirect("policy:documents.one", pk=form.outcome)
    told = {"title": "登记制度文件", "verb": "发布", "draft": "document"}
    return render(request, FORM, {"form": form, "question": "印发了的文件，正文贴进来，一条一行。", **told})


def _own(request: HttpRequest, pk: int) -> RuleDocument:
    return get_object_or_404(RuleDocument.objects.visible_to(request.actor, rules.KEEP), pk=pk)


@page(needs=rules.KEEP)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    latest = row.versions.order_by("-since").first()
    initial = {"text": latest.text if latest else "", "asked_of": row.asked_of}
    form = BodyForm(request.POST or None, seen=row, initial=initial)
    if form.is_valid() and form.do(documents.revise, row, by=request.actor):
        return redirect("policy:documents.one", pk=pk)
    told = {"title": f"修订《{row.title}》", "verb": "发布新版", "draft": f"document-{pk}", "row": row}
    return render(request, FORM, {"form": form, "question": "没改的条照样管着原来的参数；老版留着，随时能看。", **told})


@page(needs=rules.KEEP)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(DocumentVersion.objects.visible_to(request.actor, rules.KEEP), pk=pk)
    now = {name: getattr(version, name) for name in ("number", "issued_on", "since", "text")}
    form = CorrectForm(request.POST or None, seen=version, initial=now)
    if form.is_valid() and form.do(documents.correct, version, by=request.actor):
        return redirect("policy:documents.one", pk=version.document_id)
    told = {"title": f"更正《{version.document.title}》的录入", "verb": "更正", "row": version.document}
    return render(request, FORM, {"form": form, "question": "只改录错的字。文件真的改了，用“修订”。", **told})


@page(needs=rules.KEEP)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    sentences = RuleSentence.objects.visible_to(request.actor, rules.KEEP).select_related("edition__document")
    row = get_object_or_404(sentences, pk=pk)
    form = LinkForm(request.POST or None, seen=row, keys=row.keys)
    if form.is_valid() and form.do(documents.link, row, by=request.actor):
        return redirect("policy:documents.one", pk=row.edition.document_id)
    context = {"form": form, "sentence": row, "row": row.edition.document}
    context["settings"] = settings_of(row.keys, policy.of(request.actor))
    return render(request, "policy/documents/pages/link.html", context)


@page(needs=rules.KEEP)
def repeal(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = RepealForm(request.POST or None, seen=row, initial={"on": request.actor.today})
    if form.is_valid() and form.do(documents.repeal, row, by=request.actor):
        offer(request, documents.repeal, pk, text="已废止")
        return redirect("policy:documents.one", pk=pk)
    told = {"title": f"废止《{row.title}》", "verb": "废止", "row": row}
    question = "参数不会跟着变；要变，在办法参数里提新版。"
    return render(request, FORM, {"form": form, "question": question, **told})


@require_POST
@page(needs=rules.KEEP)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, documents.restore, _own(request, pk))
    return redirect("policy:documents.one", pk=pk)
