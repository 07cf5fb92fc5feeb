"""应急值守 at the desk: opening, approving, who has reported, how many were moved (R-ATT-16)."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.asked_days import day_in
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import deadlines, lists, moving, rules
from zhucun.oversight.emergency.forms import CalledForm, CountForm, DeclineForm, MoveForm, OpenForm, RenewForm
from zhucun.oversight.emergency.models import DeadlineMove, EmergencyDuty, SafeReport
from zhucun.oversight.emergency.reading import not_reported, sums
from zhucun.oversight.emergency.reporting import report_all
from zhucun.oversight.emergency.rules import MoveState, State
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, press
from zhucun.web.history import Change, Line, history_of
from zhucun.web.page import page


def places_within(actor: Actor, needs: str) -> list[Place]:
    """The county and its townships, as far as the actor reaches."""
    kinds = (Kind.COUNTY, Kind.TOWNSHIP)
    reached = Place.objects.visible_to(actor, needs).as_of(actor.today).filter(kind__in=kinds)
    return sorted(reached, key=lambda place: (len(place.code), place.position, place.code))


@page(needs=rules.SEE)
def duties(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = EmergencyDuty.objects.visible_to(actor)
    names = {place.code: place.name for place in places_within(actor, rules.SEE)}
    context = {
        "table": lists.duties_table(actor.today, names).bind(request, rows),
        "may_propose": actor.may(rules.PROPOSE),
        "paused": policy.of(actor).emergency.pauses,
    }
    return render(request, "oversight/emergency/pages/duties.html", context)


@page(needs=rules.PROPOSE)
def new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    places = places_within(actor, rules.PROPOSE)
    offered = [(place.code, "全县" if place.kind == Kind.COUNTY else place.name) for place in places]
    most = policy.of(actor).emergency.max_days
    form = OpenForm(request.POST or None, places=offered, most=most, today=actor.today)
    if form.is_valid():
        told = form.told()
        asked = told.pop("place")
        place = next(one for one in places if one.code == asked)
        if form.do(emergency.propose, place, by=actor, told=told):
            return redirect("oversight:emergency.one", pk=form.outcome)
    return render(request, "oversight/emergency/pages/new.html", {"form": form})


def duty_of(request: HttpRequest, pk: int) -> EmergencyDuty:
    return get_object_or_404(EmergencyDuty.objects.visible_to(request.actor), pk=pk)


@page(needs=rules.SEE)
def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One day of it; a day of the past may be looked at and entered late."""
    actor = request.actor
    name = Place.objects.as_of(actor.today).filter(code=OuterRef("place_code")).values("name")[:1]
    whole = EmergencyDuty.objects.visible_to(actor).select_related("renewal").annotate(zc_where=Subquery(name))
    row = get_object_or_404(whole, pk=pk)
    day = _day_asked(request, row)
    context = {
        "row": row,
        "mark": lists.state_of(row, actor.today),
        "where": row.zc_where,
        "days": lists.days_of(row),
        "day": day,
        "days_of_it": _days(row, actor.today),
        "moves": _moves(row, actor),
        "history": _history(row),
        **_buttons(row, actor),
    }
    if row.state in (State.APPROVED, State.ENDED) and row.since <= actor.today:
        context |= _of_the_day(row, day, actor)
    return render(request, "oversight/emergency/pages/duty.html", context)


def _history(row: EmergencyDuty) -> list[Line]:
    """Which deadlines were moved is said by their label, as above."""
    kind = str(DeadlineMove._meta.get_field("kind").verbose_name)

    def said(one: Change) -> Change:
        return replace(one, after=deadlines.label_of(one.after)) if one.label == kind else one

    return [replace(line, changes=[said(one) for one in line.changes]) for line in history_of(row)]


def _moves(row: EmergencyDuty, actor: Actor) -> list[dict[str, Any]]:
    """期限顺延, with who may decide on it: not whoever proposed it."""
    may = actor.may(rules.APPROVE)
    return [
        {
            "move": move,
            "label": deadlines.label_of(move.kind),
            "press": ActForm(seen=move, auto_id=f"move{move.pk}_%s"),
            "may_decide": may and move.state == MoveState.PROPOSED and move.proposed_by_person not in actor.persons,
        }
        for move in DeadlineMove.objects.visible_to(actor).filter(duty=row).order_by("pk")
    ]


def _days(row: EmergencyDuty, today: date) -> list[date]:
    """Those that have come, the latest first."""
    last = min(today, row.until - timedelta(days=1))
    return [last - timedelta(days=back) for back in range((last - row.since).days + 1)]


def _day_asked(request: HttpRequest, row: EmergencyDuty) -> date:
    days = _days(row, request.actor.today)
    asked = day_in(request.GET.get("day", ""))
    return asked if asked in days else days[0] if days else row.since


