"""What the clock does: the month's lines on its last working day; what was missed is made up once (R-ATT-04)."""

from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.periods import add_months
from zhucun.org.places.models import CountyOffice
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.rules import month_key

MONTHS_BACK = 3


def open_months(by: Actor) -> dict[str, Any]:
    """Each day, since somebody may leave in the middle of a month, and a posting may be entered afterwards."""
    opened = []
    for office in CountyOffice.objects.filter(county__code__in=[code[:6] for code in by.scope().place]):
        for month in _months(by.today, office.started_on):
            if monthly.without_line(office.county, month, by):
                monthly.open_month(office.county, month=month, by=by)
                opened.append(month)
    return {"opened": opened}


def _months(today: date, started_on: date | None) -> list[str]:
    """This month and those before it that may still lack lines, none that was over before the county began."""
    firsts = (add_months(today.replace(day=1), -back) for back in range(MONTHS_BACK, -1, -1))
    return [month_key(first) for first in firsts if started_on is None or _last_day(first) >= started_on]


def _last_day(first: date) -> date:
    return add_months(first, 1) - timedelta(days=1)
