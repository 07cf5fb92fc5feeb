"""What is worth a question, never an accusation: topics register what they notice in a county's month (R-ATT-08)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.late import why_asked
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import Side, first_day
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.attendance import IN_VILLAGE, LEAVE
from zhucun.records.meetings.models import Meeting, SignIn

TOWNSHIP = 9  # digits of a code
LEAST_ALIKE = 3  # days apart from the default that two months must share before one asks


@dataclass(frozen=True)
class Oddity:
    """About one posting's month: what was noticed, as a question that whoever was there can answer."""

    posting: int
    question: str
    since_half: int = 0
    until_half: int = 0


@dataclass(frozen=True)
class Looked:
    """A county's month as it is looked at: everybody's days, and whose team they are in."""

    actor: Actor
    county_code: str
    month: str
    months: dict[int, Month]
    team_of: dict[int, int]


Notice = Callable[[Looked], Iterable[Oddity]]
_notices: dict[str, tuple[str, Notice]] = {}


def anomaly(key: str, label: str) -> Callable[[Notice], Notice]:
    """Register. Raises ValueError where the key is taken."""

    def register(notice: Notice) -> Notice:
        if key in _notices:
            raise ValueError(f"two anomalies are called {key}")
        _notices[key] = (label, notice)
        return notice

    return register


def noticed(actor: Actor, month: str, *, scope: str = "") -> dict[str, list[Oddity]]:
    """Label → what was noticed within the actor's reach, of those of which something was."""
    county = (scope or actor.county_code)[:6]
    looked = _looked(actor, county, month, scope or county)
    found = {label: list(notice(looked)) for label, notice in _notices.values()}
    return {label: odd for label, odd in found.items() if odd}


def _looked(actor: Actor, county: str, month: str, scope: str) -> Looked:
    first = first_day(month)
    terms = terms_for(actor, county, first)
    frame = terms.frame(first)
    rows = postings_seen_by(actor).filter(within_prefixes("place_code", [scope]), reported_on__isnull=False)
    until = halves.day_of(frame.until)
    rows = rows.filter(reported_on__lt=until).exclude(until__lte=first)
    team_of = dict(rows.order_by("place_code", "pk").values_list("pk", "team"))
    return Looked(actor, county, month, reading.month_of(list(team_of), first, terms), team_of)


@anomaly("leave_overlap", "批了假又记了别的")
def beside_leave(looked: Looked) -> Iterable[Oddity]:
    """A half-day of approved leave of which village or township says something else."""
    keys = list(looked.months)
    if not keys:
        return
    frame = next(iter(looked.months.values())).frame
    marks = DayMark.objects.filter(posting__in=keys, half__gte=frame.since, half__lt=frame.until)
    words: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    for posting, half, side, category in marks.values_list("posting", "half", "side", "category"):
        words[posting, half][side] = category
    odd = defaultdict(list)
    for (posting, half), said in words.items():
        if said.get(Side.MEMBER) == LEAVE and set(said.values()) != {LEAVE}:
            odd[posting].append(half)
    for posting, found in sorted(odd.items()):
        days = halves.in_words(min(found), max(found) + 1)
        yield Oddity(posting, f"{days}批了假，又有人说不是请假，是提前回来了吗？", min(found), max(found) + 1)


@anomaly("identical_months", "两个人的月份一模一样")
def identical_months(looked: Looked) -> Iterable[Oddity]:
    """Two of one team whose exceptions are the same, half-day by half-day: together on business, or copied?"""
    alike: dict[tuple[int, str], list[int]] = defaultdict(list)
    for posting, month in looked.months.items():
        if _exceptions(month) >= LEAST_ALIKE * halves.PER_DAY:
            alike[looked.team_of[posting], month.marks].append(posting)
    for found in alike.values():
        for posting in found if len(found) > 1 else ():
            yield Oddity(posting, f"同队 {len(found)} 个人这个月每半天都一样，是一起出去的吗？")


def _exceptions(month: Month) -> int:
    return sum(mark != default for mark, default in zip(month.marks, month.frame.within(month.stay), strict=True))


@anomaly("locked_beyond_the_posting", "锁定以后才登记离队")
def locked_beyond(looked: Looked) -> Iterable[Oddity]:
    """A locked month that has days after somebody's last: a correction puts it right."""
    locked = MonthLine.objects.locked().filter(posting__in=list(looked.months), month=looked.month)
    for posting in locked.order_by("pk").values_list("posting", flat=True):
        month = looked.months[posting]
        there = month.frame.within(month.stay)
        if any(mark != " " and at == " " for mark, at in zip(month.marks, there, strict=True)):
            yield Oddity(posting, "离队登记在月表锁定以后，表上还有离队以后的日子，要更正吗？")


@anomaly("signed_in_elsewhere", "记的在村，又在别处签到开会")
def signed_in_elsewhere(looked: Looked) -> Iterable[Oddity]:
    """A meeting of the county or of another township, on a day that says in the village from morning to evening."""
    place_of = dict(Posting.objects.filter(pk__in=list(looked.months)).values_list("pk", "place_code"))
    of_cadre = dict(Posting.objects.filter(pk__in=list(looked.months)).values_list("cadre", "pk"))
    first = first_day(looked.month)
    met = SignIn.objects.filter(meeting__in=Meeting.objects.held_in(first, add_months(first, 1)), cadre__in=of_cadre)
    seen = met.order_by("meeting__record__happened_on", "pk")
    for cadre, day, where in seen.values_list("cadre", "meeting__record__happened_on", "meeting__record__place_code"):
        posting = of_cadre[cadre]
        month = looked.months[posting]
        if not where.startswith(place_of[posting][:TOWNSHIP]) and month.on(day).letters == month.terms.mark(IN_VILLAGE):
            since, until = halves.whole_days(day, day)
            yield Oddity(posting, f"{day.month}月{day.day}日在别处签到开会，月表上记的在村，是忘了记吗？", since, until)


@anomaly("said_late_or_long", "记得晚、记得长的变动")
def said_late_or_long(looked: Looked) -> Iterable[Oddity]:
    """What somebody said of their own days long afterwards, of many days at once, or of a rest day that was over; no
    more of those that the township has said something of."""
    if not looked.months:
        return
    frame, terms = (one := next(iter(looked.months.values()))).frame, one.terms
    rows = DayStatement.objects.standing().filter(posting__in=list(looked.months), side=Side.MEMBER)
    rows = rows.filter(source="", entered_for_reason="").touching(frame.since, frame.until)
    settled = DayMark.objects.filter(
        posting=OuterRef("posting"),
        side=Side.TOWNSHIP,
        half__gte=OuterRef("since_half"),
        half__lt=OuterRef("until_half"),
    )
    rows = rows.filter(~Exists(settled))
    for row in rows.prefetch_related("marks").order_by("posting", "since_half"):
        category = terms.category(row.category)
        why = why_asked(category, [mark.half for mark in row.marks.all()], row.entered_on, terms)
        if why:
            said = row.place_text or row.reason or "没写去哪里"
            yield Oddity(row.posting_id, f"{row.in_words}{category.label}，{why}（{said}），有这回事吗？", *row.span)
