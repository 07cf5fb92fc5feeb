"""How one stands oneself: days, deeds, leave left; seen by nobody else on this page (screen M9)."""

from dataclasses import dataclass

from django.db.models import Sum

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.amounts import shown_half_days
from zhucun.lib.periods import Span, year_of
from zhucun.oversight.attendance import reading, year
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import STANDING, limit_of
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord

ANNUAL, PRACTICAL = "annual", "practical"


@dataclass(frozen=True)
class Number:
    label: str
    value: str
    unit: str = ""
    note: str = ""


def numbers_of(posting: Posting, actor: Actor) -> list[Number]:
    span = year_of(actor.today)
    terms = terms_for(actor, posting.place_code, actor.today)
    month = reading.month_of([posting.pk], actor.today, terms)[posting.pk]
    found = [
        Number("本月驻村", shown_half_days(month.counted_to(actor.today)), note=month.asked_in_words(actor.today)),
        Number(*_of_the_year(posting, actor, span)),
        Number("今年做实事", str(_deeds(posting, actor, span)), "件"),
    ]
    left = _annual_left(posting, actor, span)
    return [*found, Number("年休假还剩", shown_half_days(left))] if left is not None else found


def _of_the_year(posting: Posting, actor: Actor, span: Span) -> tuple[str, str]:
    """What the township has locked, and what was carried in when the county began."""
    lines = MonthLine.objects.visible_to(actor).filter(cadre=posting.cadre_id)
    carried = OpeningBalance.objects.filter(cadre=posting.cadre_id)
    total = year.totals(lines, carried, span).get(posting.cadre_id, year.Total())
    months = f"，{total.months} 个月" if total.months else ""
    return f"今年核定{months}", shown_half_days(total.counted_halfdays)


def _deeds(posting: Posting, actor: Actor, span: Span) -> int:
    written = WorkRecord.objects.visible_to(actor).standing().filter(posting=posting, kind=PRACTICAL)
    return written.happened_in(span.since, span.until).count()


def _annual_left(posting: Posting, actor: Actor, span: Span) -> int | None:
    """None where the county sets no limit, or the years of work are not known (R-LEA-05)."""
    kind = next((one for one in policy.of(actor).leave.kinds if one.key == ANNUAL), None)
    limit = limit_of(kind, posting.cadre.work_started_on, actor.today) if kind else None
    if limit is None:
        return None
    own = LeaveRequest.objects.filter(cadre=posting.cadre_id, kind=ANNUAL, state__in=STANDING)
    this_year = own.filter(since_half__gte=halves.half_of(span.since), since_half__lt=halves.half_of(span.until))
    taken = this_year.aggregate(taken=Sum("length_halfdays"))["taken"] or 0
    return max(0, limit - taken)
