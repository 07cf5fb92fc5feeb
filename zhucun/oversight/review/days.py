"""The columns that the day ledger and leave give 调度表: whom the month's days ask about, who is overdue."""

from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.review.columns import Asked, Leading, review_column
from zhucun.oversight.review.ledgers import by_township

ABSENT, UNDECIDED = "unexcused_absence", "undecided"
SHOWN_AS = {ABSENT: "x", UNDECIDED: "q"}  # as the calendar's address calls them


def _months(asked: Asked) -> list[tuple[str, Month]]:
    """Township and month of everybody who was there; read once for both columns."""
    if "months" not in asked.memo:
        seen = Posting.objects.visible_to(asked.actor).overlapping(asked.month.since, asked.month.until).order_by()
        places = dict(seen.values_list("pk", "place_code"))
        terms = terms_for(asked.actor, asked.county_code, asked.month.since)
        read = reading.month_of(list(places), asked.month.since, terms)
        asked.memo["months"] = [(places[pk][:TOWNSHIP_DIGITS], month) for pk, month in read.items()]
    return asked.memo["months"]


def _with(asked: Asked, category: str) -> Mapping[str, int]:
    return Counter(code for code, month in _months(asked) if month.totals.get(category))


def _calendar(category: str) -> Leading:
    def leads_to(asked: Asked, code: str) -> str:
        narrowed = {"month": f"{asked.month.since:%Y-%m}", "what": SHOWN_AS[category]}
        if code != asked.county_code:
            narrowed["township"] = code
        return f"{reverse('oversight:days')}?{urlencode(narrowed)}"

    return leads_to


@review_column("absent", "缺勤的人", order=50, leads_to=_calendar(ABSENT), is_lack=True)
def absent(asked: Asked) -> Mapping[str, int]:
    return _with(asked, ABSENT)


@review_column("undecided", "去向没定", order=55, leads_to=_calendar(UNDECIDED), is_lack=True)
def undecided(asked: Asked) -> Mapping[str, int]:
    return _with(asked, UNDECIDED)


def _leaves(asked: Asked, code: str) -> str:
    narrowed = {"view": "overdue"} if code == asked.county_code else {"view": "overdue", "township": code}
    return f"{reverse('oversight:leaves')}?{urlencode(narrowed)}"


@review_column("leave_overdue", "逾期没销", order=60, leads_to=_leaves, is_lack=True)
def leave_overdue(asked: Asked) -> Mapping[str, int]:
    return by_township(LeaveRequest.objects.visible_to(asked.actor).overdue(asked.day))
