"""节假日: a year's days off, the county's own over them, and the years of which nothing is known yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy.holidays import acts as holidays
from zhucun.policy.holidays import reading, rules
from zhucun.policy.holidays.forms import DayForm, NoticeForm
from zhucun.policy.holidays.models import HolidayDay
from zhucun.policy.holidays.year import Own, periods
from zhucun.policy.versions.rules import SEE
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

YEARS_AROUND = 2


@page(needs=SEE)
def year(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    years = range(actor.today.year - YEARS_AROUND, actor.today.year + YEARS_AROUND + 1)
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked.isdecimal() and int(asked) in years else actor.today.year
    calendar = reading.known_to(actor)
    own = HolidayDay.objects.filter(county_code=actor.county_code, day__year=chosen)
    context = {
        "year": chosen,
        "years": years,
        "periods": periods(chosen),
        "own": [(Own(row), ActForm(seen=row, auto_id=f"day{row.pk}_%s")) for row in own],
        "gaps": [reading.gap_in_words(one) for one in {chosen, *reading.missing_years(actor.today, calendar)}
                 if not reading.is_known(one, calendar)],
        "may_keep": actor.may(rules.KEEP),
    }  # fmt: skip
    return render(request, "policy/holidays/pages/year.html", context)


def _county(request: HttpRequest) -> Place:
    counties = Place.objects.visible_to(request.actor, rules.KEEP).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(counties, code=request.actor.county_code)


@page(needs=rules.KEEP)
def add(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST or None, initial={"day": request.actor.today})
    if form.is_valid() and form.do(holidays.enter, _county(request), by=request.actor):
        offer(request, holidays.enter, form.outcome, text="已存")
        return _to_year(form.cleaned_data["day"].year)
    return render(request, "policy/holidays/pages/add.html", {"form": form})


@page(needs=rules.KEEP)
def notice(request: HttpRequest) -> HttpResponse:
    """A year's notice at once: read, looked at, written."""
    county = _county(request)
    form = NoticeForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "read": []}
    if form.is_valid():
        if request.POST.get("step") == "send" and form.tries(lambda: _enter_all(form, county, request)):
            return _to_year(form.read[0].day.year)
        context["read"] = form.read
        if not form.errors:
            context["form"] = form.as_lines()
    return render(request, "policy/holidays/pages/notice.html", context)


def _enter_all(form: NoticeForm, county: Place, request: HttpRequest) -> None:
    basis = form.cleaned_data["basis"]
    holidays.enter.many([Told(county, {**one.told, "basis": basis}) for one in form.read], by=request.actor)


@require_POST
@page(needs=rules.KEEP)
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(HolidayDay.objects.visible_to(request.actor, rules.KEEP), pk=pk)
    of_year = row.day.year
    press(request, holidays.take_out, row)
    return _to_year(of_year)


def _to_year(of_year: int) -> HttpResponse:
    response = redirect("policy:holidays")
    response["Location"] += f"?year={of_year}"
    return response
