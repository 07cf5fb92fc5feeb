"""题库 (X2): the list, one question with its versions, adding and changing one, putting it out of use."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.training.questions import acts as questions
from zhucun.training.questions import exporting, reading, rules
from zhucun.training.questions.forms import QuestionForm, RetireForm, initial_of
from zhucun.training.questions.lists import QUESTIONS, source_of
from zhucun.training.questions.models import Question, QuestionVersion
from zhucun.training.questions.rules import QuestionState
from zhucun.training.questions.wording import key_in_words, marked
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer

FORM = "web/pages/form.html"
CRUMBS = [("/training/questions/", "题库")]


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = QUESTIONS.bind(request, reading.bank_of(request.actor))
    context = {
        "table": table,
        "may_keep": request.actor.may(rules.KEEP),
        "forms": [(label, form) for form, (label, _, _) in exporting.FORMS.items()],
        "query": request.GET.urlencode(),
        "may_export": request.actor.may(QUESTIONS.export_needs),
    }
    return render(request, "training/questions/pages/list.html", context)


@page(needs=rules.SEE)
def export(request: HttpRequest, form: str) -> HttpResponse:
    if form not in exporting.FORMS:
        raise Http404
    return exporting.file_as(request, form, QUESTIONS.bind(request, reading.bank_of(request.actor)))


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Question.objects.readable_by(request.actor), pk=pk)
    versions = list(row.versions.select_related("document").order_by("-number"))
    current = next(version for version in versions if version.is_current)
    keeps = request.actor.may(rules.KEEP) and request.actor.scope(rules.KEEP).covers_place(row.place_code)
    context = {
        "row": row,
        "version": current,
        "options": marked(current.text),
        "key": key_in_words(current.text),
        "source": source_of(current),
        "source_url": reading.clause_url(current),
        "earlier": [(version, key_in_words(version.text)) for version in versions if version is not current],
        "may_keep": keeps,
        "settling": ActForm(seen=row) if keeps and row.state == QuestionState.DOUBTFUL and current.key else None,
        "restoring": ActForm(seen=row) if keeps and row.state == QuestionState.RETIRED else None,
        "history": history_of(row) if keeps else [],
    }
    return render(request, "training/questions/pages/one.html", context)


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    place = reading.own_place(request.actor)
    if place is None:
        raise Http404
    form = QuestionForm(request.POST or None, actor=request.actor)
    if form.is_valid() and form.do(questions.add, place, by=request.actor):
        return redirect("training:questions.one", pk=form.outcome)
    context = {"heading": "加一题", "question": f"放进{place.name}的题库。", "crumbs": CRUMBS, "form": form}
    return render(request, FORM, {**context, "submit_label": "入库", "cancel_url": "/training/questions/"})


def _kept(request: HttpRequest, pk: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.actor, rules.KEEP), pk=pk)


@page(needs=rules.KEEP)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    version = QuestionVersion.objects.select_related("question", "document").get(question=row, is_current=True)
    form = QuestionForm(request.POST or None, seen=row, actor=request.actor, initial=initial_of(version))
    if form.is_valid() and form.do(questions.revise, row, by=request.actor):
        return redirect("training:questions.one", pk=pk)
    used = f"第 {version.number} 版组过卷，改了是第 {version.number + 1} 版，原来的卷子不变。"
    context = {"heading": "改题目", "question": used if version.first_used_on else "还没有组过卷，直接改。"}
    crumbs = [*CRUMBS, (f"/training/questions/{pk}/", "这道题")]
    return render(
        request, FORM, {**context, "crumbs": crumbs, "form": form, "cancel_url": f"/training/questions/{pk}/"}
    )


@page(needs=rules.KEEP)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    row = _kept(request, pk)
    form = RetireForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(questions.retire, row, by=request.actor):
        offer(request, questions.retire, pk, text="已停用")
        return redirect("training:questions.one", pk=pk)
    context = {"heading": "停用这道题", "question": "以后组卷不再用它；用过它的卷子不变，随时能恢复。", "form": form}
    crumbs = [*CRUMBS, (f"/training/questions/{pk}/", "这道题")]
    more = {
        "crumbs": crumbs,
        "submit_label": "停用",
        "cancel_url": f"/training/questions/{pk}/",
        "cancel_label": "先不停",
    }
    return render(request, FORM, {**context, **more})


@require_POST
@page(needs=rules.KEEP)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, questions.settle, _kept(request, pk))
    return redirect("training:questions.one", pk=pk)


@require_POST
@page(needs=rules.KEEP)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, questions.restore, _kept(request, pk))
    return redirect("training:questions.one", pk=pk)
