"""One person's month: each day, what was said and by whom, how far the sheet is (screen G1)."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.corrected import Corrected, corrected_of
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.reading import Month, months_from
from zhucun.oversight.attendance.rules import Side, Stands, State
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.cells import NOT_THERE, looks_of
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.calendar.people import OnTeam, PersonsMonth, in_one_query, there_in
from zhucun.oversight.calendar.person_reading import cells_of, said_of, statements_of, steps_of, sums_of
from zhucun.oversight.calendar.question_pages import questions_for
from zhucun.oversight.calendar.stepping import offered_to
from zhucun.oversight.calendar.tabs import month_context
from zhucun.oversight.calendar.words import days_of
from zhucun.policy.holidays.reading import learned
from zhucun.web.forms import ActForm
from zhucun.web.page import page

WEEKDAYS = "一二三四五六日"


def on_team(request: HttpRequest, cadre: int, asked: Asked) -> tuple[PersonsMonth, Month]:
    """The posting of the month, of two the later one; of a month without one the last there is, its days blank."""
    seen, first = postings_seen_by(request.actor).filter(cadre=cadre), asked.span.since
    found = in_one_query(seen.filter(there_in(asked.span)), asked.span) or in_one_query(seen, asked.span)
    if not found:
        raise Http404
    own = max(found, key=lambda own: own.one.since)
    learned(request.actor, own.one.place_code, has_own=own.has_own_days)
    terms = terms_for(request.actor, own.one.place_code, first)
    return own, months_from([own.sheet], first, terms)[own.one.posting]


@page(needs=rules.SEE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    asked = month_asked(request)
    own, month = on_team(request, pk, asked)
    one, terms = own.one, month.terms
    kept = {} if asked.is_now else {"month": asked.key}
    context = {
        "person": one,
        **month_context(request, asked),
        "weekdays": WEEKDAYS,
        "cells": cells_of(asked, month.marks, looks_of(terms.by_key.values()), NOT_THERE),
        "sums": sums_of(month.totals_to(asked.today), terms),
        "counted": days_of(month.counted_to(asked.today)),
        "wanted": days_of(month.required_halfdays),
        "is_locked": month.is_locked,
        "corrected": _corrected(request.actor, month),
        "calendar_url": address_of(reverse("oversight:days"), kept),
        "team_url": address_of(reverse("oversight:days.team", args=[one.team]), kept),
        "file_url": reverse("dispatch:members.one", args=[pk]) if request.actor.may(SEE_PEOPLE) else "",
        "question": f"{one.team_name} · 每一天记的是什么，谁说的，月表到哪一步。",
        "asked_note": month.asked_in_words(asked.today),
        **_said(request, own, asked, month),
        **_sheet(request, own, month),
        **_may(request, one, asked, month),
    }
    return render(request, "oversight/calendar/pages/person.html", context)


def _corrected(actor: Actor, month: Month) -> list[Corrected]:
    if month.line is None or not month.is_locked:
        return []
    return corrected_of(actor, [month.line], month.terms).get(month.line, [])


def _said(request: HttpRequest, own: PersonsMonth, asked: Asked, month: Month) -> dict[str, Any]:
    actor, terms, one = request.actor, month.terms, own.one
    rows = statements_of(one.posting, asked, actor) if own.is_said else []
    take_back = _TakeBack(actor, one, _locked_of(month, rows))
    return {
        "may_see_reasons": actor.may(rules.SEE_REASONS),
        "said": [
            said_of(row, terms, asked.span.since.year, take_back.url(row), asks_why=take_back.asks_why(row))
            for row in rows
        ],
        "questions": questions_for(actor, [row for row in rows if row.asks]) if actor.may(rules.SEE_REASONS) else [],
    }


def _locked_of(month: Month, rows: list[DayStatement]) -> list[tuple[int, int]]:
    """The locked months that these rows reach into: the page's, and others where a row goes beyond it."""
    own = (month.frame.since, month.frame.until)
    standing = [row.span for row in rows if row.state == Stands.STANDING]
    since = min((since for since, _ in standing), default=own[0])
    until = max((until for _, until in standing), default=own[1])
    if own[0] <= since and until <= own[1]:
        return [own] if month.is_locked else []
    lines = MonthLine.objects.locked().filter(posting=month.posting, since_half__lt=until, until_half__gt=since)
    return list(lines.values_list("since_half", "until_half"))


