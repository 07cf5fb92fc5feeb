"""Keeping contacts: of a village (`?place=`) or of a unit (`?unit=`); one person a row (permission people.keep)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.org.people import acts as people
from zhucun.org.people.forms import ContactForm, CorrectContactForm, LastDayForm
from zhucun.org.people.models import Contact, Unit
from zhucun.org.people.rules import KEEP
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.web.page import page
from zhucun.web.undo import offer


def _home(place: Place, unit: Unit | None) -> str:
    """The page a contact is shown on: the village's, else the unit's."""
    if place.kind in SERVED:
        return reverse("dispatch:villages.one", args=[place.code])
    if unit is not None:
        return reverse("dispatch:units.one", args=[unit.pk])
    return f"{reverse('dispatch:villages')}?where={place.code}"


def _asked(request: HttpRequest) -> tuple[Place, Unit | None]:
    place, unit = request.GET.get("place", ""), request.GET.get("unit", "")
    reached = Place.objects.visible_to(request.actor, KEEP).filter(until__isnull=True)
    if place.isdigit():
        return get_object_or_404(reached, pk=place), None
    if unit.isdigit():
        of = get_object_or_404(Unit.objects.visible_to(request.actor, KEEP).filter(until__isnull=True), pk=unit)
        return get_object_or_404(reached, code=of.county_code), of
    raise Http404


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    place, unit = _asked(request)
    form = ContactForm(request.POST or None, by=request.actor, unit=unit, initial={"since": request.actor.today})
    if form.is_valid():
        told = {**form.told(), **({"unit": unit} if unit else {})}
        if form.do(people.add_contact, place, by=request.actor, told=told):
            said = f"登记了联系人{told['name']}"
            offer(request, people.add_contact, form.outcome, text=said, last_day=told["since"])
            return redirect(_home(place, unit))
    home = _home(place, unit)
    context = {
        "form": form,
        "heading": f"登记{unit or place}的联系人",
        "question": "打电话找谁。联系人不是队员，不开账号。",
        "submit_label": "登记",
        "crumbs": [(home, str(unit or place))],
        "cancel_url": home,
    }
    return render(request, "web/pages/form.html", context)


def _kept(request: HttpRequest, pk: int) -> Contact:
    reached = Contact.objects.visible_to(request.actor, KEEP).filter(until__isnull=True)
    return get_object_or_404(reached.select_related("place", "unit"), pk=pk)


@page(needs=KEEP)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """The number in full is nowhere in the form: an empty one stays as it is (R-DAT-04)."""
    contact = _kept(request, pk)
    home = _home(contact.place, contact.unit)
    initial = {"name": contact.name, "post": contact.post}
    form = CorrectContactForm(request.POST or None, seen=contact, initial=initial)
    if form.is_valid():
        told = form.told()
        told["phone"] = told["phone"] or None
        if form.do(people.correct_contact, contact, by=request.actor, told=told):
            messages.success(request, "改好了。")
            return redirect(home)
    context = {
        "form": form,
        "heading": f"更正{contact.name}",
        "question": f"{contact.unit or contact.place}的联系人。",
        "submit_label": "存下",
        "crumbs": [(home, str(contact.unit or contact.place))],
        "cancel_url": home,
        "also": ("不再是联系人", reverse("people:contact.end", args=[contact.pk])),
    }
    return render(request, "web/pages/form.html", context)


@page(needs=KEEP)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    contact = _kept(request, pk)
    home = _home(contact.place, contact.unit)
    form = LastDayForm(request.POST or None, seen=contact, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(people.end_contact, contact, by=request.actor):
        messages.success(request, f"{contact.name}不再是联系人。")
        return redirect(home)
    context = {
        "form": form,
        "heading": f"{contact.name}不再是联系人",
        "question": "记录留着，页面上不再显示。",
        "submit_label": "就到这天",
        "danger": True,
        "crumbs": [(home, str(contact.unit or contact.place))],
        "cancel_url": home,
    }
    return render(request, "web/pages/form.html", context)
