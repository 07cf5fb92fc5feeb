"""登记到课 of one township on one page, ticked from its roster; certificates of whoever stayed to the end."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.org.places.models import Place
from zhucun.papers.certificates import write_certificates
from zhucun.training.holding.forms import TickForm
from zhucun.training.holding.papers import certificates_of
from zhucun.training.holding.sheet import sheet_of
from zhucun.training.holding.views import session_of
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import KEEP, SEE
from zhucun.web.exporting import paper_of
from zhucun.web.page import page


@page(needs=KEEP)
def tick(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    session, township = session_of(request, pk, KEEP), _township(request, code)
    if not township.code.startswith(session.place_code):
        raise Http404
    sheet = sheet_of(session, township.code, request.actor)
    form = TickForm(request.POST or None, sheet=sheet)
    if form.is_valid() and form.enter(session, by=request.actor):
        return redirect("training:sessions.one", pk=pk)
    context = {
        "session": session,
        "township": township,
        "form": form,
        "groups": list(sheet.groups.items()),
        "came": sum(one.came for one in sheet.people),
        "of": len(sheet.people),
        "nobody": {"text": f"开班时{township.name}没有可以登记的人。", "icon": "users"},
    }
    return render(request, "training/holding/pages/tick.html", context)


def _township(request: HttpRequest, code: str) -> Place:
    reach = Place.objects.visible_to(request.actor, KEEP).filter(kind="township", until__isnull=True)
    return get_object_or_404(reach, code=code)


def _completed(request: HttpRequest, **narrowed: object) -> list[SessionAttendance]:
    rows = SessionAttendance.objects.visible_to(request.actor).filter(is_completed=True, **narrowed)
    loaded = rows.select_related("session", "posting__cadre__person", "posting__sending_unit", "participant__place")
    return list(loaded.in_order_of_places().order_by("township_position", "place_code", "pk"))


@page(needs=SEE)
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One, to look at and print."""
    rows = _completed(request, pk=pk)
    if not rows:
        raise Http404
    paper = certificates_of(rows, is_demo=request.actor.is_demo)[0]
    return render(request, "training/holding/pages/certificate.html", {"row": rows[0], "paper": paper})


@page(needs=SEE)
def certificate_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    rows = _completed(request, pk=pk)
    if not rows:
        raise Http404
    return _word(request, rows, rows[0].session, f"{rows[0].session.title}结业证书 {rows[0].name}")


@page(needs=SEE)
def certificates_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a session that the reader reaches, a page each."""
    session = session_of(request, pk)
    return _word(request, _completed(request, session=session), session, f"{session.title}结业证书")


def _word(request: HttpRequest, rows: list[SessionAttendance], session: TrainingSession, name: str) -> HttpResponse:
    papers = certificates_of(rows, is_demo=request.actor.is_demo)
    return paper_of(request.actor, f"{session.title}结业证书", name, lambda: write_certificates(papers))
