"""经费台账: the list, a team's statement, and the sheet that hangs in the village."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.incentives.bookkeeping import papers, reading
from zhucun.incentives.bookkeeping.lists import funds_table, teams_with_funds
from zhucun.incentives.funds import rules
from zhucun.incentives.funds.models import FundPublication
from zhucun.lib.asked_days import year_in
from zhucun.papers.forms import write_form
from zhucun.web.exporting import paper_of
from zhucun.web.page import page

LIST = "incentives:funds"


def team_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.actor, needs), pk=pk)


def years(request: HttpRequest) -> tuple[int, int]:
    return request.actor.today.year, request.actor.today.year - 1


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """To one's own team where there is no other."""
    scope, year = request.actor.scope(rules.SEE), request.actor.today.year
    if not scope.place and not scope.backer and len(scope.team) == 1:
        return redirect("incentives:funds.one", pk=next(iter(scope.team)))
    last_half = reading.halves_over(request.actor.today, years(request))[0][0]
    table = funds_table(year, last_half).bind(request, teams_with_funds(request, year))
    return render(request, "incentives/bookkeeping/pages/list.html", {"table": table})


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    team, (this, last) = team_of(request, pk), years(request)
    year = min(year_in(request.GET.get("year", "")) or this, this)
    address = reverse("incentives:funds.one", args=[pk])
    context = {
        "team": team,
        "year": year,
        "years": [(this, address), (last, f"{address}?year={last}")],
        "shown": reading.of_year(team, year),
        "publications": FundPublication.objects.filter(team=team).order_by("-half"),
        "halves": reading.halves_over(request.actor.today, years(request)),
        "may_record": _may_record(request, team),
        "is_listed": bool(request.actor.scope(rules.SEE).place),
    }
    return render(request, "incentives/bookkeeping/pages/team.html", context)


def _may_record(request: HttpRequest, team: Team) -> bool:
    if not request.actor.may(rules.RECORD):
        return False
    scope = request.actor.scope(rules.RECORD)
    return scope.covers_place(team.place_code) or team.pk in scope.team


@page(needs=rules.SEE)
def sheet(request: HttpRequest, pk: int, half: str) -> HttpResponse:
    """By purpose and voucher; what was bought for whom, and who keeps the book, is not on it."""
    team = team_of(request, pk)
    _must_be_over(request, half)
    context = {"team": team, "key": half, "half": rules.half_said(half), "shown": _half(team, half)}
    return render(request, "incentives/bookkeeping/pages/sheet.html", context)


def _half(team: Team, half: str) -> reading.Statement:
    return reading.statement(team, rules.half_span(half))


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int, half: str) -> HttpResponse:
    """The same as Word, for the board in the village."""
    team = team_of(request, pk)
    _must_be_over(request, half)
    shown = FundPublication.objects.filter(team=team, half=half).values_list("published_on", flat=True).first()
    form = papers.form_of(team, rules.half_said(half), _half(team, half), shown, request.actor)
    name = f"{team.name}{rules.half_said(half)}工作经费公示表"
    return paper_of(request.actor, "工作经费公示表", name, lambda: write_form(form))


def _must_be_over(request: HttpRequest, half: str) -> None:
    if half not in dict(reading.halves_over(request.actor.today, years(request))):
        raise Http404
