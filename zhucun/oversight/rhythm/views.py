"""The calendar of the year and one piece of its work (screen G10)."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.lib.asked_days import year_in
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm import rules
from zhucun.oversight.rhythm.forms import DoneForm, SkipForm
from zhucun.oversight.rhythm.making import make_missing, missing
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.reading import Beat, year_of_work
from zhucun.oversight.rhythm.rules import SLOGAN, Cycle, State
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_LINES = 30
FIRST_YEAR, LAST_YEAR = 2015, 2100


@page(needs=rules.SEE)
def calendar(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    year = _year(request.GET.get("year", ""), actor)
    beats = year_of_work(actor.county_code, year, actor)
    county = _county(actor)
    context = {
        "year": year,
        "months": [_month(number, beats, year, actor) for number in range(1, 13)],
        "counted": [_counted(cycle, beats) for cycle in Cycle],
        "unlisted": len(missing(county, actor)) if county and year == actor.today.year else 0,
        "pressing": ActForm(),
    }
    return render(request, "oversight/rhythm/pages/calendar.html", context)


def _year(said: str, actor: Actor) -> int:
    year = year_in(said) or 0
    return year if FIRST_YEAR <= year < LAST_YEAR else actor.today.year


def _county(actor: Actor) -> Place | None:
    """The county, for whoever keeps its rhythm."""
    if not actor.may(rules.KEEP):
        return None
    seen = Place.objects.visible_to(actor, rules.KEEP)
    return seen.filter(kind=Kind.COUNTY, until__isnull=True, code=actor.county_code).first()


def _month(number: int, beats: Sequence[Beat], year: int, actor: Actor) -> dict[str, Any]:
    mine = [beat for beat in beats if beat.due_on.month == number]
    return {
        "number": number,
        "is_now": (year, number) == (actor.today.year, actor.today.month),
        "weeks": [beat for beat in mine if beat.period.cycle == Cycle.WEEK],
        "others": [beat for beat in mine if beat.period.cycle != Cycle.WEEK],
    }


def _counted(cycle: Cycle, beats: Sequence[Beat]) -> dict[str, Any]:
    of = [beat for beat in beats if beat.period.cycle == cycle and beat.counts]
    late = sum(beat.state == "overdue" for beat in of)
    return {"label": SLOGAN[cycle], "done": sum(beat.state == "done" for beat in of), "of": len(of), "late": late}


@require_POST
@page(needs=rules.KEEP)
def list_due(request: HttpRequest) -> HttpResponse:
    """By hand, where the clock stands still or has not run yet."""
    county = get_object_or_404(
        Place.objects.visible_to(request.actor, rules.KEEP), kind=Kind.COUNTY, code=request.actor.county_code
    )
    made = make_missing(county, request.actor)
    messages.success(request, f"列出了 {made} 期。" if made else "到期的都列出来了。")
    return redirect("oversight:rhythm.calendar")


def item_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> CadenceItem:
    return get_object_or_404(CadenceItem.objects.visible_to(request.actor, needs), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    context = {
        "item": item,
        "beat": Beat(item.when, item.due_on, item, request.actor.today),
        "slogan": SLOGAN[Cycle(item.cycle)],
        "may_keep": request.actor.scope(rules.KEEP).covers_place(item.county_code),
        "is_due": item.state == State.DUE,
        "pressing": ActForm(seen=item),
        "history": whole_history([item], most=MOST_LINES),
    }
    return render(request, "oversight/rhythm/pages/one.html", context)


@page(needs=rules.KEEP)
def done(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.KEEP)
    form = DoneForm(request.POST or None, seen=item, initial={"done_on": request.actor.today})
    words = {"heading": f"{item.title}办了", "submit_label": "登记", "question": "写上凭据，别人要看的时候找得到。"}
    return _told(request, item, rhythm.done, form, words)


@page(needs=rules.KEEP)
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.KEEP)
    form = SkipForm(request.POST or None, seen=item)
    words = {"heading": f"{item.title}这次不办", "submit_label": "这次不办", "question": "理由会留在这一期上。"}
    return _told(request, item, rhythm.skip, form, words)


def _told(request: HttpRequest, item: CadenceItem, act: Act, form: ActForm, words: dict[str, str]) -> HttpResponse:
    here = reverse("oversight:rhythm.item", args=[item.pk])
    if form.is_valid() and form.do(act, item, by=request.actor):
        offer(request, act, item.pk, text="登记了")
        return redirect(here)
    crumbs = [(reverse("oversight:rhythm.calendar"), "全年节奏"), (here, item.title)]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": here, **words})


@require_POST
@page(needs=rules.KEEP)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.KEEP)
    press(request, rhythm.reopen, item)
    return redirect("oversight:rhythm.item", pk=pk)
