"""A unit registers what it gave: allowances by month, cover, checks, visits; what was wrong is taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.recording import Told
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.benefits import rules, taking_back
from zhucun.incentives.benefits.due import Standing
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.caring import papers
from zhucun.incentives.caring.entries import KINDS
from zhucun.incentives.caring.forms import (
    AnswerForm,
    CheckForm,
    InsuranceForm,
    PayForm,
    PeopleForm,
    TransportForm,
    VisitForm,
    WithdrawForm,
)
from zhucun.incentives.caring.lists import year_asked
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.caring.reading import UnitCare
from zhucun.incentives.caring.views import may_record_for, unit_of
from zhucun.org.people.models import Unit
from zhucun.papers.official import write_letter
from zhucun.policy.benefit_values import HEALTH_CHECK, INSURANCE, VISIT
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@dataclass(frozen=True)
class Registering:
    """One thing a unit registers for several people: `lacks` is the promise whose missing are ticked at the start."""

    heading: str
    question: str
    form: type[PeopleForm]
    act: Act
    lacks: str = ""


THINGS = {
    "insurance": Registering("登记意外伤害险", "谁保了，从哪天到哪天？", InsuranceForm, benefits.insure, INSURANCE),
    "check": Registering("登记体检", "谁做了，哪天做的？", CheckForm, benefits.record_check, HEALTH_CHECK),
    "visit": Registering("登记看望", "看了谁，谁去的？", VisitForm, benefits.visit, VISIT),
    "transport": Registering("登记交通补助", "凭票据报的，几趟、多少公里？", TransportForm, benefits.pay),
}


def _recorded_for(request: HttpRequest, pk: int) -> UnitCare:
    row = unit_of(request, pk, rules.RECORD)
    shown = UnitCare(row, year_asked(request), request.actor)
    if not may_record_for(request, row) or not shown.postings:
        raise Http404
    return shown


@page(needs=rules.RECORD)
def pay(request: HttpRequest, pk: int) -> HttpResponse:
    """Months owed are ticked; nothing is owed for days that nobody has locked."""
    shown = _recorded_for(request, pk)
    form = PayForm(request.POST or None, owed=shown.months, initial={"paid_on": request.actor.today})
    words = {"heading": "登记发放补助", "question": "发了哪几个月的？每个人多少按核定的天数算好了。"}
    if not shown.months:
        messages.info(request, "现在没有到期没发的补助。")
        return redirect(_back(shown.unit, request))
    return _register(request, shown.unit, form, form.calls, benefits.pay, words)


@page(needs=rules.RECORD)
def record(request: HttpRequest, pk: int, thing: str) -> HttpResponse:
    if (one := THINGS.get(thing)) is None:
        raise Http404
    shown = _recorded_for(request, pk)
    postings = [row for row in shown.postings.values() if row.until is None or row.until > request.actor.today]
    initial = dict.fromkeys(("done_on", "on", "paid_on"), request.actor.today)
    form = one.form(request.POST or None, postings=postings, ticked=_lacking(shown, one.lacks), initial=initial)
    return _register(request, shown.unit, form, form.calls, one.act, {"heading": one.heading, "question": one.question})


def _lacking(shown: UnitCare, what: str) -> list[int]:
    of_kind = (line for line in shown.lines if line.what == what and line.posting is not None)
    return [line.posting for line in of_kind if line.standing in (Standing.MISSING, Standing.COMING)]


def _register(
    request: HttpRequest,
    unit: Unit,
    form: ActForm,
    calls: Callable[[], Sequence[Told]],
    act: Act,
    words: dict[str, Any],
) -> HttpResponse:
    if form.is_valid() and form.tries(lambda: len(act.many(calls(), by=request.actor))):
        messages.success(request, f"登记了 {form.outcome} 条，队员自己也看得到。")
        return redirect(_back(unit, request))
    context = {
        "form": form,
        **words,
        "submit_label": "登记",
        "cancel_url": _back(unit, request),
        "cancel_label": "先不登记",
        "crumbs": [(_back(unit, request), f"{unit.name}的保障")],
    }
    return render(request, "web/pages/form.html", context)


def _back(unit: Unit, request: HttpRequest) -> str:
    address, year = reverse("incentives:benefits.unit", args=[unit.pk]), year_asked(request)
    return address if year == request.actor.today.year else f"{address}?year={year}"


# ── taking back, reminders ──

BACK = {
    "payment": taking_back.withdraw_payment,
    "insurance": taking_back.withdraw_insurance,
    "check": taking_back.withdraw_check,
    "visit": taking_back.withdraw_visit,
}


@page(needs=rules.RECORD)
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    seen = KINDS[kind].objects.visible_to(request.actor, rules.RECORD).standing()
    row = get_object_or_404(seen.select_related("cadre__person"), pk=pk)
    form = WithdrawForm(request.POST or None, seen=row)
    back = reverse("incentives:benefits.member", args=[row.cadre_id])
    if form.is_valid() and form.do(BACK[kind], row, by=request.actor):
        messages.success(request, "撤回了，不再算数，留着能看。")
        return redirect(back)
    context = {
        "form": form,
        "heading": f"撤回：{row.cadre.person.name}",
        "question": f"{row._meta.verbose_name}，{row.recorded_by} {row.recorded_on:%Y-%m-%d} 登记的。",
        "submit_label": "撤回",
        "cancel_url": back,
        "danger": True,
        "crumbs": [(back, f"{row.cadre.person.name}的保障")],
    }
    return render(request, "web/pages/form.html", context)


def _reminder(request: HttpRequest, pk: int, needs: str = rules.SEE) -> BenefitReminder:
    seen = BenefitReminder.objects.visible_to(request.actor, needs)
    return get_object_or_404(seen.select_related("unit"), pk=pk)


@page(needs=rules.SEE)
def reminder(request: HttpRequest, pk: int) -> HttpResponse:
    """What the unit was told, and where it says what was done."""
    row, actor = _reminder(request, pk), request.actor
    form = AnswerForm(request.POST or None, seen=row)
    may_answer = actor.may(rules.RECORD) and row.answered_on is None
    if request.method == "POST" and may_answer and form.is_valid() and form.do(caring.answer, row, by=actor):
        messages.success(request, "回了，县驻村办看得到。")
        return redirect("incentives:benefits.reminder", pk=pk)
    context = {"row": row, "form": form, "may_answer": may_answer, "may_write": actor.may(rules.REMIND)}
    return render(request, "incentives/caring/pages/reminder.html", context)


@page(needs=rules.SEE)
def reminder_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    row = _reminder(request, pk)
    letter = papers.letter_of(row, request.actor)
    return paper_of(request.actor, papers.REMINDER, f"{papers.REMINDER}-{row.unit.name}", lambda: write_letter(letter))
