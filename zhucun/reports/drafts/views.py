"""写材料、数字校对 (N3): a text is pasted or brought in, its numbers are marked, one press puts one right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.files import keeping
from zhucun.files.models import StoredFile
from zhucun.org.accounts.models import Account
from zhucun.reports.checking.documents import corrected, text_of
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import lists, looking, tied
from zhucun.reports.drafts.forms import CorrectionForm, DraftForm, RevisingForm
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.rules import WRITE
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

LINES_MOVED = "正文里加了段、减了段，和原来的 Word 对不上了，不能再写回副本。可以导出成新的文档。"


@page(needs=WRITE)
def drafts(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = DraftForm(request.POST or None, request.FILES or None, initial={"as_of": actor.today})
    if form.is_valid():
        act = drafting.bring if form.upload else drafting.begin
        account = Account.objects.visible_to(actor, WRITE).get()
        if form.do(act, account, by=actor):
            return redirect("reports:drafts.one", pk=form.outcome)
    own = Draft.objects.visible_to(actor).filter(removed_at__isnull=True)
    context = {"form": form, "table": lists.DRAFTS.bind(request, own.defer("text"))}
    return render(request, "reports/drafts/pages/drafts.html", context)


@page(needs=WRITE)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    read = tied.told(row, request.actor)
    original = StoredFile.objects.of(row).first()
    if request.GET.get("export") == "docx":
        return paper_of(
            request.actor, row.title, row.title, lambda: looking.written(row, read.text, is_demo=request.actor.is_demo)
        )
    if request.GET.get("export") == "copy" and original:
        return _copy(request, read, original)
    found = looking.checked(read, request.actor)
    cards = looking.cards_of(found, read)
    context = {
        "row": row,
        "pieces": list(looking.pieces_of(found, cards, read)),
        "cards": [(card, CorrectionForm.of(card, row)) for card in cards],
        "counts": [(verdict, found.count(verdict)) for verdict in Verdict],
        "found": found,
        "has_original": original is not None,
        "removing": ActForm(seen=row),
        "nothing_wrong": {"text": "没有发现对不上的数。" if found.reading.claims else "正文里没有可核对的数。"},
    }
    return render(request, "reports/drafts/pages/draft.html", context)


def _copy(request: HttpRequest, read: tied.Told, original: StoredFile) -> HttpResponse:
    content = keeping.looked_at(original, by=request.actor)
    changes = looking.changes_between(text_of(content), read.text)
    if changes is None:
        raise Refused(LINES_MOVED)
    name = f"{read.draft.title}（数字校对）"
    return paper_of(request.actor, read.draft.title, name, lambda: corrected(content, changes, request.actor.now))


@page(needs=WRITE)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    read = tied.told(row, request.actor)
    initial = {"title": row.title, "text": read.edited, "as_of": row.as_of}
    form = RevisingForm(request.POST or None, seen=row, initial=initial)
    back = reverse("reports:drafts.one", args=[pk])
    if form.is_valid() and form.do(drafting.revise, row, by=request.actor):
        return redirect(back)
    words = {
        "heading": "改正文",
        "question": "改完存下，数字马上重新核对。",
        "submit_label": "存下，再校对",
        "cancel_url": back,
        "cancel_label": "先不改",
        "crumbs": [(reverse("reports:drafts"), "数字校对"), (back, row.title)],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@require_POST
@page(needs=WRITE)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        raise Refused("这一处没有改成，回到稿子再按一次。")
    press(request, drafting.correct, row, **form.told())
    return redirect("reports:drafts.one", pk=pk)


@require_POST
@page(needs=WRITE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    press(request, drafting.remove, row)
    offer(request, drafting.remove, row.pk, text="删去了")
    return redirect("reports:drafts")


def _own(request: HttpRequest, pk: int) -> Draft:
    return get_object_or_404(Draft.objects.visible_to(request.actor).filter(removed_at__isnull=True), pk=pk)
