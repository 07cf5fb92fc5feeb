"""过筛子: running it, its results, one doubt with what was said, deciding singly or for a ticked group (screen P1)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.recording import Told
from zhucun.dispatch.hearing import lists
from zhucun.dispatch.hearing.forms import AnswerForm, DecisionForm, RunForm
from zhucun.dispatch.hearing.shown import shown
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening import rules
from zhucun.dispatch.screening.cases import case_url
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.reading import Sieve, changed_since, filled_since, to_ask
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def screenings_list(request: HttpRequest) -> HttpResponse:
    """Every screening there was, and a door to run one."""
    table = lists.screenings_table().bind(request, lists.counted(Screening.objects.visible_to(request.actor)))
    context = {"table": table, "may_run": request.actor.may(rules.RUN)}
    return render(request, "dispatch/hearing/pages/list.html", context)


@page(needs=rules.RUN)
def run(request: HttpRequest) -> HttpResponse:
    """What would be found is shown before anybody is asked; a past day is looked at just so."""
    county = _county(request)
    form = RunForm(request.POST or None, initial={"on": request.actor.today})
    step = request.POST.get("step", "look")
    found = None
    if form.is_valid():
        on = form.cleaned_data["on"]
        if on > request.actor.today:
            form.add_error("on", "那一天还没到，过不了。")
        elif step == "ask" and form.do(screenings.run, county, by=request.actor):
            return redirect("dispatch:screening.one", pk=form.outcome)
        else:
            found = Sieve(county.code, on)
    context = {"form": form, "found": found, **(_preview(found, request.actor.today) if found else {})}
    return render(request, "dispatch/hearing/pages/run.html", context)


def _county(request: HttpRequest) -> Place:
    seen = Place.objects.visible_to(request.actor, rules.RUN).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(seen, code=request.actor.county_code)


def _preview(sieve: Sieve, today: date) -> dict[str, Any]:
    members = [found for found in sieve.found if found.posting]
    filled = filled_since(sieve, today)
    asked = to_ask(sieve, filled)
    return {
        "filled": filled,
        "members": members,
        "asked": {found.key for found in asked},
        "asked_members": sum(found.posting is not None for found in asked),
        "asked_teams": sum(found.posting is None for found in asked),
        "teams": [found for found in sieve.found if not found.posting],
        "passed": len(sieve.postings) - len(members),
        "held": Screening.objects.filter(place_code=sieve.county_code, on=sieve.day).first(),
        "doubt_days": sieve.policy.selection.doubt_days,
    }


@page(needs=rules.SEE)
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Screening.objects.visible_to(request.actor), pk=pk)
    rows = Doubt.objects.visible_to(request.actor).filter(screening=row)
    if item := request.GET.get("item", ""):
        rows = lists.caught_by(rows, item)
    table = lists.doubts_table(request.actor).bind(request, lists.loaded(rows))
    may_decide = request.actor.may(rules.DECIDE)
    if may_decide and request.GET.get("view") == "open":
        address = reverse("dispatch:screening.decide")
        table.pick = {"action_url": address, "name": "doubt", "label": "给打勾的定处理：", "unit": "条"}
    context = {
        "screening": row,
        "shown": shown(request, row, list(Doubt.objects.visible_to(request.actor).filter(screening=row))),
        "table": table,
        "item": item,
        "may_decide": may_decide,
        "may_run": request.actor.may(rules.RUN),
        "may_propose": request.actor.may("policy.propose"),
        "as_of_text": f"{row.on:%Y-%m-%d}",
    }
    return render(request, "dispatch/hearing/pages/one.html", context)


@page(needs=rules.RUN)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same day run once more beside what was found then (R-SEL-17)."""
    row = get_object_or_404(Screening.objects.visible_to(request.actor, rules.RUN), pk=pk)
    context = {"screening": row, "changed": changed_since(row)}
    return render(request, "dispatch/hearing/pages/again.html", context)


