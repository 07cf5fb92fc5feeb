"""Y3 保障与关爱: the county's list by who owes what, a unit's page, a person's lines."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits import rules
from zhucun.incentives.benefits.models import postings_reached
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.caring import words
from zhucun.incentives.caring.entries import entries_of
from zhucun.incentives.caring.lists import read_year, units_table, year_asked
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.caring.reading import UnitCare, lines_of_cadre
from zhucun.incentives.caring.words import Shown
from zhucun.org.people.models import Cadre, Unit
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

LIST = "incentives:benefits"


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """To one's own where there is but one: a unit's people and a member need no list."""
    if own := _own(request):
        return redirect(own)
    shown = read_year(request)
    table = units_table(shown).bind(request, shown.units())
    if request.actor.may(rules.REMIND) and table.view and table.view.name == "owing":
        hidden = [("year", shown.year)]
        address = reverse("incentives:benefits.remind")
        table.pick = {"action_url": address, "name": "unit", "label": "提醒打勾的", "unit": "个单位", "hidden": hidden}
    context = {"table": table, "shown": shown, "year": shown.year, "years": years_of(request, reverse(LIST))}
    return render(request, "incentives/caring/pages/list.html", context)


def _own(request: HttpRequest) -> str:
    scope = request.actor.scope(rules.SEE)
    units = scope.sender | scope.backer
    if scope.place:
        return ""
    if len(units) == 1:
        return reverse("incentives:benefits.unit", args=[next(iter(units))])
    if not units and len(scope.cadre) == 1:
        return reverse("incentives:benefits.member", args=[next(iter(scope.cadre))])
    return ""


def years_of(request: HttpRequest, address: str) -> list[tuple[int, str]]:
    today = request.actor.today.year
    return [(year, address if year == today else f"{address}?year={year}") for year in (today, today - 1)]


def unit_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.actor, needs), pk=pk)


@page(needs=rules.SEE)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = unit_of(request, pk), request.actor
    reminders = list(BenefitReminder.objects.visible_to(actor).filter(unit=row).order_by("-reminded_on", "-pk"))
    shown = UnitCare(row, year_asked(request), actor)
    context = {
        "unit": row,
        "shown": shown,
        "year": shown.year,
        "years": years_of(request, reverse("incentives:benefits.unit", args=[pk])),
        "reminders": reminders,
        "may_record": bool(shown.postings) and may_record_for(request, row),
        "may_remind": actor.may(rules.REMIND) and bool(shown.missing) and all(one.answered_on for one in reminders),
        "pressing": ActForm(),
        "is_listed": bool(actor.scope(rules.SEE).place),
    }
    return render(request, "incentives/caring/pages/unit.html", context)


def may_record_for(request: HttpRequest, row: Unit) -> bool:
    scope = request.actor.scope(rules.RECORD)
    return row.pk in scope.sender or scope.covers_place(row.county_code)


@page(needs=rules.SEE)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line of one person, and every entry behind it."""
    cadre, actor = _cadre(request, pk), request.actor
    year = year_asked(request)
    lines = lines_of_cadre(cadre, year, actor)
    context = {
        "cadre": cadre,
        "year": year,
        "years": years_of(request, reverse("incentives:benefits.member", args=[pk])),
        "lines": [Shown(line) for line in lines],
        "sentence": words.owed_sentence(one for one in lines if one.standing.name == "MISSING"),
        "entries": [one for one in entries_of(request, cadre) if one.on.year == year],
        "is_own": cadre.person_id in actor.persons,
    }
    return render(request, "incentives/caring/pages/member.html", context)


def _cadre(request: HttpRequest, pk: int) -> Cadre:
    reached: QuerySet[Posting] = postings_reached(request.actor).filter(cadre=pk)
    if not reached.exists():
        raise Http404
    return get_object_or_404(Cadre.objects.select_related("person", "unit"), pk=pk)


# ── reminders ──


@require_POST
@page(needs=rules.REMIND)
def remind(request: HttpRequest) -> HttpResponse:
    """Several units ticked on the list."""
    ticked = [int(one) for one in request.POST.getlist("unit") if one.isdigit()]
    year = _year_told(request)
    form, units = ActForm(request.POST), Unit.objects.visible_to(request.actor, rules.REMIND).filter(pk__in=ticked)
    calls = [Told(row, {"year": year}) for row in units.order_by("position", "pk")]
    if not calls:
        messages.warning(request, "先打勾，再提醒。")
    elif form.is_valid() and form.tries(lambda: len(caring.remind.many(calls, by=request.actor))):
        messages.success(request, f"提醒了 {len(calls)} 个单位，他们首页上看得到。")
    else:
        messages.warning(request, " ".join(form.non_field_errors()))
    return redirect(LIST)


def _year_told(request: HttpRequest) -> int:
    asked, today = request.POST.get("year", ""), request.actor.today.year
    return int(asked) if asked in (str(today), str(today - 1)) else today


@require_POST
@page(needs=rules.REMIND)
def remind_one(request: HttpRequest, pk: int) -> HttpResponse:
    key = press(request, caring.remind, unit_of(request, pk, rules.REMIND), year=_year_told(request))
    messages.success(request, "提醒了，单位首页上看得到；要发函的，下载 Word。")
    return redirect("incentives:benefits.reminder", pk=key)
