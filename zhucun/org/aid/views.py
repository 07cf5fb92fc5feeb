"""结对帮扶 of a village: pairing a unit, ending it, and the list of persons responsible for households."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.lib.phones import masked_phone
from zhucun.org.aid import acts as aid
from zhucun.org.aid import rules
from zhucun.org.aid.forms import EndForm, PairUnitForm
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SEE, SERVED, Kind
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Table
from zhucun.web.undo import offer


def _address_of(place: Place) -> str:
    if place.kind in SERVED:
        return reverse("dispatch:villages.one", args=[place.code])
    return f"{reverse('dispatch:villages')}?where={place.code}"


@page(needs=rules.KEEP_AID_UNITS)
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    reached = Place.objects.visible_to(request.actor, rules.KEEP_AID_UNITS).filter(until__isnull=True)
    place = get_object_or_404(reached.filter(kind__in=(*SERVED, Kind.TOWNSHIP)), pk=pk)
    form = PairUnitForm(request.POST or None, by=request.actor, initial={"since": request.actor.today})
    if form.is_valid() and form.do(aid.pair_unit, place, by=request.actor):
        said, since = f"{form.cleaned_data['unit']}结对{place}", form.cleaned_data["since"]
        offer(request, aid.pair_unit, form.outcome, text=said, last_day=since)
        return redirect(_address_of(place))
    context = {
        "form": form,
        "heading": f"{place}的结对帮扶单位",
        "question": "有没有工作队都可以结对。工作队的后盾单位是另一回事，在队的那一页定。",
        "submit_label": "登记",
        "crumbs": [(_address_of(place), place.name)],
        "cancel_url": _address_of(place),
    }
    return render(request, "web/pages/form.html", context)


@page(needs=rules.KEEP_AID_UNITS)
def end_pair(request: HttpRequest, pk: int) -> HttpResponse:
    reached = VillageAid.objects.visible_to(request.actor, rules.KEEP_AID_UNITS).filter(until__isnull=True)
    row = get_object_or_404(reached.select_related("place", "unit"), pk=pk)
    form = EndForm(request.POST or None, seen=row, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(aid.end_village_aid, row, by=request.actor):
        messages.success(request, f"{row.unit}不再结对{row.place}。")
        return redirect(_address_of(row.place))
    context = {
        "form": form,
        "heading": f"{row.unit}不再结对{row.place}",
        "question": f"{row.since:%Y-%m-%d} 起结对。记录留着。",
        "submit_label": "就到这天",
        "danger": True,
        "crumbs": [(_address_of(row.place), row.place.name)],
        "cancel_url": _address_of(row.place),
    }
    return render(request, "web/pages/form.html", context)


def _household(row: HouseholdAid) -> Cell:
    return Cell(
        row.household.head_name if row.household else f"{row.household_count} 户",
        sub="" if row.household else "名单没写哪几户",
    )


HELPERS = Table(
    name="helpers",
    caption="结对帮扶责任人",
    columns=(
        Column("name", "责任人", lambda row: row.helper_name, sort="helper_name"),
        Column("unit", "单位", lambda row: row.unit.name if row.unit else "—", sort="unit__name", width=24),
        Column("rank", "职级", lambda row: row.rank or "—", sort="rank"),
        Column("household", "结对的户", _household, sort="household__head_name"),
        Column("phone", "电话", lambda row: masked_phone(row.phone) if row.phone else "—"),
        Column("since", "从哪天起", lambda row: f"{row.since:%Y-%m-%d}", sort="since"),
    ),
    search=lambda rows, text: rows.filter(Q(helper_name__contains=text) | Q(unit__name__contains=text)),
    search_hint="姓名、单位",
    order="pk",
    counted=lambda count: f"{count} 人次",
    empty={"text": "没有登记责任人。", "icon": "users"},
)


@page(needs=rules.SEE_HELPERS)
def helpers(request: HttpRequest, pk: int) -> HttpResponse:
    place = get_object_or_404(Place.objects.visible_to(request.actor, SEE), pk=pk)
    rows = HouseholdAid.objects.visible_to(request.actor).filter(place=place).as_of(request.actor.today)
    context = {
        "place": place,
        "back": _address_of(place),
        "table": HELPERS.bind(request, rows.select_related("unit", "household")),
    }
    return render(request, "org/aid/pages/helpers.html", context)
