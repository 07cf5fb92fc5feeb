"""写材料、数字校对 (N3): a text is written or brought in, its numbers are asked and marked; it goes out as a file."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.files import keeping
from zhucun.files.models import StoredFile
from zhucun.lib.dates import read_date
from zhucun.org.accounts.models import Account
from zhucun.papers.report import length_of, too_long
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import lists, looking, slots, source, taking_out, tied
from zhucun.reports.drafts.choosing import choices
from zhucun.reports.drafts.doubts import doubts_of
from zhucun.reports.drafts.forms import (
    CorrectionForm,
    DayForm,
    DismissingForm,
    DraftForm,
    FreezingForm,
    LettingForm,
    RevisingForm,
)
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.rules import WRITE
from zhucun.reports.rules import SEE
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_DOUBTS = 3
PUT_BACK = "台账里的数不能手改：写的 {wrong}，已经放回台账的数。要另写一个数，先把带线的删掉。"


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
    table = lists.DRAFTS.bind(request, own.defer("text"))
    context = {
        "form": form,
        "table": table,
        "has_any": own.exists(),
        "trying": ActForm() if actor.scope(SEE).place else None,
    }
    return render(request, "reports/drafts/pages/drafts.html", context)


@page(needs=WRITE)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    seen = looking.looked(row, request.actor)
    context = {
        "row": row,
        "seen": seen,
        "paragraphs": list(looking.paragraphs_of(seen)),
        "cards": [_with_forms(card, row) for card in seen.to_look_at],
        "coincidences": [_with_forms(card, row) for card in seen.coincidences],
        "heeding": ActForm(),
        "has_original": StoredFile.objects.of(row).exists(),
        "day": DayForm(seen=row, initial={"as_of": row.as_of}),
        "last": row.versions.order_by("-number").defer("text", "words").first(),
        "doubts": _doubts(row, seen, request.actor),
        "reports": row.reports.exclude(state="dropped").order_by("pk"),
        "removing": ActForm(seen=row),
        **_source(request, seen.read),
    }
    return render(request, "reports/drafts/pages/draft.html", context)


def _doubts(row: Draft, seen: looking.Looked, actor: Actor) -> str:
    """One line, whatever there is to say of the whole."""
    long = too_long(length_of(seen.read.text)) if row.kind else ""
    return "".join([*doubts_of(row, seen.read.text, actor)[:MOST_DOUBTS], long])


def _with_forms(card: looking.Card, row: Draft) -> dict[str, Any]:
    fix = CorrectionForm.of(card.fix, card.was, row)
    return {"card": card, "fix": fix, "dismissing": DismissingForm(seen=row, initial={"says": card.says})}


@page(needs=WRITE)
def source_of(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel alone, for a number that was pressed."""
    row = own_draft(request, pk)
    return render(request, "reports/drafts/pages/_source.html", _source(request, tied.told(row, request.actor)))


def _source(request: HttpRequest, read: tied.Told) -> dict[str, Any]:
    found = source.source_of(read, request.GET.dict(), request.actor)
    if found is None:
        return {"row": read.draft, "source": None}
    number = found.tied.number if found.tied else None
    return {
        "row": read.draft,
        "source": found,
        "tying": CorrectionForm.of(found.tie, found.words, read.draft),
        "freezing": FreezingForm(seen=number, initial={"on": found.tied.question.as_of}) if found.tied else None,
        "thawing": ActForm(seen=number) if number else None,
    }


@page(needs=WRITE)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """`find` and `insert` are how a number is put in where there is no script; neither saves anything."""
    row = own_draft(request, pk)
    read = tied.told(row, request.actor)
    initial = {"title": row.title, "text": read.edited, "as_of": row.as_of}
    found = None
    if "find" in request.POST or "insert" in request.POST:
        form = RevisingForm(seen=row, initial=_typed(request, initial))
        found = choices(request.actor, request.POST.get("q", ""), row.as_of) if "find" in request.POST else None
    else:
        form = RevisingForm(request.POST or None, seen=row, initial=initial)
        if form.is_valid() and form.do(drafting.revise, row, by=request.actor):
            _say_what_was_put_back(request, form.cleaned_data["text"], read)
            offer_earlier(request, row)
            return redirect("reports:drafts.one", pk=pk)
    context = {"row": row, "form": form, "choices": found, "q": request.POST.get("q", "")}
    return render(request, "reports/drafts/pages/revise.html", context)


def _typed(request: HttpRequest, initial: dict[str, Any]) -> dict[str, Any]:
    """What stands in the form, with the chosen number at the first # or behind everything."""
    typed = {name: request.POST.get(name, value) for name, value in initial.items()}
    if slot := request.POST.get("insert", ""):
        before, sign, behind = typed["text"].partition("#")
        typed["text"] = f"{before}{slot}{behind}" if sign else f"{typed['text'].rstrip()}{slot}"
    return typed


def _say_what_was_put_back(request: HttpRequest, text: str, read: tied.Told) -> None:
    changed = slots.typed_over(text, read.words)
    if changed:
        wrong = "、".join(f"“{words}”" for words, _ in changed[:3])
        messages.warning(request, PUT_BACK.format(wrong=wrong))


def offer_earlier(request: HttpRequest, row: Draft, text: str = "已存") -> None:
    """撤回 goes back to the version before the last."""
    numbers = list(row.versions.order_by("-number").values_list("number", flat=True)[:2])
    if len(numbers) == 2:
        offer(request, drafting.correct, row.pk, text=text, number=numbers[1])


@page(needs=WRITE)
def numbers(request: HttpRequest) -> HttpResponse:
    """What # finds while one writes."""
    found = choices(request.actor, request.GET.get("q", ""), _day(request.GET.get("as_of", ""), request.actor))
    return render(request, "reports/drafts/pages/_choices.html", {"choices": found})


def _day(text: str, actor: Actor) -> date:
    try:
        return min(read_date(text).value, actor.today)
    except ValueError:
        return actor.today


@page(needs=WRITE)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """导出前必过: what still contradicts is said first; it goes out all the same with a reason, which is noted."""
    row = own_draft(request, pk)
    seen = looking.looked(row, request.actor)
    original = StoredFile.objects.of(row).first() if "copy" in request.GET else None
    form = LettingForm(request.POST or None, seen=row)
    if not seen.wrong or form.is_valid():
        return _file(request, seen.read, original, form.cleaned_data["reason"] if seen.wrong else "")
    context = {"row": row, "wrong": seen.wrong, "form": form}
    return render(request, "reports/drafts/pages/export.html", context)


def _file(request: HttpRequest, read: tied.Told, original: StoredFile | None, reason: str) -> HttpResponse:
    title = read.draft.title
    if original is None:
        return paper_of(
            request.actor, title, title, lambda: taking_out.written(read, is_demo=request.actor.is_demo), reason=reason
        )
    content = keeping.looked_at(original, by=request.actor)
    name = f"{title}（数字校对）"
    return paper_of(
        request.actor, title, name, lambda: taking_out.copied(read, content, request.actor.now), reason=reason
    )


def own_draft(request: HttpRequest, pk: int) -> Draft:
    return get_object_or_404(Draft.objects.visible_to(request.actor).filter(removed_at__isnull=True), pk=pk)


def page_of(row: Draft) -> str:
    return reverse("reports:drafts.one", args=[row.pk])
