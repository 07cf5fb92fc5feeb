"""The month sheet in four steps: 属实, the village, the township that locks, the county (R-ATT-04)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves, periods
from zhucun.org.places.models import Place
from zhucun.oversight.attendance import reading, rules
from zhucun.oversight.attendance.acts import instead, is_office
from zhucun.oversight.attendance.entering import span_of_month, with_people, write
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.packing import packed
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import FLOW
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.holidays import reading as holidays

FROZEN = [
    "state",
    "verified_on",
    "verified_by",
    "marks",
    "totals",
    "counted_halfdays",
    "working_halfdays",
    "required_halfdays",
]


@act("attendance.open_month", "开月表", needs=rules.OPEN_MONTH)
def open_month(county: Place, *, month: str, by: Actor) -> Place:
    """A line for everybody who was there in the month and has none: of all from its last working day on, before that
    of who has left already. Done again it makes what is missing, and nothing twice."""
    missing = without_line(county, month, by)
    since, until = span_of_month(month)
    insert_many(
        MonthLine(
            posting=posting,
            cadre_id=posting.cadre_id,
            team_id=posting.team_id,
            place_code=posting.place_code,
            month=month,
            since_half=since,
            until_half=until,
            opened_on=by.today,
        )
        for posting in missing
    )
    return county


@open_month.as_many
def _open_many(calls: Sequence[Told], *, by: Actor) -> list[Place]:
    return [open_month.function(call.row, month=call.given["month"], by=by) for call in calls]


def without_line(county: Place, month: str, by: Actor) -> list[Posting]:
    """Who was there in the month, may say how it was and has no line yet."""
    span = periods.month_of(rules.first_day(month))
    there = Posting.objects.filter(within_prefixes("place_code", [county.code]), reported_on__lt=span.until)
    there = there.filter(Q(until__isnull=True) | Q(until__gt=span.since))
    if by.today < last_working_day(span, by, county.code):
        there = there.filter(until__lte=by.today)
    return list(there.exclude(month_lines__month=month).order_by("place_code", "pk"))


def last_working_day(span: periods.Span, by: Actor, county_code: str) -> date:
    calendar = holidays.known_to(by, county_code)
    days = [day for half in range(span.days) if calendar.is_working_day(day := _day(span, half))]
    return days[-1] if days else span.last_day


def _day(span: periods.Span, number: int) -> date:
    return date.fromordinal(span.since.toordinal() + number)


@act("attendance.state_true", "属实", needs=rules.STATE, remote=True, undo="attendance.reopen")
def state_true(line: MonthLine, *, entered_for_reason: str = "", by: Actor) -> MonthLine:
    """By the person alone; the office may enter what was said or signed, under its own name with a reason. It keeps
    what was said to be true (R-ATT-04)."""
    return _state_many([Told(line, {"entered_for_reason": entered_for_reason})], by=by)[0]


@state_true.as_many
def _state_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    months = _months_of([call.row for call in calls], by)
    lines = each(calls, lambda call: _stated(call, months[call.row.posting_id, call.row.month], by))
    update_many(lines, ["state", "stated_on", "stated_by", "stated_for_reason", "stated_marks"])
    return lines


def _stated(call: Told, month: Month, house: Actor) -> MonthLine:
    line, reason, by = call.row, call.given["entered_for_reason"].strip(), call.hand(house)
    is_own = by.person_id is not None and line.cadre.person_id == by.person_id
    if not is_own:
        _must_enter_for(line, reason, by)
    FLOW.step(line, "state_true")
    line.stated_on, line.stated_by, line.stated_marks = by.today, by.name, packed(month.marks)
    line.stated_for_reason = "" if is_own else reason
    return line


def _must_enter_for(line: MonthLine, reason: str, by: Actor) -> None:
    if not is_office(line, by):
        raise Refused("属实只由本人确认，或者由乡镇考勤员写明理由代为确认。", rule="R-ATT-04")
    if not reason and "system" not in by.roles:
        raise Refused("写一句为什么代为确认，比如：本人已在纸上签字。", field="entered_for_reason", rule="R-ATT-04")


@act("attendance.object", "说哪天不对", needs=rules.SEE, remote=True)
def object_to(
    line: MonthLine,
    *,
    category: str,
    since_half: int,
    until_half: int,
    reason: str = "",
    rest_days_too: bool = False,
    by: Actor,
) -> MonthLine:
    """Says what was so instead: the member of their own days, in place of what they said before; the village or the
    township of somebody else's. Where the words differ the township is asked (R-ATT-07)."""
    if line.is_locked:
        raise Refused("乡镇已经锁定，要改的走“更正”。", rule="R-ATT-12")
    if not (line.since_half <= since_half and until_half <= line.until_half):
        raise Refused(f"只说{rules.month_in_words(line.month)}里的日子。", field="since_half")
    told = {"since_half": since_half, "until_half": until_half, "rest_days_too": rest_days_too}
    with_people([line.posting])
    write([instead(line.posting, category, told, reason, by)], by=by)
    line.refresh_from_db()
    return line


