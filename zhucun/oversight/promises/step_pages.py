"""One step of one promise: said to be done, accepted, returned, moved, dropped; which records speak for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises import rules
from zhucun.oversight.promises.forms import AcceptForm, BackUpForm, DoneForm, MoveForm, ReasonForm
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.reading import offered
from zhucun.records.notes.models import WorkRecord
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer


@dataclass(frozen=True)
class Step:
    """An act with its form, its words and what the form begins with."""

    act: Act
    form: type[ActForm]
    title: str
    verb: str
    question: str = ""
    initial: Callable[[TaskPromise, Actor], dict[str, Any]] = field(default=lambda promise, actor: {})


def _today(promise: TaskPromise, actor: Actor) -> dict[str, Any]:
    return {"on": actor.today}


STEPS = {
    "done": Step(promises.done, DoneForm, "这一件办成了", "办成了", "说好的一方看过才算。", _today),
    "not_yet": Step(promises.not_yet, ActForm, "还没办成", "还没办成", "收回说过的“办成了”。"),
    "accept": Step(promises.accept, AcceptForm, "验收", "验收", "去看过、问过，再按。"),
    "return_for_more": Step(promises.return_for_more, ReasonForm, "退回再办", "退回再办", "写清差在哪里。"),
    "move": Step(promises.move_day, MoveForm, "改期限", "改期限", "张榜的也跟着改，理由写在旁边。"),
    "drop": Step(promises.drop, ReasonForm, "不办了", "不办了", "理由村里看得到。"),
}


def promise_of(request: HttpRequest, pk: int, needs: Permission | None = None) -> TaskPromise:
    rows = TaskPromise.objects.visible_to(request.actor, needs).select_related("of_list__team")
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb == "back_up":
        return _back_up(request, pk)
    if verb not in STEPS:
        raise Http404
    told = STEPS[verb]
    request.actor.must(told.act.needs)
    promise = promise_of(request, pk, told.act.needs)
    form = told.form(request.POST or None, seen=promise, initial=told.initial(promise, request.actor))
    if form.is_valid() and form.do(told.act, promise, by=request.actor):
        if told.act.undo:
            offer(request, told.act, pk, text="记下了")
        return redirect("oversight:promises.one", pk=promise.of_list_id)
    context = {"form": form, "row": promise.of_list, "promise": promise}
    words = {"title": told.title, "question": told.question, "verb": told.verb}
    return render(request, "oversight/promises/pages/step.html", {**context, **words})


def _back_up(request: HttpRequest, pk: int) -> HttpResponse:
    request.actor.must(rules.WRITE)
    promise = promise_of(request, pk, rules.WRITE)
    records = {str(one.pk): one for one in offered(promise, request.actor)}
    form = BackUpForm(request.POST or None, seen=promise, records=list(records.values()))
    if form.is_valid():
        chosen = [records[key] for key in form.cleaned_data["records"]]
        if form.tries(lambda: _hold(promise, chosen, request.actor)):
            return redirect("oversight:promises.one", pk=promise.of_list_id)
    context = {"form": form, "row": promise.of_list, "promise": promise, "is_empty": not records}
    words = {"title": "勾出算进去的记录", "question": "记过一笔的，勾上就是进展，不用再写。", "verb": "算进去"}
    return render(request, "oversight/promises/pages/step.html", {**context, **words})


def _hold(promise: TaskPromise, chosen: list[WorkRecord], by: Actor) -> None:
    for record in chosen:
        promises.back_up(promise, record=record, by=by)
        promise.refresh_from_db()
