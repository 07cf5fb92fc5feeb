"""Parts of M1 that are there only when needed: 应急值守, the month that waits for 属实, leave, words taken back."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.mobile.own import Crew
from zhucun.mobile.words import totals_in_words
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.changed import changed_after
from zhucun.oversight.attendance.models import TOLD_FOR, DayStatement, MonthLine
from zhucun.oversight.attendance.reading import Sheet
from zhucun.oversight.attendance.rules import PLAN_REST, month_in_words
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.emergency.lists import days_of
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.reading import reports_of
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State
from zhucun.oversight.leave.showing import LeaveSeen
from zhucun.six_ones.duty_rota.reading import own_duties

A_SEASON = timedelta(days=100)  # lines said true before that are locked long since


def emergency_card(crew: Crew, actor: Actor) -> dict[str, Any]:
    """The one button of an emergency; for the leader also those who have not been reported (R-ATT-16)."""
    if crew.own.duty is None:
        return {}
    duty = EmergencyDuty.objects.visible_to(actor).get(pk=crew.own.duty)
    reports = reports_of(crew.everybody, actor.today)
    waiting = [one for one in crew.mates if one.pk not in reports]
    return {
        "duty": duty,
        "duty_days": days_of(duty),
        "own_report": reports.get(crew.own.pk),
        "mates_to_report": waiting if crew.leads else [],
    }


def watch_lines(crew: Crew, actor: Actor) -> dict[str, Any]:
    """今天值守: at which post, until when; and what comes (R-TASK-12)."""
    return {"watches": own_duties(actor, crew.own.pk)} if crew.own.stands_watch else {}


def month_card(crew: Crew, actor: Actor) -> dict[str, Any]:
    if crew.own.open_line is None:
        return {}
    line = MonthLine.objects.visible_to(actor).get(pk=crew.own.open_line)
    terms = terms_for(actor, line.place_code, line.first_day)
    month = reading.months_from([_sheet_of(crew.own, line)], line.first_day, terms)[crew.own.pk]
    return {
        "line": line,
        "month_words": month_in_words(line.month),
        "totals": totals_in_words(month, actor.today),
        "asks": month.asks,
    }


def _sheet_of(own: Posting, line: MonthLine) -> Sheet:
    """Of a locked one nothing more is read."""
    return Sheet.of(own.pk, own.reported_on, own.until, line.pk, line.state, line.marks)


def taken_back_lines(crew: Crew, actor: Actor) -> dict[str, Any]:
    """What the office took back of one's own words in these days: by whom and why (R-ATT-07)."""
    if not crew.own.was_taken_back:
        return {}
    rows = DayStatement.objects.visible_to(actor).told_to_the_member(actor.today).filter(posting=crew.own)
    terms = terms_for(actor, crew.own.place_code, actor.today)
    return {"taken_back": [(one, terms.category(one.category).label) for one in rows.order_by("-withdrawn_on", "-pk")]}


def changed_lines(crew: Crew, actor: Actor) -> dict[str, Any]:
    """Days that the office changed after one's own 属实: by whom, what they are now, and where to object (R-ATT-04)."""
    if not crew.own.was_said_otherwise:
        return {}
    told = []
    lines = MonthLine.objects.visible_to(actor).filter(posting=crew.own, stated_on__isnull=False)
    for line in lines.exclude(stated_marks="").filter(stated_on__gt=actor.today - A_SEASON).order_by("month"):
        terms = terms_for(actor, line.place_code, line.first_day)
        found = changed_after([line], reading.months_from([_sheet_of(crew.own, line)], line.first_day, terms))
        told += [(line, one) for one in found.get(line.pk, ()) if one.on > actor.today - TOLD_FOR]
    return {"changed": told}


def rest_lines(crew: Crew, actor: Actor) -> dict[str, Any]:
    """轮休 that the township planned: for the leader of all the team, for others their own (R-LEA-06)."""
    told = [one for one in (crew.everybody if crew.leads else [crew.own]) if one.is_rest_set]
    if not told:
        return {}
    rows = DayStatement.objects.rest_set_by_the_office(actor.today).filter(posting__in=told)
    names = {one.pk: "你" if one.pk == crew.own.pk else one.cadre.person.name for one in told}
    url = reverse("oversight:days.rest", args=[crew.own.team_id]) if actor.may(PLAN_REST) else ""
    return {"rest_url": url, "rest_set": [(names[row.posting_id], row) for row in rows.order_by("since_half", "pk")]}


def leave_lines(crew: Crew, actor: Actor) -> dict[str, Any]:
    """Leave that was asked for and is not decided, with whom it waits for."""
    if not crew.own.asks_leave:
        return {}
    waiting = LeaveRequest.objects.visible_to(actor).filter(posting=crew.own, state=State.ASKED)
    leaves = waiting.select_related("cadre", "posting__sending_unit").order_by("since_half", "pk")
    return {"asked_leaves": [(leave, LeaveSeen(leave, actor).sentence().rstrip("。")) for leave in leaves]}