class _TakeBack:
    """Whoever said it takes it back: the member or the office for them, village, township; leave goes with leave, and
    what lies in a locked month stays."""

    def __init__(self, actor: Actor, one: OnTeam, locked: list[tuple[int, int]]) -> None:
        self.locked = locked
        self.is_own = actor.person_id == one.person
        self.is_member = self.is_own or actor.scope(rules.ENTER_FOR).covers_place(one.place_code)
        is_other = not self.is_own and actor.scope(rules.OTHERWISE).covers_place(one.place_code)
        is_township = actor.scope(rules.SETTLE).covers_place(one.place_code)
        self.side = (Side.TOWNSHIP if is_township else Side.VILLAGE) if is_other else None

    def url(self, row: DayStatement) -> str:
        if row.state != Stands.STANDING or row.source or self._is_locked(row):
            return ""
        if row.side == Side.MEMBER:
            return reverse("oversight:days.withdraw", args=[row.pk]) if self.is_member else ""
        return reverse("oversight:days.take_back", args=[row.pk]) if row.side == self.side else ""

    def asks_why(self, row: DayStatement) -> bool:
        """Of a member's own word anybody else says why (R-ATT-07)."""
        return row.side == Side.MEMBER and not self.is_own

    def _is_locked(self, row: DayStatement) -> bool:
        return any(since < row.until_half and row.since_half < until for since, until in self.locked)


def _sheet(request: HttpRequest, own: PersonsMonth, month: Month) -> dict[str, Any]:
    """How far the sheet is, and the one step the reader may do for this person."""
    if own.line is None:
        return {"steps": [], "counted_note": "到今天；没有变动就记为在村。"}
    note = "乡镇锁定的，发补助按它算。" if month.is_locked else "还没锁定，按现在记的算。"
    step = _step(request, own.line, month, is_own=own.one.person == request.actor.person_id)
    return {"line": own.line, "steps": steps_of(own.line), "counted_note": note, **step}


def _step(request: HttpRequest, line: MonthLine, month: Month, *, is_own: bool) -> dict[str, Any]:
    if is_own:
        url = reverse("oversight:days.state_true", args=[line.pk])
        is_mine = line.state == State.OPEN and request.actor.may(rules.STATE)
        return {"own_url": url, "own_press": ActForm(seen=line)} if is_mine else {}
    fitting = (one for one in offered_to(request.actor) if one.start == line.state and not one.needs_reason)
    step = next((one for one in fitting if not (one.waits_for_answers and month.asks)), None)
    if step is None:
        return {}
    return {"step": step, "do_url": reverse("oversight:days.sheets.do", args=[step.name]), "sent": uuid.uuid4()}


def _may(request: HttpRequest, one: OnTeam, asked: Asked, month: Month) -> dict[str, str]:
    """What may be entered here: one's own or for somebody; another word; a correction once it is locked."""
    actor, is_own = request.actor, request.actor.person_id == one.person
    is_office = actor.scope(rules.ENTER_FOR).covers_place(one.place_code)
    if month.is_locked:
        may_correct = actor.scope(rules.CORRECT).covers_place(one.place_code) and not is_own
        return {"correct_url": reverse("oversight:days.correct", args=[month.line])} if may_correct else {}
    may: dict[str, str] = {}
    if actor.may(rules.STATE) and (is_own or is_office):
        may["enter_url"] = address_of(reverse("oversight:days.enter", args=[one.posting]), {"month": asked.key})
        may["enter_label"] = "我有变动" if is_own else "代记变动"
    if actor.may(rules.OTHERWISE) and not is_own and actor.scope(rules.OTHERWISE).covers_place(one.place_code):
        may["otherwise_url"] = address_of(reverse("oversight:days.otherwise", args=[one.posting]), {"month": asked.key})
    return may
