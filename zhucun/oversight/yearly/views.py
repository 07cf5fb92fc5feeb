"""年终总账 as a list and for A3, a team's page to sign, and the draft of one's own 述职."""

from typing import Any

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.asked_days import year_in
from zhucun.org.places.models import Place
from zhucun.oversight.assessment.rules import STATE_OWN
from zhucun.oversight.grading import drafting
from zhucun.oversight.yearly import acts as yearly
from zhucun.oversight.yearly import lists, papers, rules
from zhucun.oversight.yearly.forms import ReasonForm, SignForm
from zhucun.oversight.yearly.models import YearAccount, YearLine
from zhucun.oversight.yearly.reading import Year, teams_of, year_of
from zhucun.papers.forms import write_form
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

EARLIEST = 2015


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """This year as far as it has come, and those before; a year that was settled as it was settled."""
    number = year_asked(request)
    teams = teams_of(request.actor, number)
    year = year_of(request.actor, number, list(teams.values_list("pk", flat=True)))
    context = {
        "table": lists.year_table(year).bind(request, teams.in_order_of_places()),
        "year": year,
        "years": years_offered(request),
        "may_settle": request.actor.may(rules.SETTLE) and number < request.actor.today.year,
        "pressing": ActForm(),  # of the county; that a year is settled once is the flow's
    }
    return render(request, "oversight/yearly/pages/list.html", context)


def years_offered(request: HttpRequest) -> list[int]:
    """The last three, none of them before anybody was sent."""
    today = request.actor.today
    first = Team.objects.visible_to(request.actor).aggregate(day=Min("since"))["day"] or today
    return list(range(max(first.year, today.year - 2), today.year + 1))


def year_asked(request: HttpRequest) -> int:
    """The year in the address, never one to come; in January the one that is to be settled."""
    today = request.actor.today
    asked = year_in(request.GET.get("year", ""))
    return min(max(asked, EARLIEST), today.year) if asked else today.year - (today.month == 1)


@require_POST
@page(needs=rules.SETTLE)
def settle(request: HttpRequest, number: int) -> HttpResponse:
    seen = Place.objects.visible_to(request.actor, rules.SETTLE)
    county = get_object_or_404(seen, code=request.actor.county_code, until__isnull=True)
    press(request, yearly.settle, county, year=number)
    return redirect(f"{reverse('oversight:yearly')}?year={number}")


@page(needs=rules.SETTLE)
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    account = get_object_or_404(YearAccount.objects.visible_to(request.actor, rules.SETTLE), year=number)
    form = ReasonForm(request.POST or None, seen=account)
    back = f"{reverse('oversight:yearly')}?year={number}"
    if form.is_valid() and form.do(yearly.reopen, account, by=request.actor):
        return redirect(back)
    context = {
        "form": form,
        "heading": f"重新算 {number} 年终总账",
        "question": "签回来的登记也要重来；各队看到的是台账里现在的数，直到再定。",
        "crumbs": [(back, f"{number} 年终总账")],
        "submit_label": "重新算",
        "cancel_url": back,
        "cancel_label": "不用了",
    }
    return render(request, "web/pages/form.html", context)


def statement_of(request: HttpRequest, number: int, pk: int) -> tuple[Team, Year, dict[str, Any]]:
    team = get_object_or_404(teams_of(request.actor, number), pk=pk)
    year = year_of(request.actor, number, [team.pk])
    place = Place.objects.filter(code=team.place_code, until__isnull=True).values_list("name", flat=True).first() or ""
    served = Posting.objects.visible_to(request.actor).filter(team=team).overlapping(*year.days)
    people = list(served.order_by("seat_since", "pk").values_list("cadre__person__name", flat=True))
    return team, year, {"place": place, "people": list(dict.fromkeys(people))}


@page(needs=rules.SEE)
def one(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    team, year, facts = statement_of(request, number, pk)
    context = {
        **facts,
        "team": team,
        "year": year,
        "cells": year.of(team.pk),
        "line": year.lines.get(team.pk),
        "signers": papers.SIGNERS,
        "may_sign": year.is_settled and request.actor.may(rules.SIGN),
    }
    return render(request, "oversight/yearly/pages/one.html", context)


@page(needs=rules.SEE)
def paper(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    team, year, facts = statement_of(request, number, pk)
    form = papers.form_of(team, number, facts["place"], facts["people"], year.of(team.pk), request.actor)
    return paper_of(request.actor, "年终总账单", f"{number}年总账单-{team.name}", lambda: write_form(form))


@page(needs=rules.SIGN)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    lines = YearLine.objects.visible_to(request.actor, rules.SIGN).select_related("team", "account")
    line = get_object_or_404(lines, pk=pk)
    back = reverse("oversight:yearly.one", args=[line.account.year, line.team_id])
    initial = {"signed_on": line.signed_on or request.actor.today, "note": line.signed_note}
    form = SignForm(request.POST or None, seen=line, initial=initial)
    if form.is_valid() and form.do(yearly.sign, line, by=request.actor):
        return redirect(back)
    context = {
        "form": form,
        "heading": "总账单签回来了",
        "question": f"{line.team.name}，{line.account.year} 年。",
        "crumbs": [(back, f"{line.account.year} 年总账单")],
        "submit_label": "登记",
        "cancel_url": back,
        "cancel_label": "先不登记",
    }
    return render(request, "web/pages/form.html", context)


@page(needs=STATE_OWN)
def draft(request: HttpRequest) -> HttpResponse:
    """One's own 述职, made of one's own entries; nothing of it is kept (R-LOG-06)."""
    own = Posting.objects.visible_to(request.actor, STATE_OWN).there_on(request.actor.today)
    posting = own.filter(cadre__person__in=list(request.actor.persons)).select_related("team").first()
    if posting is None:
        raise Http404
    period = request.GET.get("period", "")
    period = period if period in drafting.PERIODS else "before"
    found = drafting.draft_of(posting, drafting.span_of(period, request.actor.today), request.actor)
    context = {"draft": found, "period": period, "periods": drafting.PERIODS.items(), "posting": posting}
    return render(request, "oversight/yearly/pages/draft.html", context)
