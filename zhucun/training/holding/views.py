"""X1 培训班: the sessions with the figures of the year, one session, announcing, correcting, calling it off."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.lib.figure import Question
from zhucun.org.places.models import CountyOffice, Place
from zhucun.policy import in_force as policy
from zhucun.training.cases.reading import used_in
from zhucun.training.cases.rules import SEE as SEE_CASES
from zhucun.training.holding import lists
from zhucun.training.holding.forms import ReasonForm, SessionForm, now_of
from zhucun.training.holding.sheet import by_township
from zhucun.training.lacking.reading import Wanted
from zhucun.training.materials.reading import materials_of
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import COUNTY_DIGITS, KEEP, SEE
from zhucun.web.forms import ActForm, press
from zhucun.web.measures import Measures
from zhucun.web.page import page
from zhucun.web.undo import offer

FIGURES = ("sessions_online", "sessions_offline", "attendances", "people", "meetings", "meeting_attendances")
LACKING = ("without_pre_post", "pre_post_overdue", "without_course", "too_few_days")


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = lists.sessions_table(request).bind(request, lists.sessions_for(request))
    context = {"table": table, "figures": _figures(actor), "may_keep": actor.may(KEEP), "year": actor.today.year}
    return render(request, "training/holding/pages/list.html", context)


def _figures(actor: Actor) -> dict[str, Any] | None:
    """Of the year so far, for whoever has a territory; sessions and meetings stand apart (R-TRN-08)."""
    reach = actor.scope(SEE).place
    if not reach:
        return None
    today = actor.today
    year = date(today.year, 1, 1)
    asked = Measures([f"training.{name}" for name in (*FIGURES, *LACKING)], Question(actor, reach[0], today, year))
    return {name: asked.figure(f"training.{name}") for name in (*FIGURES, *LACKING)}


@page(needs=SEE)
def lacking(request: HttpRequest) -> HttpResponse:
    wanted = Wanted(policy.of(request.actor).training, request.actor.today)
    table = lists.lacking_table(request, wanted).bind(request, lists.lacking_for(request))
    return render(request, "training/holding/pages/lacking.html", {"table": table})


def session_of(request: HttpRequest, pk: int, needs: str = SEE) -> TrainingSession:
    seen = TrainingSession.objects.visible_to(request.actor, needs).select_related("place")
    return get_object_or_404(seen, pk=pk)


def is_own(session: TrainingSession, actor: Actor) -> bool:
    return actor.scope(KEEP).covers_place(session.place_code)


@page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    session, actor = session_of(request, pk), request.actor
    townships = by_township(session, actor) if actor.scope(SEE).place else []
    table = lists.attendances_table(session, request).bind(request, lists.attendances_for(session, request))
    count = table.paginator.count if not table.is_narrowed else session.attendances.count()
    context = {
        "session": session,
        "stage": lists.state_words(session, actor.today, count),
        "speakers": list(session.speakers.all()),
        "case_uses": used_in(session) if actor.may(SEE_CASES) else [],
        "townships": townships,
        "materials": materials_of([session]).get(pk, []),
        "table": table,
        "is_own": is_own(session, actor),
        "may_tick": actor.may(KEEP) and not session.called_off_because and session.since <= actor.today,
        "pressing": ActForm(),
        "taking_up": ActForm(seen=session) if session.called_off_because else None,
    }
    return render(request, "training/holding/pages/one.html", context)


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    place = _own_place(request.actor)
    asked = {name: request.GET.get(name, "") for name in ("theme", "kind")}  # what a test or a case leads to
    form = SessionForm(request.POST or None, initial={"organiser": _organiser(place), **asked})
    if form.is_valid() and form.do(sessions.announce, place, by=request.actor):
        return redirect("training:sessions.one", pk=form.outcome)
    return _form(
        request, form, "登记培训班", "县里、乡镇办的，一期一条；期数自己往下排。", "登记", reverse("training:sessions")
    )


def _own_place(actor: Actor) -> Place:
    reach = Place.objects.visible_to(actor, KEEP).filter(code__in=actor.scope(KEEP).place, until__isnull=True)
    place = reach.order_by("code").first()
    if place is None:
        raise OutOfReach()
    return place


def _organiser(place: Place) -> str:
    if len(place.code) > COUNTY_DIGITS:
        return f"{place.name}党委"
    office = CountyOffice.objects.filter(county=place).first()
    return office.name if office else place.name


@page(needs=KEEP)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk, KEEP)
    form = SessionForm(request.POST or None, seen=session, initial=now_of(session))
    if form.is_valid() and form.do(sessions.correct, session, by=request.actor):
        return redirect("training:sessions.one", pk=pk)
    return _form(request, form, f"更正：{session.title}", f"{session.numbered}。", "存下", _url(session), session)


@page(needs=KEEP)
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_of(request, pk, KEEP)
    form = ReasonForm(request.POST or None, seen=session)
    if form.is_valid() and form.do(sessions.call_off, session, by=request.actor):
        offer(request, sessions.call_off, pk, text="记下不办了")
        return redirect("training:sessions.one", pk=pk)
    question = "还没有人来过的才能不办；来过人的，更正日期就行。"
    return _form(request, form, f"不办了：{session.title}", question, "不办了", _url(session), session)


@require_POST
@page(needs=KEEP)
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, sessions.take_up, session_of(request, pk, KEEP))
    return redirect("training:sessions.one", pk=pk)


def _url(session: TrainingSession) -> str:
    return reverse("training:sessions.one", args=[session.pk])


def _form(
    request: HttpRequest,
    form: ActForm,
    heading: str,
    question: str,
    verb: str,
    back: str,
    session: TrainingSession | None = None,
) -> HttpResponse:
    crumbs = [(reverse("training:sessions"), "培训班"), *([(back, session.title)] if session else [])]
    words = {"heading": heading, "question": question, "submit_label": verb, "cancel_url": back, "crumbs": crumbs}
    words["cancel_label"] = "先不登记" if session is None else "先不改"
    return render(request, "web/pages/form.html", {"form": form, **words})
