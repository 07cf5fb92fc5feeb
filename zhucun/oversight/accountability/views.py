"""问责: the list with its sums, one record, entering, taking back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.accountability import rules
from zhucun.oversight.accountability.forms import RecordForm, WithdrawForm
from zhucun.oversight.accountability.lists import accountability_table, address, rows_for, sums_of
from zhucun.oversight.circulars.models import InspectionCircular
from zhucun.policy.issuing import issuer_of
from zhucun.web.page import page

LIST = "oversight:accountability"


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context = {
        "table": accountability_table().bind(request, rows_for(request)),
        "sums": (sums := sums_of(actor.today.year, request)),
        "total": sum(count for _, count in sums),
        "year": actor.today.year,
        "may_keep": actor.may(rules.KEEP),
    }
    return render(request, "oversight/accountability/pages/list.html", context)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rows_for(request), pk=pk)
    circulars = InspectionCircular.objects.visible_to(request.actor).issued()
    context = {
        "row": row,
        "circular": circulars.filter(county_code=row.county_code, document=row.document).first(),
        "may_withdraw": request.actor.may(rules.KEEP) and row.withdrawn_on is None,
    }
    return render(request, "oversight/accountability/pages/one.html", context)


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    reach = Place.objects.visible_to(actor, rules.KEEP).filter(kind=PlaceKind.COUNTY, until__isnull=True)
    county = get_object_or_404(reach, code=actor.county_code)
    initial = {"decided_on": actor.today, "decided_by": issuer_of(county.code, actor)}
    form = RecordForm(request.POST or None, by=actor, initial=initial)
    if form.is_valid() and form.do(accountability.record, county, by=actor):
        return redirect("oversight:accountability.one", pk=form.outcome)
    words = {
        "heading": "登记问责",
        "question": "一人一件，一件对一件文。双约谈不在这里记。",
        "submit_label": "登记",
        "cancel_url": reverse(LIST),
        "cancel_label": "先不登记",
        "crumbs": [(reverse(LIST), "问责")],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@page(needs=rules.KEEP)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(rows_for(request), pk=pk)
    form = WithdrawForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(accountability.withdraw, row, by=request.actor):
        return redirect(address(row))
    words = {
        "heading": f"撤回：{row.whom}",
        "question": f"{row.get_kind_display()}，{row.document}。撤回以后不算数，留着能看。",
        "submit_label": "撤回",
        "cancel_url": address(row),
        "danger": True,
        "crumbs": [(reverse(LIST), "问责"), (address(row), row.whom)],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})
