"""Cards of M1 that are there only when they are needed: 应急值守, and the month that waits for 属实."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.mobile.own import Crew
from zhucun.mobile.words import totals_in_words
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import month_in_words
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.emergency.lists import days_of
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.reading import reports_of


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


def month_card(crew: Crew, actor: Actor) -> dict[str, Any]:
    if crew.own.open_line is None:
        return {}
    line = MonthLine.objects.visible_to(actor).get(pk=crew.own.open_line)
    terms = terms_for(actor, line.place_code, line.first_day)
    month = reading.month_of([crew.own.pk], line.first_day, terms)[crew.own.pk]
    return {
        "line": line,
        "month_words": month_in_words(line.month),
        "totals": totals_in_words(month),
        "asks": month.asks,
    }
