"""The list of tests, planning one, the test with who sits it, and what is pressed there."""

import uuid
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.once import once
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import rules, seats
from zhucun.training.knowledge_tests.models import KnowledgeTest, SavedAnswer, Seat
from zhucun.training.knowledge_tests.reading import may_look_on, window_words
from zhucun.training.knowledge_tests.rules import OVER, TEST_FLOW, SeatState, TestState, Way
from zhucun.training.testing import choosing, lists
from zhucun.training.testing.forms import CancelForm, PlanForm
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

OPENS, CLOSES = "09:00", "18:00"


def _named(rows: QuerySet) -> QuerySet:
    """Adds what the place is called."""
    place = Place.objects.filter(code=OuterRef("place_code"), until__isnull=True).order_by().values("name")[:1]
    return rows.annotate(place_name=Subquery(place))


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = _named(KnowledgeTest.objects.visible_to(request.actor)).annotate(
        people=Count("seats", filter=Q(seats__attempt=1)),
        sat=Count("seats", filter=Q(seats__attempt=1, seats__state__in=OVER)),
    )
    context = {"table": lists.tests_table().bind(request, rows), "may_hold": request.actor.may(rules.HOLD)}
    return render(request, "training/testing/pages/list.html", context)


@page(needs=rules.HOLD)
def new(request: HttpRequest) -> HttpResponse:
    """J7: the blueprint of last time, the day, who; nothing has to be typed."""
    actor, place = request.actor, choosing.seat_of(request.actor)
    blueprints, townships = choosing.blueprints_for(actor), choosing.townships_in(actor, place)
    if not blueprints:
        return redirect("training:tests.blueprint.new")
    form = PlanForm(
        request.POST or None, blueprints=blueprints, townships=townships, initial=_usual(request, blueprints)
    )
    if form.is_valid() and form.tries(lambda: _plan(form, place, request)):
        return redirect("training:tests.one", pk=form.outcome)
    context = {"form": form, "place": place, "blueprint": blueprints[0]}
    return render(request, "training/testing/pages/new.html", context)


def _usual(request: HttpRequest, blueprints: list[Any]) -> dict[str, Any]:
    day = request.actor.today
    return {
        "title": choosing.usual_title(day),
        "blueprint": request.GET.get("blueprint") or blueprints[0].pk,
        "held_on": day,
        "opens": OPENS,
        "closes": CLOSES,
        "minutes": policy.of(request.actor).testing.minutes,
        "members": Way.ONLINE,
        "cadres": Way.ONLINE,
    }


def _plan(form: PlanForm, place: Place, request: HttpRequest) -> int:
    """The test and its list in one: neither without the other."""

    def work() -> int:
        row = tests.plan(place, **form.told(), by=request.actor)
        calls = _calls(row, form.cleaned_data, place, request)
        if not calls:
            raise Refused("这里没有要参加的人。")
        seats.seat.many(calls, by=request.actor)
        return row.pk

    return once(tests.plan, work, sent=form.cleaned_data["sent"] or uuid.uuid4(), by=request.actor)


def _calls(row: KnowledgeTest, given: dict[str, Any], place: Place, request: HttpRequest) -> list[Told]:
    codes, actor = given.get("townships") or [place.code], request.actor
    members = choosing.members_in(actor, codes, given["held_on"]) if given["members"] else []
    cadres = choosing.participants_in(actor, codes) if given["cadres"] else []
    told = [(one.place_code, {"posting": one, "way": given["members"]}) for one in members]
    told += [(one.place_code, {"participant": one, "way": given["cadres"]}) for one in cadres]
    return [Told(row, each) for _, each in sorted(told, key=lambda one: one[0])]


def held_test(request: HttpRequest, pk: int, needs: str | None = None) -> KnowledgeTest:
    return get_object_or_404(KnowledgeTest.objects.visible_to(request.actor, needs), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = held_test(request, pk)
    holds, looks_on = row.is_held_by(request.actor), may_look_on(row, request.actor)
    late = SavedAnswer.objects.filter(seat=OuterRef("pk"), is_late=True, counts=True)
    seen = Seat.objects.visible_to(request.actor).filter(test=row).told_to(request.actor).select_related("participant")
    rows = _named(seen).annotate(late=Exists(late)).in_order_of_places()
    townships = _townships(seen)
    context = {
        "row": row,
        "holds": holds,
        "looks_on": looks_on,
        "window": window_words(row),
        "mark": lists.MARKS[row.state],
        "table": lists.seats_table(
            shows_results=holds, is_cancelled=row.state == TestState.CANCELLED, townships=townships
        ).bind(request, rows),
        "verbs": TEST_FLOW.possible(row, request.actor) if holds else [],
        "counts": _counts(row) if holds or looks_on else {},
        "is_over": row.closes_at <= request.actor.now,
        "pressing": ActForm(seen=row),
        **(_before_papers(row, request) if holds and row.state == TestState.PLANNED else {}),
    }
    return render(request, "training/testing/pages/one.html", context)


def _before_papers(row: KnowledgeTest, request: HttpRequest) -> dict[str, Any]:
    """What stands in the way of drawing, and where it is put right."""
    lacking, blueprint = tests.lacking_for(row), row.blueprint
    mine = blueprint and blueprint.is_kept and request.actor.scope(rules.HOLD).covers_place(blueprint.place_code)
    return {
        "lacking": rules.say_lacking(lacking) if lacking else "",
        "was_changed": blueprint is not None and blueprint.lines != row.lines,
        "blueprint_url": f"{reverse('training:tests.blueprint', args=[blueprint.pk])}?test={row.pk}" if mine else "",
    }


def _townships(seen: QuerySet) -> list[tuple[str, str]]:
    codes = {code[:9] for code in seen.order_by().values_list("place_code", flat=True).distinct()}
    named = Place.objects.filter(code__in=codes, until__isnull=True).order_by("position", "code")
    return list(named.values_list("code", "name"))


def _counts(row: KnowledgeTest) -> dict[str, int]:
    """What waits for whom, in one query."""
    waiting = Q(state=SeatState.WAITING)
    return row.seats.aggregate(
        without_paper=Count("pk", filter=waiting & Q(paper=[])),
        on_paper=Count("pk", filter=Q(way=Way.PAPER)),
        to_enter=Count("pk", filter=waiting & Q(way=Way.PAPER) & ~Q(paper=[])),
        by_slip=Count("pk", filter=waiting & Q(way=Way.ONLINE, participant__isnull=False)),
        to_judge=Count("pk", filter=Q(state=SeatState.HANDED_IN)),
        sat=Count("pk", filter=Q(state__in=OVER)),
    )


@require_POST
@page(needs=rules.HOLD)
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tests.draw, held_test(request, pk, rules.HOLD))
    return redirect("training:tests.one", pk=pk)


@require_POST
@page(needs=rules.HOLD)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tests.follow_blueprint, held_test(request, pk, rules.HOLD))
    return redirect("training:tests.one", pk=pk)


@require_POST
@page(needs=rules.HOLD)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, tests.close, held_test(request, pk, rules.HOLD))
    return redirect("training:tests.one", pk=pk)


@page(needs=rules.HOLD)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = held_test(request, pk, rules.HOLD)
    form = CancelForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(tests.cancel, row, by=request.actor):
        return redirect("training:tests.one", pk=pk)
    return render(request, "training/testing/pages/cancel.html", {"form": form, "row": row})
