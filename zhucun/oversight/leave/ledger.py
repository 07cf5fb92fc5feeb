"""What leave tells the day ledger: granted days are entered, days not used are given back (R-ATT-03).

Whoever approves need not be somebody who enters days: the house does it, under their name, as part of the approval.
"""

from collections.abc import Mapping, Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.lib import halves
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance.leaving_open import leave_open, unspoken
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Stands
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.policy.attendance import LEAVE

SOURCE, LATE = "leave", "late_return"


def enter(leaves: Sequence[LeaveRequest], by: Actor, hands: Mapping[int, Actor] | None = None) -> None:
    """The whole span of each; no reason goes along, since more people read days than leave. `hands` are those of many
    who approved at once, by request."""
    known = hands or {}
    calls = [Told(leave.posting, _told(leave), _house(known.get(leave.pk, by), leave.county_code)) for leave in leaves]
    for county in sorted({leave.county_code for leave in leaves}):
        mine = [call for call, leave in zip(calls, leaves, strict=True) if leave.county_code == county]
        attendance.enter.many(mine, by=_house(by, county))


def _told(leave: LeaveRequest) -> dict[str, object]:
    span = {"since_half": leave.since_half, "until_half": leave.until_half}
    return {"category": LEAVE, **span, "source": SOURCE, "source_key": leave.pk}


def _house(by: Actor, county: str) -> Actor:
    return Actor.system(by.name, reach=county, now=by.now, door=by.door)


def take_out(leaves: Sequence[LeaveRequest], by: Actor) -> None:
    """As if it had never been granted."""
    for statement in _statements(leaves):
        attendance.withdraw(statement, by=_house(by, statement.place_code[:6]))


def shorten(leaves: Sequence[LeaveRequest], by: Actor, *, until_half: int | None = None) -> None:
    """From the half-day on which somebody was back, or else from the one told, they are on post or gone."""
    ends = {leave.pk: until_half or leave.back_half for leave in leaves}
    for statement in _statements(leaves):
        end = ends[statement.source_key]
        if end is not None and end < statement.until_half:
            attendance.shorten(statement, until_half=end, by=_house(by, statement.place_code[:6]))


def lengthen(leaves: Sequence[LeaveRequest], by: Actor) -> None:
    """By the days that were added: those before may lie in a month that is locked already."""
    ends = {leave.pk: leave.until_half for leave in leaves}
    for statement in _statements(leaves):
        until = ends[statement.source_key]
        attendance.lengthen(statement, until_half=until, by=_house(by, statement.place_code[:6]))


def ask_about_late(leave: LeaveRequest, by: Actor) -> None:
    """Between the end of the leave and the return: the township is asked what these days were, unless it has said so,
    or the member did (R-LEA-04)."""
    trim_question(leave, by)
    back = halves.in_words(leave.back_half, leave.back_half + 1)
    reason = (
        f"假到{halves.day_of(leave.until_half - 1):%-m月%-d日}，{back}回村，晚了 {leave.late_days} 天，这几天怎么记？"
    )
    _ask(leave, leave.back_half, reason, by)
    asked = DayStatement.objects.standing().filter(source=LATE, source_key=leave.pk)
    asked.exclude(reason=reason).update(reason=reason)


def ask_about_overdue(leave: LeaveRequest, by: Actor) -> None:
    """Until they say that they are back nobody knows where they are: neither on post nor absent, asked day by day."""
    last = halves.day_of(leave.until_half - 1)
    _ask(leave, halves.beyond(by.today), f"假到{last:%-m月%-d日}，还没有销假，这几天怎么记？", by)


def _ask(leave: LeaveRequest, until: int, reason: str, by: Actor) -> None:
    house = _house(by, leave.county_code)
    if unspoken(leave.posting, leave.until_half, until, house):
        span = {"since_half": leave.until_half, "until_half": until}
        leave_open(leave.posting, **span, reason=reason, source=LATE, source_key=leave.pk, by=house)


def trim_question(leave: LeaveRequest, by: Actor) -> None:
    """From the return on nothing is asked; what lies in a locked month the township has said."""
    house, back = _house(by, leave.county_code), leave.back_half
    for statement in _statements([leave], LATE):
        if statement.until_half <= back or _is_locked(statement, back):
            continue
        if statement.since_half >= back:
            attendance.withdraw(statement, by=house)
        else:
            attendance.shorten(statement, until_half=back, by=house)


def _is_locked(statement: DayStatement, since: int) -> bool:
    lines = MonthLine.objects.locked().filter(posting=statement.posting_id, until_half__gt=since)
    return lines.filter(since_half__lt=statement.until_half).exists()


def take_back_question(leave: LeaveRequest, by: Actor) -> None:
    """The return was entered by mistake."""
    for statement in _statements([leave], LATE):
        attendance.withdraw(statement, by=_house(by, leave.county_code))


def _statements(leaves: Sequence[LeaveRequest], source: str = SOURCE) -> Sequence[DayStatement]:
    keys = [leave.pk for leave in leaves]
    rows = DayStatement.objects.filter(source=source, source_key__in=keys, state=Stands.STANDING)
    return list(rows.order_by("pk"))
