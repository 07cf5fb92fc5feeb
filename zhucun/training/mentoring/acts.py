"""Two are paired; a pair is ended before its year is over."""

from datetime import date, timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy
from zhucun.training.mentoring import rules
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.participants.models import Participant

FEBRUARY, LEAP_DAY = 2, 29


@act("mentoring.pair", "结对导师帮带", needs=rules.KEEP, undo="mentoring.end")
def pair(
    mentee: Posting,
    *,
    mentor_posting: Posting | None = None,
    mentor_other: Participant | None = None,
    plan: str = "",
    by: Actor,
) -> MentorPair:
    """For a year from today; one mentor at a time, and not too many for one mentor (R-TRN-07)."""
    row = MentorPair(
        mentee=mentee,
        mentor_posting=mentor_posting,
        mentor_other=mentor_other,
        place_code=mentee.place_code,
        since=by.today,
        until=a_year_on(by.today),
        plan=plan.strip(),
        paired_by=by.name,
    )
    _must_be_mentor(row, by)
    _must_be_free(row, by)
    row.save()
    return row


def a_year_on(day: date) -> date:
    is_leap_day = (day.month, day.day) == (FEBRUARY, LEAP_DAY)
    return day.replace(year=day.year + 1, day=LEAP_DAY - 1 if is_leap_day else day.day)


def _must_be_mentor(row: MentorPair, by: Actor) -> None:
    mentor = row.mentor_posting or row.mentor_other
    if mentor is None or (row.mentor_posting and row.mentor_other):
        raise Refused("选一位导师。", field="mentor")
    if not mentor.place_code.startswith(by.county_code) or not mentor.holds(row.since):
        raise Refused("这位导师现在不在本县的名册上，另选一位。", field="mentor")
    rules.must_be_two(row.mentee.cadre_id, row.mentor_posting.cadre_id if row.mentor_posting else None)


def _must_be_free(row: MentorPair, by: Actor) -> None:
    standing = MentorPair.objects.overlapping(row.since, row.until)
    theirs = standing.filter(mentee__cadre=row.mentee.cadre_id).first()
    if theirs:
        raise Refused(f"{theirs.mentor_name}正在带，先结束那一对，或者等到 {theirs.until:%Y-%m-%d}。", field="mentee")
    load = standing.of_mentor(row.mentor_posting, row.mentor_other).count()
    rules.must_have_room(row.mentor_name, load, policy.of(by).training.mentees_per_mentor)


@act("mentoring.end", "提前结束导师帮带", needs=rules.KEEP)
def end(row: MentorPair, *, because: str = "", by: Actor) -> MentorPair:
    """The day it was begun on stands."""
    if row.until <= by.today:
        raise Refused("这一对已经结束了。")
    row.until = max(by.today, row.since + timedelta(days=1))
    row.ended_because = because.strip()
    row.save()
    return row
