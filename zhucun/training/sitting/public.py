"""The pages without an account: the square leads to the list of names, one's own name to the slip, the slip to the
paper. The slip is the proof; who holds none sees names and villages alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.accounts.actors import office_of
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import answering
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.reading import window_words
from zhucun.training.knowledge_tests.rules import SeatState, TestState, Way
from zhucun.training.sitting import sending, slips
from zhucun.training.sitting.paper_page import paper_of, result_of

COUNTY_DIGITS = 6
View = Callable[..., HttpResponse]


def open_page(view: View) -> View:
    """No log-in; a refusal is a page with its sentence, and nothing of it is kept by the browser."""

    @wraps(view)
    def shown(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        test = KnowledgeTest.objects.filter(token=token, state__in=[TestState.READY, TestState.CLOSED]).first()
        if test is None:
            raise Http404
        try:
            answer = view(request, test, *args, **kwargs)
        except Refused as refusal:
            answer = render(request, "training/sitting/pages/said.html", {"test": test, "sentence": refusal.sentence})
        answer["Cache-Control"] = "no-store"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return require_http_methods(["GET", "HEAD", "POST"])(shown)


def sitter(seat: Seat) -> Actor:
    """Whoever holds the slip acts in their own name, for this seat's county."""
    county = seat.test.place_code[:COUNTY_DIGITS]
    return Actor.system(seat.name, reach=county, now=office_of(county).now, door="slip")


def _seats(test: KnowledgeTest) -> Any:
    """Of those without an account who sit on a phone."""
    return test.seats.filter(participant__isnull=False, way=Way.ONLINE).select_related("test")


@open_page
def names(request: HttpRequest, test: KnowledgeTest) -> HttpResponse:
    rows = list(_seats(test).filter(state__in=[SeatState.WAITING, SeatState.SITTING]).order_by("place_code", "number"))
    codes = {row.place_code for row in rows}
    places = dict(Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", "name"))
    groups: dict[str, list[Seat]] = {}
    for row in rows:
        groups.setdefault(places.get(row.place_code, ""), []).append(row)
    context = {"test": test, "window": window_words(test), "groups": list(groups.items())}
    return render(request, "training/sitting/pages/names.html", context)


def _seat(test: KnowledgeTest, pk: int) -> Seat:
    row = _seats(test).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@open_page
def slip(request: HttpRequest, test: KnowledgeTest, pk: int) -> HttpResponse:
    row = _seat(test, pk)
    paper = reverse("training:sit.paper", args=[test.token, pk])
    if slips.is_let_in(request, row):
        return redirect(paper)
    tip = ""
    if request.method == "POST":
        try:
            slips.must_be_the_slip(row, request.POST.get("code", "").strip())
            return slips.let_in(request, redirect(paper), row)
        except Refused as refusal:
            tip = refusal.sentence
    return render(request, "training/sitting/pages/slip.html", {"test": test, "seat": row, "tip": tip})


@open_page
def paper(request: HttpRequest, test: KnowledgeTest, pk: int) -> HttpResponse:
    """The beginning, the paper, or what came of it, by where the seat stands."""
    row = _seat(test, pk)
    if not slips.is_let_in(request, row):
        return redirect("training:sit.slip", test.token, pk)
    by = sitter(row)
    here = reverse("training:sit.paper", args=[test.token, pk])
    if request.method == "POST":
        return _posted(request, row, by, here)
    if row.state == SeatState.SITTING:
        context = {**paper_of(row, by.now), "device": sending.new_device()}
        return render(request, "training/sitting/pages/paper.html", context)
    if row.started_at is None:
        return render(request, "training/sitting/pages/begin.html", {"seat": row, "test": test})
    return render(request, "training/sitting/pages/result.html", result_of(row))


def _posted(request: HttpRequest, row: Seat, by: Actor, here: str) -> HttpResponse:
    if sending.is_script(request):
        return sending.from_script(request, row, by=by, went=lambda: here)
    if row.state == SeatState.WAITING:
        answering.start(row, by=by)
    else:
        sending.from_form(request, row, by=by)
    return redirect(here)
