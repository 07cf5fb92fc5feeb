"""一村一品 and 村集体经济收入: their lists, registering one, ending or correcting it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.six_ones.developing import forms, village_lists
from zhucun.six_ones.industries.rules import KEEP, SEE
from zhucun.six_ones.own_places import by_township, has_own_places, own_places
from zhucun.six_ones.village_products import acts as products
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

SPECIALITIES, INCOMES = "six_ones:projects.specialities", "six_ones:projects.incomes"


@page(needs=SEE)
def specialities(request: HttpRequest) -> HttpResponse:
    rows = village_lists.listed(VillageSpeciality.objects.visible_to(request.actor), request.actor.today)
    may_keep = _may_keep(request)
    table = village_lists.specialities_table(request, may_keep=may_keep).bind(request, rows)
    words = {
        "heading": "一村一品",
        "question": "哪个村靠什么产品？",
        "label": "登记一品",
        "route": f"{SPECIALITIES}.new",
    }
    return _list(request, table, words, may_keep=may_keep, tab="specialities")


@page(needs=SEE)
def incomes(request: HttpRequest) -> HttpResponse:
    rows = village_lists.listed(CollectiveIncome.objects.visible_to(request.actor), request.actor.today)
    may_keep = _may_keep(request)
    table = village_lists.incomes_table(request, may_keep=may_keep).bind(request, rows)
    words = {
        "heading": "村集体经济收入",
        "question": "各村一年挣了多少，从哪里来？",
        "label": "登记一年",
        "route": f"{INCOMES}.new",
    }
    return _list(request, table, words, may_keep=may_keep, tab="incomes")


def _may_keep(request: HttpRequest) -> bool:
    return has_own_places(request.actor, KEEP)


def _list(request: HttpRequest, table: Any, words: dict[str, str], *, may_keep: bool, tab: str) -> HttpResponse:
    context = {"table": table, "may_keep": may_keep, "tab": tab, **words}
    return render(request, "six_ones/developing/pages/villages.html", context)


@dataclass(frozen=True)
class Ledger:
    """How a row of either list is registered."""

    act: Act
    form: type[ActForm]
    heading: str
    question: str
    route: str
    crumb: str
    begins: Callable[[HttpRequest], dict[str, Any]]


LEDGERS = {
    "specialities": Ledger(
        products.name,
        forms.SpecialityForm,
        "登记一村一品",
        "这个村靠什么产品？",
        SPECIALITIES,
        "一村一品",
        lambda request: {"since": request.actor.today},
    ),
    "incomes": Ledger(
        products.tell,
        forms.IncomeForm,
        "登记村集体经济收入",
        "一年一个数，账对好了再登记。",
        INCOMES,
        "村集体经济收入",
        lambda request: {"year": request.actor.today.year - 1},
    ),
}


@page(needs=KEEP)
def new(request: HttpRequest, ledger: str) -> HttpResponse:
    """The village first, where one has several."""
    told, places = LEDGERS[ledger], list(own_places(request.actor, KEEP))
    if len(places) == 1:
        return redirect(f"{told.route}.at", code=places[0].code)
    context = {
        "groups": by_township(places),
        "route": f"{told.route}.at",
        "heading": told.heading,
        "crumbs": _crumbs(told),
    }
    return render(request, "six_ones/developing/pages/places.html", context)


@page(needs=KEEP)
def at_place(request: HttpRequest, ledger: str, code: str) -> HttpResponse:
    told = LEDGERS[ledger]
    place = get_object_or_404(own_places(request.actor, KEEP), code=code)
    form = told.form(request.POST or None, initial=told.begins(request))
    if form.is_valid() and form.do(told.act, place, by=request.actor):
        offer(request, told.act, form.outcome, text="登记了")
        return redirect(told.route)
    return _form(request, told, form, told.heading, f"{place.name}。{told.question}", "登记")


def _crumbs(told: Ledger) -> list[tuple[str, str]]:
    return [(reverse("six_ones:projects"), "产业项目"), (reverse(told.route), told.crumb)]


def _form(
    request: HttpRequest, told: Ledger, form: ActForm, heading: str, question: str, verb: str, *, danger: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "question": question,
        "submit_label": verb,
        "cancel_label": "先不办",
        "cancel_url": reverse(told.route),
        "danger": danger,
        "crumbs": _crumbs(told),
    }
    return render(request, "web/pages/form.html", context)


@page(needs=KEEP)
def speciality_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    told = LEDGERS["specialities"]
    seen = VillageSpeciality.objects.visible_to(request.actor, KEEP).select_related("place")
    row = get_object_or_404(seen, pk=pk)
    question = f"{row.place.name}的“{row.product}”，{row.since:%Y-%m-%d} 起。"
    if verb == "end":
        form = forms.EndForm(request.POST or None, seen=row, initial={"until": request.actor.today})
        return _done(request, told, form, products.end, row, ("不再是一村一品", question, "从这天起不算"))
    if verb == "take_out":
        form = ActForm(request.POST or None, seen=row)
        words = ("撤掉登记错的一村一品", f"{question}撤掉以后就当没有登记过，日志里留底。", "撤掉")
        return _done(request, told, form, products.take_out, row, words)
    raise Http404


@page(needs=KEEP)
def income_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    told = LEDGERS["incomes"]
    seen = CollectiveIncome.objects.visible_to(request.actor, KEEP).select_related("place")
    row = get_object_or_404(seen, pk=pk)
    question = f"{row.place.name} {row.year} 年，现在登记的是 {shown_fen(row.fen)}。"
    if verb == "correct":
        begins = {"fen": shown_hundredths(row.fen), "note": row.note}
        form = forms.IncomeBackForm(request.POST or None, seen=row, initial=begins)
        return _done(request, told, form, products.correct, row, ("改村集体经济收入", question, "存下"))
    if verb == "take_out":
        form = ActForm(request.POST or None, seen=row)
        words = ("撤掉登记错的收入", f"{question}撤掉以后就当没有登记过，日志里留底。", "撤掉")
        return _done(request, told, form, products.take_out_income, row, words)
    raise Http404


def _done(
    request: HttpRequest, told: Ledger, form: ActForm, act: Act, row: Any, words: tuple[str, str, str]
) -> HttpResponse:
    key = row.pk
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, key, text="记下了")
        return redirect(told.route)
    heading, question, verb = words
    return _form(request, told, form, heading, question, verb, danger=verb == "撤掉")
