"""Two are paired, a suggestion is turned down, a pair is ended before its year is over, each side says how to go on."""

from datetime import date, timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy
from zhucun.training.mentoring import rules
from zhucun.training.mentoring.models import DeclinedMentor, MentorPair
from zhucun.training.mentoring.rules import Side
from zhucun.training.participants.models import Participant

FEBRUARY, LEAP_DAY = 2, 29


@act("mentoring.pair", "结对导师帮带", needs=rules.KEEP, undo="mentoring.take_back")
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
    if not row.mentee.holds(row.since):
        raise Refused("这位队员已经不在村里了，不用再结对。", field="mentee")
    rules.must_be_two(row.mentee.cadre_id, row.mentor_posting.cadre_id if row.mentor_posting else None)


def _must_be_free(row: MentorPair, by: Actor) -> None:
    standing = MentorPair.objects.standing().overlapping(row.since, row.until).exclude(pk=row.pk)
    theirs = standing.filter(mentee__cadre=row.mentee.cadre_id).first()
    if theirs:
        raise Refused(f"{theirs.mentor_name}正在带，先结束那一对，或者等到 {theirs.until:%Y-%m-%d}。", field="mentee")
    load = standing.of_mentor(row.mentor_posting, row.mentor_other).count()
    rules.must_have_room(row.mentor_name, load, policy.of(by).training.mentees_per_mentor)


@act("mentoring.take_back", "撤回结对", needs=rules.KEEP)
def take_back(row: MentorPair, *, by: Actor) -> MentorPair:
    """On the day it was made and before anything rests on it; later it is ended."""
    if row.is_taken_back:
        raise Refused("这一对已经撤回了。")
    if row.since != by.today or row.contacts.exists():
        raise Refused("这一对已经带起来了，不能撤回。不带了就提前结束。")
    row.is_taken_back = True
    row.save()
    return row


@act("mentoring.plan", "写带什么", needs=rules.KEEP, remote=True)
def plan(row: MentorPair, *, plan: str, by: Actor) -> MentorPair:
    _must_stand(row, by)
    row.plan = plan.strip()
    row.save()
    return row


def _must_stand(row: MentorPair, by: Actor) -> None:
    if row.is_taken_back or row.ended_because or row.until <= by.today:
        raise Refused("这一对已经结束了。")


@act("mentoring.end", "提前结束导师帮带", needs=rules.KEEP, undo="mentoring.go_on")
def end(row: MentorPair, *, because: str, by: Actor) -> MentorPair:
    """The day it was begun on stands."""
    _must_stand(row, by)
    if not because.strip():
        raise Refused("写为什么提前结束，比如：调走了。", field="because")
    row.until = max(by.today, row.since + timedelta(days=1))
    row.ended_because = because.strip()
    row.save()
    return row


@act("mentoring.go_on", "接着帮带", needs=rules.KEEP)
def go_on(row: MentorPair, *, by: Actor) -> MentorPair:
    """One that was ended too soon runs to the end of its year again."""
    if not row.ended_because:
        raise Refused("这一对没有提前结束过。")
    if a_year_on(row.since) <= by.today:
        raise Refused("这一对的一年已经到了，要接着带就重新结对。")
    row.until, row.ended_because = a_year_on(row.since), ""
    _must_be_mentor(row, by)
    _must_be_free(row, by)
    row.save()
    return row


@act("mentoring.decline", "不合适当导师", needs=rules.KEEP, undo="mentoring.consider")
def decline(mentee: Posting, *, mentor: Posting, by: Actor) -> DeclinedMentor:
    """That member is not suggested to this one again."""
    if mentee.declined_mentors.filter(mentor=mentor, is_taken_back=False).exists():
        raise Refused("已经不再建议这位了。")
    return DeclinedMentor.objects.create(mentee=mentee, mentor=mentor, declined_on=by.today, declined_by=by.name)


@act("mentoring.consider", "重新考虑当导师", needs=rules.KEEP)
def consider(row: DeclinedMentor, *, by: Actor) -> DeclinedMentor:
    if row.is_taken_back:
        raise Refused("已经重新考虑了。")
    row.is_taken_back = True
    row.save()
    return row


@act("mentoring.answer", "答还带不带", needs=rules.SEE, remote=True)
def answer(row: MentorPair, *, side: str, wish: str, by: Actor) -> MentorPair:
    """Each for themselves; for a mentor without an account whoever keeps the pairs, who asked them (R-TRN-07)."""
    rules.must_be_a_wish(side, wish)
    _must_be_asked(row, by)
    if side not in sides_of(row, by):
        raise OutOfReach()
    if side == Side.MENTEE:
        row.mentee_says = wish
    else:
        row.mentor_says = wish
    row.save()
    return row


def _must_be_asked(row: MentorPair, by: Actor) -> None:
    days = policy.of(by).training.mentor_question_days
    if row.is_taken_back or row.ended_because or not row.until <= by.today < row.until + timedelta(days=days):
        raise Refused("一年到了以后才问，答不答随意；现在不用答。")


def sides_of(row: MentorPair, by: Actor) -> set[str]:
    """For which sides somebody may answer."""
    own = {Side.MENTEE} if row.mentee.cadre.person_id in by.persons else set()
    if row.mentor_posting and row.mentor_posting.cadre.person_id in by.persons:
        own.add(Side.MENTOR)
    if row.mentor_other and by.scope(rules.KEEP).covers_place(row.place_code):
        own.add(Side.MENTOR)
    return {str(side) for side in own}
