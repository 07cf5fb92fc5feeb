"""What a unit or the county says of somebody before they are sent: rural work by dates, the unit's yes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.org.people import facts
from zhucun.org.people.forms import FitnessForm, RuralForm
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import CONFIRM_FITNESS, KEEP
from zhucun.web.forms import ActForm
from zhucun.web.page import page


def _of(request: HttpRequest, pk: int, needs: str) -> Cadre:
    seen = Cadre.objects.visible_to(request.actor, needs).select_related("person", "unit")
    return get_object_or_404(seen, pk=pk)


def _form_page(request: HttpRequest, form: ActForm, cadre: Cadre, template: str, **words: Any) -> HttpResponse:
    home = reverse("dispatch:members.one", args=[cadre.pk])
    crumbs = [(reverse("dispatch:members"), "队员"), (home, cadre.person.name)]
    context = {"form": form, "crumbs": crumbs, "cancel_url": home, **words}
    return render(request, template, context)


@page(needs=KEEP)
def rural(request: HttpRequest, pk: int) -> HttpResponse:
    """All spells on one page; how many months they are follows from them (R-SEL-12)."""
    cadre = _of(request, pk, KEEP)
    form = RuralForm(request.POST or None, seen=cadre, spells=cadre.rural_spells.order_by("since"))
    if form.is_valid() and form.do(facts.set_rural_work, cadre, by=request.actor):
        return redirect("dispatch:members.one", pk=pk)
    words = {
        "heading": f"{cadre.person.name}的农村工作经历",
        "question": "一段一行，从早到晚。一共几年几个月，系统来算；不要的一行清空。",
    }
    return _form_page(request, form, cadre, "org/people/pages/rural.html", **words)


@page(needs=CONFIRM_FITNESS)
def fitness(request: HttpRequest, pk: int) -> HttpResponse:
    """A yes with a date (R-SEL-08)."""
    cadre = _of(request, pk, CONFIRM_FITNESS)
    form = FitnessForm(request.POST or None, seen=cadre, initial={"on": request.actor.today})
    if form.is_valid() and form.do(facts.confirm_fitness, cadre, by=request.actor):
        return redirect("dispatch:members.one", pk=pk)
    words = {
        "heading": f"确认{cadre.person.name}能派驻",
        "question": "派出单位确认就行，只记日期，不记身体情况。",
        "submit_label": "确认",
    }
    return _form_page(request, form, cadre, "web/pages/form.html", **words)
