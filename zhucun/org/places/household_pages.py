"""The households of a village: the list, one more, one that is gone."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.org.places import acts as places
from zhucun.org.places import rules
from zhucun.org.places.forms import HouseholdForm, LastDayForm
from zhucun.org.places.models import Household, Place
from zhucun.org.places.views import address_of, form_page, kept
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Table, View
from zhucun.web.undo import offer


def _village_seen(request: HttpRequest, pk: int) -> Place:
    return get_object_or_404(
        Place.objects.visible_to(request.actor, rules.SEE_HOUSEHOLDS).filter(kind__in=rules.SERVED), pk=pk
    )


def households_table(request: HttpRequest) -> Table:
    may_keep = request.actor.may(rules.KEEP)
    return Table(
        name="households",
        caption="农户",
        columns=(
            Column("head", "户主", _head(may_keep), sort="head_name", plain=lambda row: row.head_name),
            Column("group", "组", lambda row: row.group.name if row.group else "—", sort="group__name"),
            Column("persons", "人口", _persons, sort="person_count", numeric=True, plain=lambda row: row.person_count),
            Column("code", "户编号", lambda row: row.code or "—", sort="code"),
            Column("since", "登记自", lambda row: f"{row.since:%Y-%m-%d}", sort="since"),
        ),
        views=(View("here", "在册", Q(until__isnull=True)), View("gone", "已销户", Q(until__isnull=False))),
        search=_search,
        search_hint="户主、户编号",
        order="group__name",
        counted=lambda count: f"{count} 户",
        empty={"text": "没有登记农户。", "icon": "home"},
    )


def _head(may_keep: bool) -> object:
    def cell(row: Household) -> Cell:
        url = reverse("places:place.household.end", args=[row.pk]) if may_keep and row.until is None else ""
        return Cell(row.head_name, sub="已销户" if row.until else "", url=url)

    return cell


def _persons(row: Household) -> str:
    return str(row.person_count) if row.person_count else "—"


def _search(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(head_name__contains=text) | Q(code=text))


@page(needs=rules.SEE_HOUSEHOLDS)
def households(request: HttpRequest, pk: int) -> HttpResponse:
    village = _village_seen(request, pk)
    rows = Household.objects.visible_to(request.actor).filter(village=village).select_related("group")
    context = {
        "village": village,
        "back": address_of(village),
        "table": households_table(request).bind(request, rows),
        "may_keep": request.actor.may(rules.KEEP) and village.until is None,
    }
    return render(request, "org/places/pages/households.html", context)


@page(needs=rules.KEEP)
def new_household(request: HttpRequest, pk: int) -> HttpResponse:
    village = kept(request, pk)
    form = HouseholdForm(request.POST or None, village=village, initial={"since": request.actor.today})
    if form.is_valid() and form.do(places.add_household, village, by=request.actor):
        name, since = form.cleaned_data["head_name"], form.cleaned_data["since"]
        offer(request, places.add_household, form.outcome, text=f"登记了{name}户", last_day=since)
        return redirect("places:place.households", pk=pk)
    words = {"question": "几百户的，用导入更快。", "submit_label": "登记"}
    return form_page(request, form, village, heading=f"{village.name}登记一户", **words)


@page(needs=rules.KEEP)
def end_household(request: HttpRequest, pk: int) -> HttpResponse:
    reached = Household.objects.visible_to(request.actor, rules.KEEP).filter(until__isnull=True)
    row = get_object_or_404(reached.select_related("village__parent"), pk=pk)
    form = LastDayForm(request.POST or None, seen=row, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(places.end_household, row, by=request.actor):
        return redirect("places:place.households", pk=row.village_id)
    words = {"question": "迁走、并户用这里。记录留着。", "submit_label": "销户", "danger": True}
    return form_page(request, form, row.village, heading=f"{row.head_name}户销户", **words)
