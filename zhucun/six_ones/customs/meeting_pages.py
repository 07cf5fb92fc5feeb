"""One monthly meeting: what it asked about, what it decided, its minutes; and all that meetings decided, as a list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.records.notes.rules import WRITE_VILLAGE
from zhucun.six_ones.customs import forms, lists, reading
from zhucun.six_ones.customs import meeting_acts as monthly
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.rules import FLOW, KEEP, SEE, State
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

# verb → act, form, label, question
STEPS: dict[str, tuple[Act, type[ActForm], str, str]] = {
    "finish": (monthly.finish, forms.FinishForm, "办结", "办好了，哪天、办成什么样。"),
    "drop": (monthly.drop, forms.DropForm, "不办了", "写清为什么，下次会上照这样说。"),
    "reopen": (monthly.reopen, ActForm, "接着办", "没办好、又要办的。"),
    "correct": (monthly.correct, forms.CorrectForm, "改议题", "记错了的改过来。"),
    "withdraw": (monthly.withdraw, ActForm, "撤回", "登记错了的。不再算数，留底。"),
}


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    """A village's monthly meeting within reach."""
    found = reading.monthly_meetings(request.actor)
    return get_object_or_404(found.prefetch_related("purposes", "sign_ins__cadre__person"), pk=pk)


@page(needs=SEE)
def items(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = lists.items(MonthlyItem.objects.visible_to(actor), actor.today)
    table = lists.items_table(request).bind(request, rows)
    return render(request, "six_ones/customs/pages/items.html", {"table": table})


@page(needs=SEE)
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    actor, row = request.actor, meeting_of(request, pk)
    place = row.record.place
    may = actor.may(KEEP) and reading.villages_seen(actor, KEEP).filter(code=row.place_code).exists()
    decided = row.monthly_items.standing().order_by("pk").prefetch_related("follow_ups")
    context = {
        "row": row,
        "place": place,
        "present": _present(row),
        "asked": reading.asked_at(row, row.place_code),
        "decided": [(one, lists.stage_of(one, actor.today), _buttons(one, actor) if may else []) for one in decided],
        "answering": forms.AnswerForm() if may else None,
        "may": may,
        "sees_record": actor.may("record.see"),
    }
    return render(request, "six_ones/customs/pages/meeting.html", context)


def _present(row: Meeting) -> list[str]:
    told = row.sign_ins.all()
    return [
        one.cadre.person.name if one.cadre else f"{one.name}{f'（{one.capacity}）' if one.capacity else ''}"
        for one in told
    ]


def _buttons(item: MonthlyItem, actor: Actor) -> list[tuple[str, str]]:
    possible = set(FLOW.possible(item, actor)) | ({"correct"} if item.state == State.OPEN else set())
    return [
        (label, reverse("six_ones:customs.step", args=[item.pk, verb]))
        for verb, (_, _, label, _) in STEPS.items()
        if verb in possible
    ]


@page(needs=WRITE_VILLAGE)
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """A monthly meeting of a village in which no team is."""
    place = get_object_or_404(reading.villages_seen(request.actor, WRITE_VILLAGE), code=code)
    form = forms.HoldForm(request.POST or None, initial={"happened_on": request.actor.today})
    if form.is_valid() and form.do(work.write_in_village, place, by=request.actor, told=form.told()):
        offer(request, work.write_in_village, form.outcome, text="记下了")
        held = Meeting.objects.filter(record=form.outcome).values_list("pk", flat=True).first()
        return redirect("six_ones:customs.meeting", pk=held)
    context = {"form": form, "place": place, "heading": "记一次月列会", "submit_label": "记下"}
    return render(request, "six_ones/customs/pages/asked.html", context)


@page(needs=KEEP)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    row = meeting_of(request, pk)
    form = forms.ItemForm(request.POST or None)
    if form.is_valid() and form.do(monthly.decide, row, by=request.actor):
        offer(request, monthly.decide, form.outcome, text="登记了")
        return redirect("six_ones:customs.meeting", pk=pk)
    context = {"form": form, "row": row, "heading": "登记一个议题", "submit_label": "登记"}
    return render(request, "six_ones/customs/pages/step.html", context)


@page(needs=KEEP)
def ask(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """The answer about something decided before, at this meeting."""
    row = meeting_of(request, pk)
    about = get_object_or_404(MonthlyItem.objects.visible_to(request.actor, KEEP), pk=item)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid():
        told: dict[str, Any] = {**form.told(), "meeting": row}
        if form.do(monthly.ask_about, about, by=request.actor, told=told):
            return redirect("six_ones:customs.meeting", pk=pk)
    context = {"form": form, "row": row, "heading": f"“{about}”怎么样了", "submit_label": "记下"}
    return render(request, "six_ones/customs/pages/step.html", context)


@page(needs=KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, label, question = STEPS[verb]
    seen = MonthlyItem.objects.visible_to(request.actor, KEEP).select_related("place", "meeting__record")
    item = get_object_or_404(seen, pk=pk)
    initial = {"on": request.actor.today, "text": item.item, "decision": item.decision}
    form = form_class(request.POST or None, seen=item, initial={**initial, "owner": item.owner, "due_on": item.due_on})
    if form.is_valid() and form.do(act, item, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:customs.meeting", pk=item.meeting_id)
    context = {
        "form": form,
        "row": item.meeting,
        "heading": label,
        "submit_label": label,
        "question": f"“{item}”。{question}",
    }
    return render(request, "six_ones/customs/pages/step.html", context)
