"""Y1 四个一批: the list with each kind counted apart, and the office's entering of a document."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.announcing.documents import document_lines
from zhucun.incentives.announcing.forms import ReserveForm, TotalForm, WhoForm, WithdrawForm
from zhucun.incentives.announcing.lists import table_of
from zhucun.incentives.outcomes import acts as outcomes
from zhucun.incentives.outcomes import rules
from zhucun.incentives.outcomes.models import AnnouncedOutcome, ReserveTotal
from zhucun.org.places.models import Place
from zhucun.web.forms import ActForm
from zhucun.web.page import page

LIST = "incentives:outcomes"


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    seen = AnnouncedOutcome.objects.visible_to(request.actor).standing()
    rows = seen.select_related("cadre__person", "posting__team")
    context = {
        "table": table_of(request).bind(request, rows),
        "reserve": ReserveTotal.objects.visible_to(request.actor).order_by("-on").first(),
        "may_record": request.actor.may(rules.RECORD),
    }
    return render(request, "incentives/announcing/pages/list.html", context)


@page(needs=rules.RECORD)
def announce(request: HttpRequest) -> HttpResponse:
    postings = Posting.objects.visible_to(request.actor, rules.RECORD)
    form = WhoForm(request.POST or None, postings=postings, initial={"on": request.actor.today})
    if form.is_valid():
        told = {name: given for name, given in form.told().items() if name != "who"}
        if form.do(outcomes.announce, form.cleaned_data["who"], by=request.actor, told=told):
            messages.success(request, "登记了，各种分开算数。")
            return redirect(LIST)
    return _form(request, form, "登记公布的结果", "哪个文件公布了谁的什么？", "登记")


def _county(request: HttpRequest) -> Place:
    return get_object_or_404(Place.objects.visible_to(request.actor, rules.RECORD), code=request.actor.county_code)


@page(needs=rules.RECORD)
def total_reserve(request: HttpRequest) -> HttpResponse:
    form = ReserveForm(request.POST or None, initial={"on": request.actor.today})
    if form.is_valid() and form.do(outcomes.total_reserve, _county(request), by=request.actor):
        return redirect(LIST)
    return _form(request, form, "登记发现储备总数", "文件公布储备了多少人？名单不在系统里。", "登记")


@page(needs=rules.SEE)
def documents(request: HttpRequest) -> HttpResponse:
    context = {"lines": document_lines(request.actor), "may_record": request.actor.may(rules.RECORD)}
    return render(request, "incentives/announcing/pages/documents.html", context)


@page(needs=rules.RECORD)
def total_document(request: HttpRequest) -> HttpResponse:
    form = TotalForm(request.POST or None, lines=document_lines(request.actor))
    if form.is_valid():
        kind, _, document = form.cleaned_data["of"].partition(":")
        told = {"document": document, "kind": kind, "people": form.cleaned_data["people"]}
        if form.do(outcomes.total_document, _county(request), by=request.actor, told=told):
            return redirect("incentives:outcomes.documents")
    return _form(request, form, "登记文件总人数", "文件里这一种一共多少人？驻村干部占多少由系统算。", "登记")


@page(needs=rules.RECORD)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    seen = AnnouncedOutcome.objects.visible_to(request.actor, rules.RECORD).standing()
    row = get_object_or_404(seen.select_related("cadre__person"), pk=pk)
    form = WithdrawForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(outcomes.withdraw, row, by=request.actor):
        messages.success(request, "撤回了，不再算数，留着能看。")
        return redirect(LIST)
    question = f"{row.called}：{row.what}，{row.document}。"
    return _form(request, form, f"撤回：{row.cadre.person.name}", question, "撤回", danger=True)


def _form(request: HttpRequest, form: ActForm, heading: str, question: str, label: str, **more: Any) -> HttpResponse:
    words = {"heading": heading, "question": question, "submit_label": label, **more}
    back = {"cancel_url": reverse(LIST), "crumbs": [(reverse(LIST), "四个一批")]}
    return render(request, "web/pages/form.html", {"form": form, **words, **back})