@act("attendance.confirm", "核对无误", needs=rules.CONFIRM, remote=True)
def confirm(line: MonthLine, *, by: Actor) -> MonthLine:
    """都对: after the member's 属实, by the village (R-ATT-04)."""
    return _confirm_many([Told(line, {})], by=by)[0]


@confirm.as_many
def _confirm_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    return _confirmed(calls, "confirm", by)


@act("attendance.confirm_on_paper", "纸质已签", needs=rules.VERIFY, remote=True)
def confirm_on_paper(line: MonthLine, *, by: Actor) -> MonthLine:
    """The village signed on paper: marked by the township, by somebody else than who verifies (R-ATT-04)."""
    return _confirm_on_paper_many([Told(line, {})], by=by)[0]


@confirm_on_paper.as_many
def _confirm_on_paper_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    return _confirmed(calls, "confirm_on_paper", by)


def _confirmed(calls: Sequence[Told], verb: str, by: Actor) -> list[MonthLine]:
    prefetch_related_objects([call.row for call in calls], "cadre")
    lines = each(calls, lambda call: _confirmed_one(call.row, verb, call.hand(by)))
    update_many(lines, ["state", "confirmed_on", "confirmed_by", "confirmed_persons", "on_paper"])
    return lines


def _confirmed_one(line: MonthLine, verb: str, by: Actor) -> MonthLine:
    rules.must_not_be_own(by.persons, line.cadre.person_id, "自己的月表，要由别人核对。")
    FLOW.step(line, verb)
    line.confirmed_on, line.confirmed_by, line.on_paper = by.today, by.name, verb == "confirm_on_paper"
    line.confirmed_persons = sorted(by.persons)
    return line


@act("attendance.verify", "核定并锁定", needs=rules.VERIFY, remote=True)
def verify(line: MonthLine, *, by: Actor) -> MonthLine:
    """The township locks: the days and sums are frozen as they stand by the month's terms (R-ATT-04, R-ATT-12)."""
    return _verify_many([Told(line, {})], by=by)[0]


@verify.as_many
def _verify_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    months = _months_of([call.row for call in calls], by)
    lines = each(calls, lambda call: _verified(call.row, months[call.row.posting_id, call.row.month], call.hand(by)))
    update_many(lines, FROZEN)
    return lines


def _verified(line: MonthLine, month: Month, by: Actor) -> MonthLine:
    rules.must_not_be_own(by.persons, line.cadre.person_id, "自己的月表，要由别人核定。")
    rules.must_be_another(by.persons, line.confirmed_persons, "核对和核定不能是同一个人，请乡镇的另一位来核定。")
    if month.asks or month.has_undecided:
        raise Refused("这一行还有说法不一的日子，先认定，再核定。", rule="R-ATT-07")
    if halves.day_of(line.until_half - 1) > by.today and not month.is_over(by.today):
        raise Refused("这个月还没过完，月底再核定。", rule="R-ATT-07")
    FLOW.step(line, "verify")
    line.verified_on, line.verified_by = by.today, by.name
    line.marks, line.totals = month.marks, month.totals
    line.counted_halfdays, line.working_halfdays = month.counted_halfdays, month.working_halfdays
    line.required_halfdays = month.required_halfdays
    return line


@act("attendance.review", "县里复核", needs=rules.REVIEW, remote=True)
def review(line: MonthLine, *, by: Actor) -> MonthLine:
    return _review_many([Told(line, {})], by=by)[0]


@review.as_many
def _review_many(calls: Sequence[Told], *, by: Actor) -> list[MonthLine]:
    prefetch_related_objects([call.row for call in calls], "cadre", "corrections")
    lines = each(calls, lambda call: _reviewed(call.row, call.hand(by)))
    update_many(lines, ["state", "reviewed_on", "reviewed_by"])
    return lines


def _reviewed(line: MonthLine, by: Actor) -> MonthLine:
    rules.must_not_be_own(by.persons, line.cadre.person_id, "自己的月表，要由别人复核。")
    proposed = {person for one in line.corrections.all() for person in one.proposed_persons}
    rules.must_be_another(by.persons, proposed, "这一行的更正是你提的，复核要换一个人。")
    FLOW.step(line, "review")
    line.reviewed_on, line.reviewed_by = by.today, by.name
    return line


def _months_of(lines: Sequence[MonthLine], by: Actor) -> dict[tuple[int, str], Month]:
    """Each line's month as it stands, a few queries for every month among them."""
    prefetch_related_objects(list(lines), "cadre")
    found: dict[tuple[int, str], Month] = {}
    for key in sorted({line.month for line in lines}):
        of_month = [line for line in lines if line.month == key]
        terms = terms_for(by, of_month[0].place_code, rules.first_day(key))
        months = reading.month_of([line.posting_id for line in of_month], rules.first_day(key), terms)
        found |= {(posting, key): month for posting, month in months.items()}
    return found