@page(needs=rules.SEE)
def doubts(request: HttpRequest) -> HttpResponse:
    """Those within reach, of every screening: what a township, a unit or one person has to say something to."""
    rows = lists.loaded(Doubt.objects.visible_to(request.actor))
    table = lists.doubts_table(request.actor, with_screening=True).bind(request, rows)
    return render(request, "dispatch/hearing/pages/doubts.html", {"table": table})


@page(needs=rules.SEE)
def doubt(request: HttpRequest, pk: int) -> HttpResponse:
    row = _doubt(request, pk, rules.SEE)
    sides = screenings.sides_of(request.actor, row) if request.actor.may(rules.ANSWER) and row.state == "asked" else []
    form = AnswerForm(request.POST or None, sides=sides, is_of_a_person=row.posting_id is not None, seen=row)
    if sides and form.is_valid() and form.do(screenings.answer, row, by=request.actor):
        return redirect("dispatch:doubt", pk=pk)
    return render(request, "dispatch/hearing/pages/doubt.html", _context(request, row, form, bool(sides)))


def _doubt(request: HttpRequest, pk: int, needs: str) -> Doubt:
    return get_object_or_404(lists.loaded(Doubt.objects.visible_to(request.actor, needs)), pk=pk)


def _context(request: HttpRequest, row: Doubt, form: AnswerForm, may_answer: bool) -> dict[str, Any]:
    actor = request.actor
    may_decide = actor.may(rules.DECIDE) and row.state == rules.State.ASKED
    sees = actor.may(SEE_ENDS)
    heard = {answer.side: answer for answer in row.answers.all()}
    return {
        "row": row,
        "name": lists.name_of(row),
        "form": form,
        "may_answer": may_answer,
        "sides": [(side, heard.get(side)) for side in row.sides],
        "is_ready": row.is_ready(actor.today),
        "may_decide": may_decide,
        "state": lists.state_of(row, actor.today, sees),
        "tells_why": sees or row.decision not in rules.FOR_FEW_EYES,
        "case_url": case_url(row, actor) if actor.may(rules.DECIDE) else "",
        "history": history_of(row) if actor.may(rules.DECIDE) else [],
    }


@page(needs=rules.DECIDE)
def decide(request: HttpRequest) -> HttpResponse:
    """For one, or for those ticked: the ticks come first, the form with them after."""
    keys = [key for key in request.POST.getlist("doubt") or request.GET.getlist("doubt") if key.isdecimal()]
    rows = list(lists.loaded(Doubt.objects.visible_to(request.actor, rules.DECIDE).open().filter(pk__in=keys)))
    if not rows:
        return redirect("dispatch:coverage")
    form = DecisionForm(request.POST if "decision" in request.POST or "reason" in request.POST else None, doubts=rows)
    if form.is_valid() and form.tries(lambda: _decide_all(request, rows, form.told())):
        return _after(request, rows)
    context = {
        "form": form,
        "rows": rows,
        "heading": _heading(rows),
        "waits": [r for r in rows if not r.is_ready(request.actor.today)],
    }
    return render(request, "dispatch/hearing/pages/decide.html", context)


def _heading(rows: list[Doubt]) -> str:
    return f"{lists.name_of(rows[0])}怎么处理" if len(rows) == 1 else f"给 {len(rows)} 条疑问定处理"


def _decide_all(request: HttpRequest, rows: list[Doubt], told: dict[str, Any]) -> int:
    return screenings.decide.many([Told(row, told) for row in rows], by=request.actor)[0].pk


def _after(request: HttpRequest, rows: list[Doubt]) -> HttpResponse:
    if len(rows) == 1:
        offer(request, screenings.decide, rows[0].pk, text="定了")
        return redirect("dispatch:doubt", pk=rows[0].pk)
    return redirect("dispatch:screening.one", pk=rows[0].screening_id)
