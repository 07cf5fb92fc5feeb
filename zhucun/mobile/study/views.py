"""学习: the page, and a test that is sat on the phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.mobile.phone import phone_page, shown
from zhucun.mobile.study.parts import Part, part, parts_for
from zhucun.training.knowledge_tests import answering
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.knowledge_tests.reading import own_seats
from zhucun.training.knowledge_tests.rules import SIT, SeatState, Way
from zhucun.training.sitting import sending
from zhucun.training.sitting.paper_page import paper_of, result_of


@phone_page(needs=SIT)
def study(request: HttpRequest) -> HttpResponse:
    return shown(request, "mobile/study/pages/study.html", {"parts": parts_for(request.actor)})


@part(10)
def tests(actor: Actor) -> Part | None:
    """Those to come and under way first, then what one has sat."""
    rows = own_seats(actor)
    to_sit = [one for one in rows if one.state in (SeatState.WAITING, SeatState.SITTING) and one.closes_at > actor.now]
    over = [one for one in rows if one.state in (SeatState.HANDED_IN, SeatState.MARKED)]
    if not to_sit and not over:
        return None
    return Part("mobile/study/pages/_tests.html", {"to_sit": to_sit, "over": over, "now": actor.now})


@phone_page(needs=SIT)
def sit(request: HttpRequest, pk: int) -> HttpResponse:
    """The beginning, the paper, or what came of it, by where the seat stands."""
    own = Seat.objects.visible_to(request.actor, SIT).select_related("test")
    row = get_object_or_404(own, pk=pk)
    here = reverse("mobile:study.sit", args=[pk])
    if request.method == "POST":
        return _posted(request, row, here)
    if row.state == SeatState.SITTING:
        context = {**paper_of(row, request.actor.now), "device": sending.new_device()}
        return shown(request, "mobile/study/pages/paper.html", context)
    if row.started_at is None and row.state == SeatState.WAITING:
        context = {"seat": row, "test": row.test, "is_on_paper": row.way == Way.PAPER}
        return shown(request, "mobile/study/pages/begin.html", {**context, "back_url": reverse("mobile:study")})
    return shown(request, "mobile/study/pages/result.html", {**result_of(row), "back_url": reverse("mobile:study")})


def _posted(request: HttpRequest, row: Seat, here: str) -> HttpResponse:
    if sending.is_script(request):
        return sending.from_script(request, row, by=request.actor, went=lambda: here)
    if row.state == SeatState.WAITING:
        answering.start(row, by=request.actor)
    else:
        sending.from_form(request, row, by=request.actor)
    return redirect(here)
