"""Entered at the desk: a change, another word of a day, 属实, and taking back what was entered (R-ATT-04, R-ATT-07)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly, rules
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.forms import EnterForm, OtherwiseForm, WithdrawForm
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.leave.rules import ASK as ASK_LEAVE
from zhucun.policy.attendance import IN_VILLAGE
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

SAID_BY_ANYONE = ("anyone",)
SAID_BY_OTHERS = ("anyone", "others")
JUST_ENTERED = "刚代记就撤回"


def posting_of(request: HttpRequest, pk: int, needs: str) -> Posting:
    seen = Posting.objects.visible_to(request.actor, needs).select_related("cadre__person", "team")
    return get_object_or_404(seen, pk=pk)


def person_url(posting: Posting, asked: Asked) -> str:
    month = {} if asked.is_now else {"month": asked.key}
    return address_of(reverse("oversight:days.person", args=[posting.cadre_id]), month)


def _first_day(asked: Asked) -> dict[str, Any]:
    """Today where the month runs, since most is entered on its day."""
    day = asked.today if asked.is_now else None
    return {"since_half": day, "until_half": day}


@page(needs=rules.STATE)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    posting, asked = posting_of(request, pk, rules.STATE), month_asked(request)
    is_own = posting.cadre.person_id == request.actor.person_id
    terms = terms_for(request.actor, posting.place_code, asked.span.since)
    offered = [one for one in terms.categories if one.who in SAID_BY_ANYONE and one.key != IN_VILLAGE]
    form = EnterForm(request.POST or None, offered=offered, is_own=is_own, initial=_first_day(asked))
    if form.is_valid() and form.do(days.enter, posting, by=request.actor):
        offer(request, days.enter, form.outcome or 0, **({} if is_own else {"reason": JUST_ENTERED}))
        return redirect(person_url(posting, asked))
    name = posting.cadre.person.name
    words = {
        "heading": "我有变动" if is_own else f"代{name}记变动",
        "question": "没有变动的日子不用记。请假到“请假”里请，批准后自动记上。",
        "submit_label": "记上",
        "goes_to": "在村日历、考勤表、驻村天数",
    }
    leave = ("是请假的，到“请假”里请", reverse("oversight:leaves.ask", args=[posting.pk]))
    return _form(request, form, posting, asked, words, leave if request.actor.may(ASK_LEAVE) else None)


@page(needs=rules.OTHERWISE)
def otherwise(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the month's sheet is open the word is about its line, else about the days alone."""
    posting, asked = posting_of(request, pk, rules.OTHERWISE), month_asked(request)
    terms = terms_for(request.actor, posting.place_code, asked.span.since)
    offered = [one for one in terms.categories if one.who in SAID_BY_OTHERS]
    form = OtherwiseForm(request.POST or None, offered=offered, initial=_first_day(asked))
    if form.is_valid() and form.do(days.state_otherwise, posting, by=request.actor):
        offer(request, days.state_otherwise, form.outcome or 0)
        return redirect(person_url(posting, asked))
    words = {
        "heading": f"{posting.cadre.person.name}某天的情况不是这样",
        "question": "和本人说的分开记。说法不一的日子由乡镇定；乡镇自己说的就算定了。",
        "submit_label": "记上",
    }
    return _form(request, form, posting, asked, words)


def _form(
    request: HttpRequest,
    form: ActForm,
    posting: Posting,
    asked: Asked,
    words: dict[str, str],
    also: tuple[str, str] | None = None,
) -> HttpResponse:
    back = person_url(posting, asked)
    crumbs = [(reverse("oversight:days"), "在村与请假"), (back, posting.cadre.person.name)]
    context = {"form": form, "crumbs": crumbs, "cancel_url": back, "cancel_label": "先不记", "also": also, **words}
    return render(request, "oversight/calendar/pages/enter.html", context)


@page(needs=rules.STATE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own by a press; somebody else's with a line of why, which they read (R-ATT-07)."""
    seen = DayStatement.objects.visible_to(request.actor, rules.STATE).select_related("cadre__person")
    row = get_object_or_404(seen, pk=pk)
    is_own = row.cadre.person_id == request.actor.person_id
    form = WithdrawForm(request.POST or None, seen=row)
    if is_own and request.method == "POST":
        press(request, days.withdraw, row)
    elif not is_own and not (form.is_valid() and form.do(days.withdraw, row, by=request.actor)):
        return render(request, "web/pages/form.html", _to_withdraw(row, form, request.actor))
    return redirect(_month_of(row))


def _to_withdraw(row: DayStatement, form: WithdrawForm, actor: Actor) -> dict[str, Any]:
    name, back = row.cadre.person.name, _month_of(row)
    label = terms_for(actor, row.place_code, halves.day_of(row.since_half)).category(row.category).label
    return {
        "form": form,
        "heading": f"撤回{name}记的变动",
        "question": f"{row.in_words}，{label}。撤回以后按没有变动记；谁撤的、为什么，本人看得到。",
        "crumbs": [(reverse("oversight:days"), "在村与请假"), (back, name)],
        "submit_label": "撤回",
        "danger": True,
        "cancel_url": back,
        "cancel_label": "先不撤",
    }


@require_POST
@page(needs=rules.OTHERWISE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(DayStatement.objects.visible_to(request.actor, rules.OTHERWISE), pk=pk)
    press(request, days.take_back, row)
    return redirect(_month_of(row))


@require_POST
@page(needs=rules.STATE)
def state_true(request: HttpRequest, pk: int) -> HttpResponse:
    """属实: one press, by the person alone."""
    line = get_object_or_404(MonthLine.objects.visible_to(request.actor, rules.STATE), pk=pk)
    press(request, monthly.state_true, line)
    offer(request, monthly.state_true, line.pk, text="已确认属实")
    return redirect(f"{reverse('oversight:days.person', args=[line.cadre_id])}?month={line.month}")


def _month_of(row: DayStatement) -> str:
    month = rules.month_key(halves.day_of(row.since_half))
    return f"{reverse('oversight:days.person', args=[row.cadre_id])}?month={month}"
