"""One line of a month's sheet: looked at day by day, said to be true, or which day was otherwise."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.lib.asked_days import day_in
from zhucun.mobile.month.forms import DayForm, span_of
from zhucun.mobile.phone import phone_page, shown
from zhucun.mobile.words import WEEK, cells_of, totals_in_words
from zhucun.oversight.attendance import monthly, reading, rules
from zhucun.oversight.attendance.changed import changed_after
from zhucun.oversight.attendance.corrected import corrected_of
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import month_in_words
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import Category
from zhucun.web.forms import ActForm, press
from zhucun.web.undo import offer

MOST_LETTERS = 10  # of an address that is read back: 2022-06-31


def line_of(request: HttpRequest, pk: int) -> MonthLine:
    return get_object_or_404(MonthLine.objects.visible_to(request.actor).select_related("cadre__person"), pk=pk)


@phone_page(needs=rules.SEE)
def month(request: HttpRequest, pk: int) -> HttpResponse:
    """The days; with `?day=` what that day was instead."""
    actor, line = request.actor, line_of(request, pk)
    terms = terms_for(actor, line.place_code, line.first_day)
    found = reading.month_of([line.posting_id], line.first_day, terms)[line.posting_id]
    day, form = _asked(request, line, terms)
    if form and form.is_valid() and _said(request, line, day, form):
        return redirect(where_to(line, actor))
    context = {
        "line": line,
        "is_own": is_own(line, actor),
        "month_words": month_in_words(line.month),
        "totals": totals_in_words(found, actor.today),
        "counted": halves.length_in_words(found.counted_to(actor.today)),
        "asked_note": found.asked_in_words(actor.today),
        "weeks": weeks_of(found, actor.today),
        "said": [(one, terms.category(one.category).label) for one in statements_of(line, actor)],
        "corrected": corrected_of(actor, [line.pk], terms).get(line.pk, []) if line.is_locked else [],
        "changed": changed_after([line], {line.posting_id: found}).get(line.pk, []),
        "day": day,
        "no_day": "" if day or not may_say(line, actor) else request.GET.get("day", "")[:MOST_LETTERS],
        "form": form,
        "pressing": ActForm(seen=line),
        "may_say": may_say(line, actor),
        "back_url": reverse("mobile:month", args=[pk]) if day else where_to(line, actor),
    }
    return shown(request, "mobile/month/pages/month.html", context)


def is_own(line: MonthLine, actor: Actor) -> bool:
    return line.cadre.person_id == actor.person_id


def may_say(line: MonthLine, actor: Actor) -> bool:
    """One's own days, or those of the village's team; not once the township has locked them."""
    if line.is_locked:
        return False
    return is_own(line, actor) or actor.scope(rules.OTHERWISE).covers_place(line.place_code)


def where_to(line: MonthLine, actor: Actor) -> str:
    return reverse("mobile:today") if is_own(line, actor) else reverse("mobile:village")


def weeks_of(found: Month, today: date) -> list[list[Any]]:
    cells = cells_of(found, today)
    return [cells[at : at + WEEK] for at in range(0, len(cells), WEEK)]


def statements_of(line: MonthLine, actor: Actor) -> list[DayStatement]:
    """What was entered for the month and what another took back, with its reasons where one may read them."""
    near = DayStatement.objects.visible_to(actor).filter(posting=line.posting_id)
    return list(
        (near.standing() | near.taken_back_by_others())
        .touching(line.since_half, line.until_half)
        .order_by("since_half", "pk")
    )


def _asked(request: HttpRequest, line: MonthLine, terms: Terms) -> tuple[date | None, DayForm | None]:
    day = day_in(request.GET.get("day", ""))
    if day is None or not may_say(line, request.actor) or not _lies_in(line, day):
        return None, None
    own = is_own(line, request.actor)
    offered = offered_on(day, terms, own=own)
    return day, DayForm(request.POST or None, categories=offered, must_say=not own, seen=line)


def _lies_in(line: MonthLine, day: date) -> bool:
    return line.since_half <= halves.half_of(day) < line.until_half


def offered_on(day: date, terms: Terms, *, own: bool) -> list[Category]:
    """What somebody may say of the day: leave comes from its approval, an absence is not for oneself to state."""
    on = "working" if terms.calendar.is_working_day(day) else "rest"
    who = ("anyone",) if own else ("anyone", "others")
    return [one for one in terms.by_key.values() if one.who in who and one.on in ("any", on)]


def _said(request: HttpRequest, line: MonthLine, day: date, form: DayForm) -> bool:
    given = form.told()
    since, until = span_of(day, given.pop("part"))
    told = {**given, "since_half": since, "until_half": until, "rest_days_too": True}
    return form.do(monthly.object_to, line, by=request.actor, told=told)


@require_POST
@phone_page(needs=rules.STATE)
def say_true(request: HttpRequest, pk: int) -> HttpResponse:
    """属实, once a month and by oneself alone (R-ATT-04)."""
    line = line_of(request, pk)
    key = press(request, monthly.state_true, line)
    offer(request, monthly.state_true, key, text="确认了，送村里核对")
    return redirect(where_to(line, request.actor))
