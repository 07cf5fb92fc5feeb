"""Days nobody has spoken for, though they may not have been as by default: left to the township as a question."""

from collections.abc import Collection
from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.workdays import Calendar
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.entering import Entry, add_to, stay_of, with_people, write
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, month_key
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.attendance import UNDECIDED


def unspoken(posting: Posting, since: int, until: int, by: Actor) -> list[int]:
    """Working half-days of the stay, in no locked month, of which neither the member nor the township said a word."""
    terms, stay = terms_for(by, posting.place_code, halves.day_of(since)), stay_of(posting)
    told = DayMark.objects.filter(cadre=posting.cadre_id, half__gte=since, half__lt=until)
    taken = set(told.exclude(side=Side.VILLAGE).values_list("half", flat=True))
    locked = set(MonthLine.objects.locked().filter(posting=posting.pk).values_list("month", flat=True))
    free = (half for half in range(since, until) if half not in taken and stay is not None and stay.holds(half))
    return [half for half in free if _is_asked(halves.day_of(half), terms.calendar, locked)]


def _is_asked(day: date, calendar: Calendar, locked: Collection[str]) -> bool:
    return calendar.is_working_day(day) and month_key(day) not in locked


@act("attendance.leave_open", "留给乡镇认定", needs=rules.STATE)
def leave_open(
    posting: Posting, *, since_half: int, until_half: int, reason: str, source: str, source_key: int, by: Actor
) -> DayStatement:
    """Neither on post nor absent until the township has said which; a question, not an accusation (R-LEA-04)."""
    if "system" not in by.roles:
        raise Refused("这几天怎么记，由乡镇认定。", rule="R-LEA-04")
    spoken = unspoken(posting, since_half, until_half, by)
    if not spoken:
        raise Refused("这几天都已经有说法了，不用再问。", field="since_half")
    with_people([posting])
    before = _asked_before(posting, source, source_key)
    terms = terms_for(by, posting.place_code, halves.day_of(since_half))
    entry = Entry(
        posting,
        Side.MEMBER,
        terms.category(UNDECIDED),
        spoken[0],
        spoken[-1] + 1,
        tuple(spoken),
        reason,
        source=source,
        source_key=source_key,
    )
    return write([entry], by=by)[0] if before is None else _asked_on(before, entry, by)


def _asked_before(posting: Posting, source: str, source_key: int) -> DayStatement | None:
    asked = DayStatement.objects.standing().filter(posting=posting, source=source, source_key=source_key)
    return asked.order_by("-pk").first()


def _asked_on(before: DayStatement, entry: Entry, by: Actor) -> DayStatement:
    """The same question of more days, so that one absence is asked about once."""
    before.since_half, before.until_half = min(before.since_half, entry.since), max(before.until_half, entry.until)
    before.reason = entry.reason
    before.save()
    add_to(before, entry, by=by)
    return before
