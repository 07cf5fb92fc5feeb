"""Keeping units: each page is one form that does one act, and leads back to the unit (permission unit.keep)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.org.people import acts as people
from zhucun.org.people.forms import AliasForm, EndUnitForm, UnitForm
from zhucun.org.people.models import Contact, Unit
from zhucun.org.people.rules import KEEP_UNITS, SEE_UNITS
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page
from zhucun.web.undo import offer

OF_UNIT = ("name", "kind", "place_code", "head_name", "deputy_name", "staff_count")


def address_of(unit: Unit) -> str:
    return reverse("dispatch:units.one", args=[unit.pk])


def kept(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.actor, KEEP_UNITS), pk=pk)


def county_of(request: HttpRequest) -> Place:
    """The county on whose list a new unit is put."""
    reached = Place.objects.visible_to(request.actor, KEEP_UNITS).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(reached, code=request.actor.county_code)


def form_page(request: HttpRequest, form: ActForm, unit: Unit | None, **words: Any) -> HttpResponse:
    crumbs = [(reverse("dispatch:units"), "单位")]
    if unit is not None:
        crumbs.append((address_of(unit), unit.name))
    context = {"form": form, "crumbs": crumbs, "cancel_url": crumbs[-1][0], **words}
    return render(request, "web/pages/form.html", context)


@page(needs=KEEP_UNITS)
def new(request: HttpRequest) -> HttpResponse:
    county = county_of(request)
    initial = {"since": request.actor.today, "place_code": county.code}
    form = UnitForm(request.POST or None, county_code=county.code, initial=initial)
    if form.is_valid() and form.do(people.add_unit, county, by=request.actor):
        messages.success(request, f"登记了{form.cleaned_data['name']}。")
        return redirect("dispatch:units.one", pk=form.outcome)
    words = {"question": "派人的、做后盾的单位。", "submit_label": "登记"}
    return form_page(request, form, None, heading="登记单位", **words)


@page(needs=KEEP_UNITS)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    unit = kept(request, pk)
    initial = {name: getattr(unit, name) for name in OF_UNIT}
    form = UnitForm(request.POST or None, county_code=unit.county_code, unit=unit, initial=initial)
    if form.is_valid() and form.do(people.correct_unit, unit, by=request.actor):
        messages.success(request, "改好了。")
        return redirect(address_of(unit))
    return form_page(
        request,
        form,
        unit,
        heading=f"更正{unit.name}",
        question="负责人、类别、层级、名称、在编人数。",
        submit_label="存下",
    )


@page(needs=KEEP_UNITS)
def aliases(request: HttpRequest, pk: int) -> HttpResponse:
    unit = kept(request, pk)
    form = AliasForm(request.POST or None)
    if form.is_valid() and form.do(people.learn_alias, unit, by=request.actor):
        messages.success(request, f"记住了，“{form.cleaned_data['name']}”就是{unit.name}。")
        return redirect("people:unit.aliases", pk=pk)
    context = {"unit": unit, "form": form, "aliases": unit.aliases.order_by("pk"), "press": lambda: ActForm(seen=unit)}
    return render(request, "org/people/pages/aliases.html", context)


@require_POST
@page(needs=KEEP_UNITS)
def forget_alias(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, people.forget_alias, kept(request, pk), name=request.POST.get("name", ""))
    return redirect("people:unit.aliases", pk=pk)


@page(needs=KEEP_UNITS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    unit = kept(request, pk)
    form = EndUnitForm(request.POST or None, seen=unit, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(people.end_unit, unit, by=request.actor):
        offer(request, people.end_unit, unit.pk, text=f"{unit.name}撤并了")
        return redirect(address_of(unit))
    words = {"question": "记录都留着。还有人在驻村、还是后盾单位的，先办好接续。", "submit_label": f"撤并{unit.name}"}
    return form_page(request, form, unit, heading=f"撤并{unit.name}", danger=True, **words)


@require_POST
@page(needs=KEEP_UNITS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    unit = kept(request, pk)
    press(request, people.reopen_unit, unit)
    return redirect(address_of(unit))


@page(needs=SEE_UNITS)
def history(request: HttpRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor, SEE_UNITS), pk=pk)
    context = {"unit": unit, "history": history_of(unit, kinds=(Unit, Contact))}
    return render(request, "org/people/pages/unit_history.html", context)
