"""不放在一队: two officers read and keep it; no reason is asked and none is kept (R-SEL-08)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.org.people import facts
from zhucun.org.people.forms import ApartForm
from zhucun.org.people.models import Cadre, KeptApart
from zhucun.org.people.rules import KEEP_APART
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web import menu
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

menu.group("dispatch", "选派", order=10, tile="派", tile_class="dispatch")
menu.add("dispatch", menu.Item("不放在一队", "people:apart", needs=KEEP_APART, order=35))
PEOPLE = tuple(f"{side}__{path}" for side in ("one", "other") for path in ("person", "unit"))


@page(needs=KEEP_APART)
def apart(request: HttpRequest) -> HttpResponse:
    form = ApartForm(request.POST or None)
    cadres = Cadre.objects.filter(county_code=request.actor.county_code).select_related("person", "unit")
    form.offer(cadres.order_by("person__name_key", "pk"))
    if form.is_valid() and form.do(facts.keep_apart, _county(request), by=request.actor):
        offer(request, facts.keep_apart, form.outcome, text="记下了")
        return redirect("people:apart")
    pairs = KeptApart.objects.visible_to(request.actor).filter(until__isnull=True)
    loaded = pairs.select_related(*PEOPLE).order_by("-since", "-pk")
    context = {"form": form, "pairs": [(pair, ActForm(seen=pair)) for pair in loaded]}
    return render(request, "org/people/pages/apart.html", context)


def _county(request: HttpRequest) -> Place:
    counties = Place.objects.visible_to(request.actor, KEEP_APART).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(counties, code=request.actor.county_code)


@require_POST
@page(needs=KEEP_APART)
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, facts.lift, get_object_or_404(KeptApart.objects.visible_to(request.actor), pk=pk))
    messages.success(request, "以后组队不再把这两人分开。")
    return redirect("people:apart")
