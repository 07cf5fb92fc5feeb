"""One person's paper, for the organiser: what came of it, short answers to judge, another try."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.once import once
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import judging, rules, seats
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.reading import versions_on
from zhucun.training.knowledge_tests.rules import SeatState, TestState, Way
from zhucun.training.participants.models import Participant
from zhucun.training.sitting.paper_page import result_of
from zhucun.training.testing.forms import AgainForm, JudgeForm, LatecomersForm
from zhucun.training.testing.latecomers import people_called
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page


@page(needs=rules.HOLD)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever came without being on the list: put on it, with a paper at once where the others have theirs."""
    held = KnowledgeTest.objects.visible_to(request.actor, rules.HOLD)
    row = get_object_or_404(held, pk=pk)
    form = LatecomersForm(request.POST or None, initial={"way": Way.ONLINE})
    if form.is_valid() and form.tries(lambda: _add(form, row, request)):
        return redirect("training:tests.one", pk=pk)
    return render(request, "training/testing/pages/add.html", {"form": form, "row": row})


def _add(form: LatecomersForm, row: KnowledgeTest, request: HttpRequest) -> int:
    given, by = form.cleaned_data, request.actor

    def work() -> int:
        people = people_called(given["names"], row, by.today, by=by)
        kind = {Posting: "posting", Participant: "participant"}
        seats.seat.many([Told(row, {kind[type(one)]: one, "way": given["way"]}) for one in people], by=by)
        if row.state == TestState.READY:
            tests.draw(row, by=by)
        return row.pk

    return once(seats.seat, work, sent=given["sent"] or uuid.uuid4(), by=by)


def seat_of(request: HttpRequest, pk: int) -> Seat:
    held = Seat.objects.visible_to(request.actor, rules.HOLD)
    return get_object_or_404(held.select_related("test", "posting__cadre__person", "participant"), pk=pk)


@page(needs=rules.HOLD)
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    row = seat_of(request, pk)
    form = _judging(request, row)
    if form and form.is_bound and form.is_valid() and form.do(judging.judge, row, by=request.actor):
        return redirect("training:tests.seat", pk=pk)
    is_waiting = row.state == SeatState.WAITING
    context = {
        **result_of(row),
        "row": row,
        "form": form,
        "pressing": ActForm(seen=row),
        "is_waiting": is_waiting,
        "slip_press": ActForm(seen=row.test) if _has_slip(row) else None,
        "other_way": Way.ONLINE if row.way == Way.PAPER else Way.PAPER,
        "may_leave": is_waiting and row.test.state == TestState.PLANNED,
        "may_try_again": _may_try_again(row),
    }
    return render(request, "training/testing/pages/seat.html", context)


def _has_slip(row: Seat) -> bool:
    sits = row.participant_id and row.way == Way.ONLINE and row.state in (SeatState.WAITING, SeatState.SITTING)
    return bool(sits) and row.test.state == TestState.READY


def _judging(request: HttpRequest, row: Seat) -> JudgeForm | None:
    written = judging.answers_to_judge([row]).get(row.pk) if row.state == SeatState.HANDED_IN else None
    if not written:
        return None
    told = {"written": written, "items": row.items, "versions": versions_on([row.paper])}
    return JudgeForm(request.POST or None, seen=row, **told)


def _may_try_again(row: Seat) -> bool:
    """What the act would allow; it says why where it would not."""
    lowest = row.state == SeatState.ABSENT or row.grade == row.test.bands[-1]["label"]
    return lowest and row.attempt <= row.test.retakes and row.test.state in (TestState.READY, TestState.CLOSED)


@require_POST
@page(needs=rules.HOLD)
def change_way(request: HttpRequest, pk: int) -> HttpResponse:
    row = seat_of(request, pk)
    press(request, seats.change_way, row, way=Way.ONLINE if row.way == Way.PAPER else Way.PAPER)
    return redirect("training:tests.seat", pk=pk)


@require_POST
@page(needs=rules.HOLD)
def stay_away(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, seats.stay_away, seat_of(request, pk))
    return redirect("training:tests.seat", pk=pk)


@require_POST
@page(needs=rules.HOLD)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    row = seat_of(request, pk)
    press(request, seats.unseat, row)
    return redirect("training:tests.one", pk=row.test_id)


@page(needs=rules.HOLD)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    row = seat_of(request, pk)
    initial = {"held_on": request.actor.today, "opens": "09:00", "closes": "18:00"}
    form = AgainForm(request.POST or None, seen=row, initial=initial)
    if form.is_valid() and form.do(seats.again, row, by=request.actor):
        return redirect("training:tests.seat", pk=form.outcome)
    return render(request, "training/testing/pages/again.html", {"form": form, "row": row})
