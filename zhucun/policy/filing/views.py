"""上线备案清单: what is settled and what is not (screen Z2, R-BUR-03)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy.filing import acts as filing
from zhucun.policy.filing import rules
from zhucun.policy.filing.forms import TickForm
from zhucun.policy.filing.models import FilingTick
from zhucun.policy.filing.rules import RULES, Item
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def checklist(request: HttpRequest) -> HttpResponse:
    standing = FilingTick.objects.visible_to(request.actor).filter(withdrawn_at__isnull=True)
    ticks = {tick.item: tick for tick in standing.filter(county_code=request.actor.county_code)}
    context = {
        "items": [_line(item, ticks.get(item)) for item in Item],
        "done": len(ticks),
        "may_keep": request.actor.may(rules.KEEP),
    }
    return render(request, "policy/filing/pages/checklist.html", context)


def _line(item: Item, tick: FilingTick | None) -> dict[str, Any]:
    pressing = ActForm(seen=tick, auto_id=f"{item.value}_%s") if tick else None
    return {"key": item.value, "label": item.label, "rule": RULES[item], "tick": tick, "pressing": pressing}


@page(needs=rules.KEEP)
def tick(request: HttpRequest, item: str) -> HttpResponse:
    if item not in Item.values:
        raise Http404
    counties = Place.objects.visible_to(request.actor, rules.KEEP).filter(kind=Kind.COUNTY, until__isnull=True)
    county = get_object_or_404(counties, code=request.actor.county_code)
    form = TickForm(request.POST or None, initial={"done_on": request.actor.today})
    if form.is_valid() and form.do(filing.tick, county, by=request.actor, told={**form.told(), "item": item}):
        offer(request, filing.tick, form.outcome, text="已登记")
        return redirect("policy:profile.filing")
    context = {"form": form, "label": Item(item).label, "rule": RULES[Item(item)]}
    return render(request, "policy/filing/pages/tick.html", context)


@require_POST
@page(needs=rules.KEEP)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(FilingTick.objects.visible_to(request.actor, rules.KEEP), pk=pk)
    press(request, filing.withdraw, row)
    return redirect("policy:profile.filing")