def _of_the_day(row: EmergencyDuty, day: date, actor: Actor) -> dict[str, Any]:
    telephoned_by = actor.scope(rules.REPORT).place
    may_call = bool(telephoned_by) and all(len(code) > rules.COUNTY_DIGITS for code in telephoned_by)  # by townships
    rows = sums(row, day, actor)
    needs = SafeReport.objects.visible_to(actor).standing().filter(day=day).exclude(need="")
    return {
        "table": lists.townships_table(rows, sum(one.taking_over for one in rows)),
        "needs": needs.select_related("posting__cadre__person", "posting__team"),
        "callable": not_reported(row, day, actor) if may_call else [],
        "sent": uuid.uuid4(),
        "counting": _counting(row, actor),
    }


def _counting(row: EmergencyDuty, actor: Actor, data: Any = None) -> CountForm | None:
    if not actor.may(rules.COUNT):
        return None
    reached = [place for place in places_within(actor, rules.COUNT) if place.kind == Kind.TOWNSHIP]
    places = [(place.code, place.name) for place in reached if place.code.startswith(row.place_code)]
    return CountForm(data, places=places, today=min(actor.today, row.until - timedelta(days=1))) if places else None


def _buttons(row: EmergencyDuty, actor: Actor) -> dict[str, Any]:
    runs = row.state == State.APPROVED and actor.today < row.until
    is_own = row.proposed_by_person is not None and row.proposed_by_person in actor.persons
    return {
        "pressing": lambda: ActForm(seen=row),
        "may_decide": row.state == State.PROPOSED and actor.may(rules.APPROVE) and not is_own,
        "may_withdraw": row.state == State.PROPOSED and actor.may(rules.PROPOSE),
        "may_end": runs and row.since <= actor.today and actor.may(rules.APPROVE),
        "may_move": row.state in (State.APPROVED, State.ENDED) and actor.may(rules.PROPOSE),
        "may_renew": row.state == State.APPROVED and actor.may(rules.PROPOSE) and not hasattr(row, "renewal"),
    }


@require_POST
@page(needs=rules.SEE)
def decide(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """批准, 撤回, 提前结束: each asks for nothing more."""
    acts = {"approve": emergency.approve, "withdraw": emergency.withdraw, "end": emergency.end}
    press(request, acts[verb], duty_of(request, pk))
    return redirect("oversight:emergency.one", pk=pk)


@page(needs=rules.APPROVE)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = duty_of(request, pk)
    form = DeclineForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(emergency.decline, row, by=request.actor):
        return redirect("oversight:emergency.one", pk=pk)
    context = {"row": row, "form": form, "heading": f"不同意{row.title}", "submit_label": "不同意"}
    return render(request, "oversight/emergency/pages/asked.html", context)


@page(needs=rules.PROPOSE)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    row = duty_of(request, pk)
    form = RenewForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(emergency.renew, row, by=request.actor):
        return redirect("oversight:emergency.one", pk=form.outcome)
    context = {"row": row, "form": form, "heading": f"续报{row.title}", "submit_label": "报领导批准"}
    return render(request, "oversight/emergency/pages/asked.html", context)


@page(needs=rules.COUNT)
def count(request: HttpRequest, pk: int) -> HttpResponse:
    row = duty_of(request, pk)
    form = _counting(row, request.actor, request.POST or None)
    if form is None:
        return redirect("oversight:emergency.one", pk=pk)
    if form.is_valid() and form.do(emergency.count, row, by=request.actor):
        return redirect("oversight:emergency.one", pk=pk)
    context = {"row": row, "form": form, "heading": "报转移人数", "submit_label": "存下"}
    return render(request, "oversight/emergency/pages/asked.html", context)


@require_POST
@page(needs=rules.REPORT)
def called(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who were telephoned, under the clerk's own name (R-ATT-07)."""
    row, reached = duty_of(request, pk), Posting.objects.visible_to(request.actor, rules.REPORT)
    offered = [(key, str(key)) for key in request.POST.getlist("postings") if key.isdigit()]
    form = CalledForm(request.POST, offered=offered)
    if form.is_valid():
        chosen = reached.filter(pk__in=form.cleaned_data["postings"])
        report_all(chosen, form.cleaned_data["day"], sent=form.cleaned_data["sent"], by=request.actor)
    return redirect("oversight:emergency.one", pk=row.pk)


@page(needs=rules.PROPOSE)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = duty_of(request, pk)
    kinds = [(one.key, one.label) for one in deadlines.all_movables()]
    form = MoveForm(request.POST or None, kinds=kinds)
    if form.is_valid() and form.do(moving.propose, row, by=request.actor):
        return redirect("oversight:emergency.one", pk=pk)
    context = {"row": row, "form": form, "heading": "期限顺延", "submit_label": "报领导批准"}
    return render(request, "oversight/emergency/pages/asked.html", context)


@require_POST
@page(needs=rules.APPROVE)
def decide_move(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    row = get_object_or_404(DeadlineMove.objects.visible_to(request.actor), pk=pk)
    press(request, {"approve": moving.approve, "decline": moving.decline}[verb], row)
    return redirect("oversight:emergency.one", pk=row.duty_id)
