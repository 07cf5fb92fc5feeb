"""登记到课 of one township on one page, ticked from its roster; certificates of whoever stayed to the end."""

import uuid

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.once import once
from zhucun.acts.scope import within_prefixes
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.papers.certificates import write_certificates
from zhucun.training.holding.forms import TickForm
from zhucun.training.holding.papers import certificates_of
from zhucun.training.holding.sheet import sheet_of
from zhucun.training.holding.views import session_of
from zhucun.training.participants import acts as participants
from zhucun.training.participants.forms import ParticipantForm
from zhucun.training.sessions import acts as sessions
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


@page(needs=KEEP)
def newcomer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Somebody on the sign-in sheet whom no list has: onto the list, and ticked, in one."""
    session, township = session_of(request, pk, KEEP), _township(request, code)
    if not township.code.startswith(session.place_code):
        raise Http404
    form = ParticipantForm(
        request.POST or None, places=_places(township, request.actor), initial={"kind": "village_committee"}
    )
    if form.is_valid() and form.tries(lambda: _enter(form, session, by=request.actor)):
        return redirect("training:sessions.tick", pk=pk, code=code)
    back = reverse("training:sessions.tick", args=[pk, code])
    words = {
        "heading": f"登记到课：{township.name}名单上没有的人",
        "question": "记下姓名、村和职务，算来了这一期；以后从名单里点。",
        "submit_label": "登记到课",
        "cancel_url": back,
        "crumbs": [(reverse("training:sessions.one", args=[pk]), session.title), (back, "登记到课")],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


def _places(township: Place, actor: Actor) -> QuerySet[Place]:
    reach = Place.objects.visible_to(actor, KEEP).filter(until__isnull=True)
    there = reach.filter(within_prefixes("code", [township.code]))
    return there.filter(kind__in=("township", *SERVED)).select_related("parent__parent").order_by("code")


def _enter(form: ParticipantForm, session: TrainingSession, *, by: Actor) -> int:
    given = form.cleaned_data

    def work() -> int:
        one = participants.add(given["place"], **form.told(), by=by)
        return sessions.tick(session, participants=[one], by=by).pk

    return once(participants.add, work, sent=given["sent"] or uuid.uuid4(), by=by)


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
