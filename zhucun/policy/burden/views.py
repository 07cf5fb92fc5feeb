"""填报负担: how much is asked of whom and by whom, what is asked beside this system, and what may not be asked."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.lib.asking import FILLED_BY, Ask
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy import in_force as policy
from zhucun.policy.burden import acts as burden
from zhucun.policy.burden import linter, reading, rules
from zhucun.policy.burden.forms import OutsideFormForm, ReadForm, RetireForm
from zhucun.policy.burden.models import OutsideForm
from zhucun.policy.burden.wordings import read_county, sources_of_counties
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    asks = reading.asks_in(request.actor.county_code)
    loads = reading.loads_in(request.actor, asks)
    context = {
        "loads": loads,
        "too_much": [load for load in loads if load.is_too_much],
        "asks": asks,
        "by_role": _by_role(asks),
        "role": request.GET.get("role", ""),
        "most_of_member": policy.of(request.actor).burden.most_forms_of_member,
        "may_keep": request.actor.may(rules.KEEP),
        **_outside(request),
        **_read(request),
    }
    return render(request, "policy/burden/pages/overview.html", context)


def _by_role(asks: Iterable[Ask]) -> list[dict[str, Any]]:
    """Of each role what it fills in, what costs most first; one who fills in nothing is left out."""
    dearest = sorted(asks, key=lambda ask: (-ask.seconds_a_month, ask.key))
    parts = [
        {"role": role, "label": label, "asks": [a for a in dearest if role in a.roles]}
        for role, label in FILLED_BY.items()
    ]
    return [part for part in parts if part["asks"]]


def _outside(request: HttpRequest) -> dict[str, Any]:
    forms = list(OutsideForm.objects.readable_by(request.actor).order_by("-since", "pk"))
    return {"outside": [f for f in forms if f.until is None], "retired": [f for f in forms if f.until is not None]}


def _read(request: HttpRequest) -> dict[str, Any]:
    """What was found in the county's wordings and in the product's; and in a text that was sent to be read."""
    form = ReadForm(request.POST or None)
    text = form.cleaned_data["text"] if request.POST and form.is_valid() else ""
    county = read_county(request.actor.county_code, request.actor.today)
    return {
        "form": form,
        "text": text,
        "faults": linter.faults(text),
        "found": [*county, *reading.found_in_product()],
        "kinds": linter.KINDS,
        "sources": sources_of_counties(),
    }


@page(needs=rules.KEEP)
def add(request: HttpRequest) -> HttpResponse:
    counties = Place.objects.visible_to(request.actor, rules.KEEP).filter(kind=Kind.COUNTY, until__isnull=True)
    county = get_object_or_404(counties, code=request.actor.county_code)
    form = OutsideFormForm(request.POST or None)
    if form.is_valid() and form.do(burden.add_form, county, by=request.actor):
        return redirect("policy:burden")
    return render(request, "policy/burden/pages/add.html", {"form": form})


@page(needs=rules.KEEP)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(OutsideForm.objects.visible_to(request.actor, rules.KEEP).asked_for(), pk=pk)
    form = RetireForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(burden.retire_form, row, by=request.actor):
        offer(request, burden.retire_form, pk, text=f"《{row.title}》停了")
        return redirect("policy:burden")
    return render(request, "policy/burden/pages/retire.html", {"form": form, "row": row})
