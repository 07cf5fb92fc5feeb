"""Bringing a question sheet in: choose it, look at what was read, doubts first, answer in place, carry it in (X2)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.sheets.faults import Unreadable
from zhucun.training.question_files import bringing
from zhucun.training.question_files.forms import LineForm, SheetForm
from zhucun.training.question_files.models import QuestionFile
from zhucun.training.question_files.plan import Line, answered, counted
from zhucun.training.questions.reading import own_place
from zhucun.training.questions.rules import KEEP, LETTERS, QuestionKind
from zhucun.training.questions.wording import key_in_words, marked
from zhucun.web.drafts import OWN
from zhucun.web.forms import MOST, ActForm
from zhucun.web.page import page

PER_PAGE = 20
TABS = (("doubtful", "没把握"), ("broken", "要改了才能入库"), ("ready", "可以入库"), ("left_out", "不收"))


@page(needs=KEEP)
def files(request: HttpRequest) -> HttpResponse:
    place = _place(request)
    form = SheetForm(request.POST or None, request.FILES or None, actor=request.actor)
    if form.is_valid() and (row := _taken_up(form, place, request)):
        return redirect("training:question_files.one", pk=row.pk)
    own = QuestionFile.objects.visible_to(request.actor, OWN).order_by("-brought_at")
    waiting = [(row, counted(bringing.lines_in(row))) for row in own[:PER_PAGE]]
    return render(
        request, "training/question_files/pages/files.html", {"form": form, "place": place, "waiting": waiting}
    )


def _place(request: HttpRequest) -> Place:
    place = own_place(request.actor)
    if place is None:
        raise Http404
    return place


def _taken_up(form: SheetForm, place: Place, request: HttpRequest) -> QuestionFile | None:
    data, name = form.content()
    told = {one: form.cleaned_data[one] for one in ("topic", "difficulty", "document")}
    try:
        return bringing.take_up(data, name, place, **told, by=request.actor)
    except Unreadable as unreadable:
        form.add_error("file", unreadable.sentence)
        return None


def _own(request: HttpRequest, pk: int) -> QuestionFile:
    row = get_object_or_404(QuestionFile.objects.visible_to(request.actor, OWN).select_related("document"), pk=pk)
    if (seen := request.POST.get("seen", "")).isdecimal():
        row.version = min(int(seen), MOST)
    return row


@page(needs=KEEP)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    lines = bringing.lines_in(row)
    counts = counted(lines)
    shown = request.GET.get("view", "")
    if shown not in counts:
        shown = next((name for name, _ in TABS if counts[name]), "ready")
    found = [(at, line) for at, line in enumerate(lines) if line.state == shown]
    current = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "row": row,
        "counts": counts,
        "total": len(lines),
        "to_carry": counts["ready"] + counts["doubtful"],
        "tabs": [(name, label, counts[name], name == shown) for name, label in TABS if counts[name] or name == shown],
        "view": shown,
        "current": current,
        "lines": [_shown(at, line) for at, line in current],
        "press": ActForm(seen=row),
    }
    return render(request, "training/question_files/pages/one.html", context)


def _shown(at: int, line: Line) -> dict[str, Any]:
    return {
        "at": at,
        "line": line,
        "kind": QuestionKind(line.kind).label,
        "options": marked(line.text),
        "key": key_in_words(line.text),
        "doubts": [*line.open_doubts, *filter(None, [line.fault])],
        "is_many": line.kind == QuestionKind.MULTIPLE,
        "right": _ticked(line),
        "numbered": [(at, LETTERS[at], text) for at, text in enumerate(line.options)],
    }


def _ticked(line: Line) -> set[Any]:
    """What the sheet says, ready to be agreed to; a key that is itself doubted is ticked by whoever decides."""
    is_doubted = any(word in doubt for doubt in line.open_doubts for word in ("答案", "解析"))
    return set(line.key) if line.options and not is_doubted else set()


def _line(row: QuestionFile, at: int) -> Line:
    if at >= len(row.lines):
        raise Http404
    return bringing.lines_in(row)[at]


def _back(row: QuestionFile, view: str) -> HttpResponse:
    kept = view if view in dict(TABS) else ""
    address = reverse("training:question_files.one", args=[row.pk])
    return redirect(f"{address}?view={kept}" if kept else address)


@require_POST
@page(needs=KEEP)
def answer(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    """Ticked or typed on the page itself: the key is so, and nothing is doubtful any more."""
    row = _own(request, pk)
    line = _line(row, at)
    key = bringing.key_told(line, request.POST.getlist("key"), request.POST.get("words", ""))
    bringing.put(row, at, answered(line, key))
    return _back(row, "")


@require_POST
@page(needs=KEEP)
def leave(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    """Left out, or taken again; the same as another can be taken in by nobody."""
    row = _own(request, pk)
    line = _line(row, at)
    bringing.put(row, at, replace(line, is_left_out=not line.is_left_out))
    return _back(row, request.POST.get("view", ""))


@page(needs=KEEP)
def line(request: HttpRequest, pk: int, at: int) -> HttpResponse:
    row = _own(request, pk)
    now = _line(row, at)
    form = LineForm(request.POST or None, seen=row, actor=request.actor, initial=_initial(now))
    if form.is_valid() and form.tries(lambda: _put_right(row, at, now, form.told())):
        return _back(row, "")
    here = reverse("training:question_files.one", args=[pk])
    crumbs = [(reverse("training:question_files"), "导入题目"), (here, row.file_name)]
    context = {
        "heading": f"第 {now.number} 题" if now.number != "0" else "没有题号的一题",
        "crumbs": crumbs,
        "form": form,
    }
    question = "；".join(now.open_doubts) + "。" if now.open_doubts else "改了就算核过。"
    return render(request, "web/pages/form.html", {**context, "question": question, "cancel_url": here})


def _initial(now: Line) -> dict[str, Any]:
    options = "" if now.kind == QuestionKind.TRUE_FALSE else "\n".join(now.options)
    kept = {name: getattr(now, name) for name in ("kind", "stem", "explanation", "source")}
    return {**kept, "options": options, "key": key_in_words(now.text)}


def _put_right(row: QuestionFile, at: int, now: Line, told: dict[str, Any]) -> int:
    kept = {name: told[name] for name in ("kind", "stem", "options", "explanation", "source")}
    bringing.put(row, at, answered(replace(now, **kept, same=""), told["key"]))
    return row.pk


@require_POST
@page(needs=KEEP)
def carry_in(request: HttpRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    form = ActForm(request.POST)
    form.full_clean()
    place = get_object_or_404(Place.objects.visible_to(request.actor, KEEP), code=row.place_code, until__isnull=True)
    sent = form.cleaned_data.get("sent") or form.initial["sent"]()
    count = bringing.carry_in(row, place, sent=sent, by=request.actor)
    messages.success(request, f"入库 {count} 题。")
    if row.pk:
        messages.warning(request, f"还有 {len(row.lines)} 题要改了才能入库。")
        return redirect("training:question_files.one", pk=row.pk)
    return redirect("training:questions")


@require_POST
@page(needs=KEEP)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    _own(request, pk).delete()
    messages.success(request, "不要了，题库没有变。")
    return redirect("training:question_files")
